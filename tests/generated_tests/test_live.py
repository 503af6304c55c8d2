"""`integen test --live` asks an API itself: here one on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from integen.freshness import Options
from integen.pipeline import generate

pytestmark = pytest.mark.slow

SECRET = "k3y-of-mine"
ITEM = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}


class Api(ThreadingHTTPServer):
    """Remembers who asked for what; answers what the test says."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str | None]] = []
        self.answers: dict[str, tuple[int, Any]] = {}


class Handler(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers.get("x-key")))
        status, value = self.server.answers.get(self.path, (200, {"name": "a"}))
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_DELETE = do_GET

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def api() -> Iterator[Api]:
    server = Api()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def ask(api: Api, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs the tests of a package of this API."""
    answer = {"200": {"description": "ok", "content": {"application/json": {"schema": ITEM}}}}
    needed = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": f"http://127.0.0.1:{api.server_port}"}],
        "security": [{"key": []}],
        "paths": {
            "/one": {"get": {"responses": answer}, "post": {"responses": answer}},
            "/two": {"get": {"responses": answer}, "delete": {"responses": answer}},
            "/two/{id}": {"get": {"parameters": [needed], "responses": answer}},
        },
        "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    }
    spec = tmp_path / "things.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    generate(Options(spec=str(spec), output=tmp_path / "generated"))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "integen", "test", "things", *arguments],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
                "THINGS_API_KEY": SECRET,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


def test_only_reads_without_required_arguments_are_asked_with_the_key_of_the_environment(
    api: Api, ask: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    told = ask("--live")
    assert told.returncode == 0, told.stdout + told.stderr
    assert sorted(api.asked) == [("GET", "/one", SECRET), ("GET", "/two", SECRET)]


def test_without_live_nobody_is_asked(api: Api, ask: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    assert ask().returncode == 0
    assert api.asked == []


def test_an_answer_that_is_not_what_is_documented_fails_and_says_where(
    api: Api, ask: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    api.answers["/two"] = (200, {"name": [SECRET]})
    told = ask("--live")
    assert told.returncode == 1
    assert "the answer is not what is documented: name" in told.stdout
    assert SECRET not in told.stdout + told.stderr


def test_a_failure_is_told_without_the_key_that_the_server_echoes(
    api: Api, ask: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    api.answers["/two"] = (500, {"message": f"cannot find {SECRET}"})
    told = ask("--live")
    assert told.returncode == 1
    assert "GET /two answered 500" in told.stdout
    assert SECRET not in told.stdout + told.stderr


def test_what_the_key_is_not_good_for_is_skipped(
    api: Api, ask: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    api.answers["/two"] = (403, {"message": "no"})
    told = ask("--live", "--json")
    assert told.returncode == 0, told.stdout + told.stderr
    assert (json.loads(told.stdout)["tests"], json.loads(told.stdout)["skipped"]) == (1, 1)
