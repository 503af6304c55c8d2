"""A server on loopback that keeps the bytes of each request as they came in, and answers what it is told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from .row import NOTHING, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, values as Latin-1, in order."""
    body: bytes
    """Without the chunks that it may have come in."""

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.headers if key == name]
        return ", ".join(found) if found else None


class Upstream:
    """Answers everything with `reply`."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.reply: Reply = NOTHING
        self.url = ""

    def serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as stream:
            while (request := _request(stream)) is not None:
                self.received.append(request)
                connection.sendall(_written(self.reply, head=request.method == "HEAD"))


def _request(stream: IO[bytes]) -> Received | None:
    line = stream.readline()
    if not line:
        return None
    method, target, _ = line.decode("latin-1").split(" ")
    headers: list[tuple[str, str]] = []
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.decode("latin-1").partition(":")
        headers.append((name.lower(), value.strip(" \r\n")))
    named = dict(headers)
    content = (
        _chunks(stream)
        if "transfer-encoding" in named
        else stream.read(int(named.get("content-length", "0")))
    )
    return Received(method=method, target=target, headers=tuple(headers), body=content)


def _chunks(stream: IO[bytes]) -> bytes:
    chunks: list[bytes] = []
    while size := int(stream.readline(), 16):
        chunks.append(stream.read(size))
        stream.readline()
    stream.readline()
    return b"".join(chunks)


def _written(reply: Reply, *, head: bool) -> bytes:
    headers = dict(reply.headers)
    if reply.status != 204:
        headers["Content-Length"] = str(len(reply.body))
    lines = [f"HTTP/1.1 {reply.status} X", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (b"" if head else reply.body)


@contextmanager
def listening(upstream: Upstream | None = None) -> Iterator[Upstream]:
    upstream = upstream or Upstream()
    with socket.create_server(("127.0.0.1", 0)) as server:
        upstream.url = f"http://127.0.0.1:{server.getsockname()[1]}"
        thread = threading.Thread(target=_accept, args=(server, upstream), daemon=True)
        thread.start()
        yield upstream
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def _accept(server: socket.socket, upstream: Upstream) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=upstream.serve, args=(connection,), daemon=True).start()
