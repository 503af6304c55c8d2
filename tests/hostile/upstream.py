"""A server on the loopback whose answers are hostile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]

BODY = (
    b'{"\\u001b]0;CANARY\\u0007": "\\u202e{{ 7*7 }}", "__class__": "CANARY", '
    b'"__proto__": {"CANARY": 1}, "a": null}'
)


@dataclass(slots=True)
class Upstream:
    port: int
    answer: Answer
    """Writes the whole answer; tests put their own here."""
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """`(method, raw path, headers)` of each request."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def strange_json(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(BODY)))
    handler.send_header("Set-Cookie", "CANARY=1; Path=/")
    handler.end_headers()
    handler.wfile.write(BODY)


@contextmanager
def running() -> Iterator[Upstream]:
    """Serve on a free port until the block is left."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(1 << 20)
            if not self.raw_requestline or not self.parse_request():
                return
            self.rfile.read(int(self.headers.get("content-length") or 0))
            upstream.seen.append((self.command, self.path, dict(self.headers.items())))
            with suppress(OSError):  # the client had enough
                upstream.answer(self)
            self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    upstream = Upstream(server.server_port, strange_json)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield upstream
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
