"""Packages generated into a temporary folder, imported for real, calling a real server on loopback."""

from __future__ import annotations

import importlib
import json
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from integen.pipeline import Options, generate

ROOT = Path(__file__).parents[2]


def generated_module(spec: Path, output: Path, name: str) -> ModuleType:
    """Generate and import a package."""
    result = generate(Options(spec=str(spec), name=name, output=output))
    sys.path.insert(0, str(result.directory))
    importlib.invalidate_caches()
    return importlib.import_module(f"{name.replace('-', '_')}_api")


@pytest.fixture(scope="session")
def petshop(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return generated_module(ROOT / "specs" / "petshop.yaml", tmp_path_factory.mktemp("generated"), "petshop")


@dataclass
class Received:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Upstream:
    """A real HTTP server that keeps what it received and answers what it was told, in order."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)

    def answer(self, body: Any = b"", *, status: int = 200, **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        named = {"content-type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append((status, named, data))

    @property
    def last(self) -> Received:
        return self.received[-1]


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    state = Upstream()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            super().handle_one_request()

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.received.append(Received(self.command, self.path, headers, body))
            status, named, data = state.answers.pop(0) if state.answers else (200, {}, b"")
            self.send_response(status)
            for name, value in named.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state
    server.shutdown()
    server.server_close()
    thread.join()
