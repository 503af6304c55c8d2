"""Every Python block of the README and the pages runs against a server that answers like GitHub."""

from __future__ import annotations

import asyncio
import json
import re
import textwrap
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.generate.conftest import ROOT, Upstream, generated_module

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [ROOT / "README.md", ROOT / "docs" / "sdk.md"]

REPOSITORY = {"id": 1, "name": "cpython", "full_name": "python/cpython", "stargazers_count": 60_000}
ISSUE = {"id": 1, "number": 1, "title": "It breaks", "state": "open"}
ANSWERS: dict[str, Any] = {
    "/repos/python/cpython": REPOSITORY,
    "/repos/python/cpython/issues": [ISSUE],
    "/search/issues": {"total_count": 1, "incomplete_results": False, "items": [ISSUE]},
    "/user": {"login": "me", "id": 1},
}


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return generated_module(ROOT / "specs" / "github.yaml", tmp_path_factory.mktemp("docs"), "github")


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = ANSWERS.get(self.path.partition("?")[0])
            data = json.dumps({"message": "Not Found"} if found is None else found).encode()
            self.send_response(404 if found is None else 200)
            self.send_header("content-type", "application/json")
            self.send_header("etag", '"1"')
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("GITHUB_BASE_URL", f"http://127.0.0.1:{server.server_port}")
    yield
    server.shutdown()
    server.server_close()
    thread.join()


def blocks() -> list[Any]:
    return [
        pytest.param(block, id=f"{page.name}-{number}")
        for page in PAGES
        for number, block in enumerate(BLOCK.findall(page.read_text()), start=1)
    ]


@pytest.mark.xdist_group("docs")
@pytest.mark.usefixtures("api")
@pytest.mark.parametrize("block", blocks())
def test_a_block_of_python_does_what_it_says(
    github: ModuleType, block: str, capsys: pytest.CaptureFixture[str]
) -> None:
    # A block goes on from those before it: they have made a client and imported what it names.
    names = {name: getattr(github, name) for name in github.__all__}
    with github.Client(token="t") as client:
        exec(compile(block, "<docs>", "exec"), {**names, "client": client, "__name__": "docs"})
    if "print(" in block and "NotFoundError" not in block.partition("import")[2].partition("\n")[0]:
        assert capsys.readouterr().out.strip()


SOURCE = {"type": "object", "properties": {"source": {"type": "string"}}, "required": ["source"]}
CORNERS = {
    "openapi": "3.2.0",
    "info": {"title": "Corners", "version": "1"},
    "servers": [
        {"name": "sandbox", "url": "URL/sandbox"},
        {"name": "live", "url": "URL/live"},
        {"url": "URL/{region}", "variables": {"region": {"default": "us", "enum": ["us", "eu"]}}},
    ],
    "paths": {
        "/events": {
            "get": {
                "operationId": "watch",
                "tags": ["events"],
                "responses": {
                    "200": {"description": "", "content": {"text/event-stream": {"itemSchema": {}}}}
                },
            }
        },
        "/reports/{id}": {
            "get": {
                "operationId": "get",
                "tags": ["reports"],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
                "responses": {"200": {"description": "", "content": {"application/json": {}}}},
            }
        },
        "/documents": {
            "post": {
                "operationId": "analyze",
                "tags": ["documents"],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": SOURCE},
                        "application/xml": {"schema": SOURCE},
                        "application/pdf": {},
                        "image/png": {},
                    },
                },
                "responses": {"200": {"description": "", "content": {"application/json": {}}}},
            }
        },
    },
}


def test_blocks_about_streams_servers_and_bodies_do_what_they_say(
    tmp_path: Path, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "corners.json").write_text(json.dumps(CORNERS).replace("URL", upstream.url))
    corners = generated_module(tmp_path / "corners.json", tmp_path / "out", "corners")
    blocks = re.findall(
        r"^```py\n(.*?)^```$", (ROOT / "docs" / "sdk.md").read_text(), re.MULTILINE | re.DOTALL
    )
    for _ in range(2):
        upstream.answer(b'data: {"n": 1}\n\n', content_type="text/event-stream")
    for _ in range(5):
        upstream.answer({})

    async def run(block: str) -> None:
        names: dict[str, Any] = {name: getattr(corners, name) for name in corners.__all__}
        names |= {"client": corners.Client(), "async_client": corners.AsyncClient()}
        names |= {"Path": Path, "picture": b"PNG"}
        exec(compile(f"async def block():\n{textwrap.indent(block, '    ')}", "<docs>", "exec"), names)
        await names["block"]()

    for block in blocks:
        asyncio.run(run(block.replace("client = Client(server=", "_ = Client(server=")))
    assert [f"{request.method} {request.target}" for request in upstream.received] == [
        "GET /sandbox/events",
        "GET /sandbox/events",
        "GET /live/reports/1",
        *["POST /sandbox/documents"] * 4,
    ]
    sent = [(request.headers["content-type"], request.body) for request in upstream.received[3:]]
    assert sent[1:3] == [("application/pdf", b"%PDF"), ("image/png", b"PNG")]
    assert [media_type for media_type, _ in sent[::3]] == ["application/json", "application/xml"]


def test_the_pages_have_blocks() -> None:
    assert {Path(page).name: bool(BLOCK.findall(page.read_text())) for page in PAGES} == {
        "README.md": True,
        "sdk.md": True,
    }
