from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

Answer = tuple[int, Mapping[str, str], bytes]


@dataclass
class Web:
    """A real server on the loopback; `seen` holds (path, headers) of each request."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    seen: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: bytes = b"", *, status: int = 200, **headers: str) -> str:
        self.answers[path] = (status, headers, body)
        return self.url + path


def _serve() -> tuple[Web, Callable[[], None]]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.seen.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            status, headers, body = web.answers.get(self.path, (404, {}, b"gone"))
            if "etag" in headers and self.headers["if-none-match"] == headers["etag"]:
                status, body = 304, b""
            self.send_response(status)
            for key, value in {**headers, "content-length": str(len(body))}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web = Web(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()

    def stop() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return web, stop


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder of integen, which is empty at first and not the user's."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "integen" / "documents"


@pytest.fixture
def web() -> Iterator[Web]:
    served, stop = _serve()
    yield served
    stop()


@pytest.fixture
def other_web() -> Iterator[Web]:
    served, stop = _serve()
    yield served
    stop()
