"""The examples of a page are the same call, whichever language they are in, and run as they are."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.typescript.conftest import COMPILER, NODE, WHY
from tests.wire.upstream import Received

from integen.cli.app import main
from integen.kit.catalog import Catalog
from integen.kit.mcp.server import create_server
from integen.plan.docs.page import OperationPage
from mcp import Client

from .packages import Documented, python

SECRETS = {
    **dict.fromkeys(("PETSHOP_USERNAME",), "user"),
    **dict.fromkeys(("PETSHOP_API_KEY", "PETSHOP_TOKEN", "PETSHOP_PASSWORD", "GITHUB_TOKEN"), "s3cret"),
}
PLAIN = ("accept", "authorization", "x-api-key", "content-type")


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.bin").write_bytes(b"hello")
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def written(package: Documented, key: str) -> Iterator[tuple[OperationPage, str]]:
    for page in package.pages:
        for example in page.examples:
            if example.key == key:
                yield page, example.text


def request(received: Received | None) -> dict[str, Any]:
    """What a request says, without what clients write each in their own way."""
    assert received is not None, "nothing was sent"
    headers = {name: received.header(name) for name in PLAIN if received.header(name)}
    kind = headers.get("content-type") or ""
    if kind.startswith("multipart/"):
        boundary = re.search(r"boundary=(\S+)", kind)
        assert boundary is not None
        parts = received.body.split(boundary[1].strip('"').encode())
        names = [re.search(rb'name="([^"]*)"', part) for part in parts]
        body: Any = [name[1] for name in names if name]
        headers["content-type"] = "multipart/form-data"
    else:
        body = json.loads(received.body) if "json" in kind and received.body else received.body
    return {"line": (received.method, received.target), "headers": headers, "body": body}


@pytest.fixture(scope="module")
def of_curl(package: Documented, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what the curl example of each operation sends: curl knows nothing of integen."""
    folder = tmp_path_factory.mktemp("curl")
    (folder / "file.bin").write_bytes(b"hello")
    found = {}
    for page, text in written(package, "curl"):
        done = subprocess.run(
            ["sh", "-c", text], cwd=folder, env={**os.environ, **SECRETS}, capture_output=True, timeout=30
        )
        assert done.returncode == 0, (text, done.stderr)
        found[page.key] = request(package.sent())
    return found


def test_every_operation_has_an_example_in_every_language(package: Documented) -> None:
    every = ["mcp", "python", "typescript", "curl", "cli"]
    assert [page.name for page in package.pages if [each.key for each in page.examples] != every] == []


def test_curl_sends_credentials_and_calls_the_operation(
    package: Documented, of_curl: dict[str, dict[str, Any]]
) -> None:
    for page in package.pages:
        sent = of_curl[page.key]
        path = re.sub(r"\\\{[^}]*\\\}", "[^/?]+", re.escape(page.path))
        assert sent["line"][0] == page.method
        assert re.match(rf"{path}($|\?)", sent["line"][1]), sent["line"]
        if page.demands and page.demands[0]:
            assert any("s3cret" in str(each) or "dXNlcj" in str(each) for each in sent["headers"].values()), (
                page
            )


@pytest.mark.heavy
def test_python_examples_send_what_curl_sends(
    package: Documented, of_curl: dict[str, dict[str, Any]]
) -> None:
    for page, text in written(package, "python"):
        guarded = f"import {package.place.module} as lib\ntry:\n" + "\n".join(
            f"    {line}" for line in text.splitlines()
        )
        # The answer is no real one: what is made of it is not of interest here.
        done = python(f"{guarded}\nexcept lib.APIResponseError:\n    pass", package.place, dict(os.environ))
        assert done.returncode == 0, (text, done.stderr)
        assert request(package.sent()) == of_curl[page.key], text


def test_the_command_line_sends_what_curl_sends(
    package: Documented, of_curl: dict[str, dict[str, Any]], capfd: pytest.CaptureFixture[str]
) -> None:
    for page, text in written(package, "cli"):
        words = shlex.split(text.replace("\\\n", ""))
        main([*words[1:], "--output", str(package.place.directory.parent)])
        assert request(package.sent()) == of_curl[page.key], (text, capfd.readouterr().err)


@pytest.mark.anyio
async def test_a_client_that_sends_the_mcp_example_makes_the_same_request(
    package: Documented, of_curl: dict[str, dict[str, Any]]
) -> None:
    server = create_server(Catalog(package.place.catalog))
    async with Client(server) as client:
        for page, text in written(package, "mcp"):
            message = json.loads(text)
            assert (message["jsonrpc"], message["method"]) == ("2.0", "tools/call")
            await client.call_tool(message["params"]["name"], message["params"]["arguments"])
            assert request(package.sent()) == of_curl[page.key], text


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.heavy
def test_typescript_examples_compile(package: Documented) -> None:
    if NODE is None or COMPILER is None:
        pytest.skip(WHY)
    folder = package.place.directory / "typescript"
    (folder / "process.d.ts").write_text(
        "declare const process: { env: Record<string, string | undefined> };\n"
    )
    for number, (_, text) in enumerate(written(package, "typescript")):
        own = text.replace(f'from "{package.place.key}-api"', 'from "./index.js"')
        (folder / f"example{number}.ts").write_text(f"{own}\nexport {{}};\n")
    done = subprocess.run(
        [NODE, COMPILER, "-p", str(folder), "--noEmit"], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
