"""Shows a site on this machine only, from memory, and tells open pages when it was built anew."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

ADDRESS = "127.0.0.1"
_NAMES = frozenset((ADDRESS, "localhost"))
CHANGES = "/-/changes"
"""Server-sent events: the number of the build, at first and after each change."""
_BEAT = 15.0
"""Seconds between signs of life, by which a closed page is noticed."""
_LOOK = 0.3
"""Seconds between looks at the package."""
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


class Shown:
    """The site as it is now. Safe to share between threads."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files, self._build = files, 1
        self._changed = threading.Condition()
        self._closed = False

    def replace(self, files: Mapping[str, bytes]) -> None:
        with self._changed:
            self._files, self._build = files, self._build + 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let everybody go who waits for a change."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def is_closed(self) -> bool:
        return self._closed

    def file(self, path: str) -> bytes | None:
        """Return what is at a path of a URL. Only names that were built are looked up."""
        name = unquote(path).lstrip("/")
        return self._files.get(f"{name}index.html" if name == "" or name.endswith("/") else name)

    def after(self, build: int, seconds: float) -> int:
        """Wait for a later build; return the number of the present one, which may be the same."""
        with self._changed:
            self._changed.wait_for(lambda: self._build != build or self._closed, seconds)
            return self._build


class SiteServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, shown: Shown, port: int = 0) -> None:
        """Listen; port 0 is any free one. Raises OSError."""
        self.shown = shown
        super().__init__((ADDRESS, port), _Handler)

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that was closed is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    server_version, sys_version = "integen", ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        # Another site whose name leads to this machine is not to read what is here.
        host = (self.headers.get("Host") or "").rpartition(":")[0] or (self.headers.get("Host") or "")
        if host not in _NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = urlsplit(self.path).path
        if path == CHANGES:
            self._changes(with_body=with_body)
            return
        data = self.server.shown.file(path)
        if data is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind = _TYPES.get(
            (path.rsplit("/", 1)[-1] or "index.html").rpartition(".")[2], "application/octet-stream"
        )
        self._head(kind, {"Content-Length": str(len(data))})
        if with_body:
            self.wfile.write(data)

    def _head(self, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(HTTPStatus.OK)
        common = {"Content-Type": kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        for name, value in {**common, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _changes(self, *, with_body: bool) -> None:
        self._head("text/event-stream", {})
        build, shown = 0, self.server.shown
        while with_body and not shown.is_closed:
            now = shown.after(build, _BEAT)
            self.wfile.write(f"data: {now}\n\n".encode() if now != build else b": here\n\n")
            self.wfile.flush()
            build = now

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what was built."""


def watch(
    shown: Shown,
    known: object,
    mark: Callable[[], object],
    build: Callable[[], Mapping[str, bytes] | None],
    stop: threading.Event,
) -> None:
    """Build anew whenever `mark` gives another value, until `stop`; a build that is None changes nothing.

    `known` is the mark of what is shown, taken before it was built.
    """
    while not stop.wait(_LOOK):
        now = mark()
        if now != known:
            known = now
            files = build()
            if files is not None:
                shown.replace(files)
