"""A real HTTP server on loopback that records what it is sent and answers what a test tells it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Received:
    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass
class Reply:
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


Handler = Callable[[Received], Reply]


class Upstream:
    """`replies` are given one by one, the last one for ever; `handler`, when set, decides instead."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.replies: list[Reply] = [Reply()]
        self.handler: Handler | None = None
        self.url = ""
        self._lock = threading.Lock()

    def reply(self, status: int = 200, body: bytes | str = b"{}", **headers: str) -> None:
        """Answer everything with this."""
        self.replies = [self.answer(status, body, **headers)]

    @staticmethod
    def answer(status: int = 200, body: bytes | str = b"{}", **headers: str) -> Reply:
        content = body.encode() if isinstance(body, str) else body
        names = {"content_type": "application/json", **headers}
        return Reply(status, content, {name.replace("_", "-"): value for name, value in names.items()})

    def take(self, received: Received) -> Reply:
        with self._lock:
            self.received.append(received)
            if self.handler is not None:
                return self.handler(received)
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    @property
    def last(self) -> Received:
        return self.received[-1]


@contextmanager
def serving() -> Iterator[Upstream]:
    upstream = Upstream()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(upstream))
    server.daemon_threads = True
    upstream.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield upstream
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(upstream: Upstream) -> type[BaseHTTPRequestHandler]:
    class RequestHandler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Without this, headers and body are two packets and each answer waits 40 ms for an ACK.
        wbufsize = -1
        disable_nagle_algorithm = True

        def _serve(self) -> None:
            reply = upstream.take(Received(self.command, self.path, list(self.headers.items()), self._body()))
            if reply.status == 0:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status not in (204, 304):
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.status not in (204, 304) and self.command != "HEAD":
                self.wfile.write(reply.body)

        def _body(self) -> bytes:
            if self.headers.get("Transfer-Encoding") == "chunked":
                chunks = []
                while size := int(self.rfile.readline(), 16):
                    chunks.append(self.rfile.read(size))
                    self.rfile.readline()
                self.rfile.readline()
                return b"".join(chunks)
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self._serve
            raise AttributeError(name)

    return RequestHandler
