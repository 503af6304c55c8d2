"""An API that answers more than a server may hold, in every way that HTTP has for it."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import pets
import pytest
from pets import Answer

from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.server import create_server
from mcp import Client

pytestmark = pytest.mark.anyio

MOST = 1_000_000
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
CHUNK = b"10000\r\n" + b" " * 0x10000 + b"\r\n"


class Flood:
    """Writes until the other side hangs up, or the answer is over."""

    def __init__(self, head: bytes, chunk: bytes) -> None:
        self._head, self._chunk = head, chunk
        self.stopped, self.written = anyio.Event(), 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HEAD + self._head + b"\r\n\r\n")
        with suppress(ConnectionError):
            while True:
                writer.write(self._chunk)
                self.written += len(self._chunk)
                await writer.drain()
        self.stopped.set()
        writer.close()


@asynccontextmanager
async def calling(folder: Path, base_url: str) -> AsyncIterator[Callable[[], Any]]:
    options = ServeOptions(max_answer_bytes=MOST, max_result_chars=10_000_000)
    server = create_server(pets.catalog(folder), options, base_url=base_url)
    async with Client(server, mode="2026-07-28") as client:
        yield lambda: client.call_tool("pets_list", {"limit": 5})


@pytest.mark.parametrize(
    ("head", "chunk"),
    [
        (b"transfer-encoding: chunked", CHUNK),
        (b"content-length: 90000000000", b" " * 0x10000),
        (b"connection: close", b" " * 0x10000),
    ],
)
async def test_an_endless_answer_is_given_up(head: bytes, chunk: bytes, tmp_path: Path) -> None:
    flood = Flood(head, chunk)
    server = await asyncio.start_server(flood.serve, "127.0.0.1", 0)
    async with server, calling(tmp_path, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}") as call:
        with anyio.fail_after(30):
            result = await call()
            await flood.stopped.wait()
    assert result.is_error and result.structured_content is None
    assert result.content[0].text == (
        "The API's answer is larger than 1,000,000 bytes and was not read. "
        "Ask for less: page with `limit`, `page`, or narrow the query."
    )
    assert flood.written < 100 * MOST


async def test_a_compressed_bomb_is_given_up(tmp_path: Path, upstream: pets.Upstream) -> None:
    bomb = gzip.compress(b" " * 200 * MOST)
    assert len(bomb) < MOST
    upstream.answer = Answer(200, bomb, {"content-type": "application/json", "content-encoding": "gzip"})
    async with calling(tmp_path, upstream.url) as call:
        result = await call()
    assert result.is_error
    assert "larger than 1,000,000 bytes" in result.content[0].text


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("status", [200, 404])
async def test_an_answer_below_the_limit_is_whole(
    encoding: str, status: int, tmp_path: Path, upstream: pets.Upstream
) -> None:
    data = {"message": "x" * 900_000}
    body = json.dumps(data).encode()
    headers = {"content-type": "application/json", "x-request-id": "r1"}
    if encoding == "gzip":
        body, headers = gzip.compress(body), {**headers, "content-encoding": "gzip"}
    upstream.answer = Answer(status, body, headers)
    async with calling(tmp_path, upstream.url) as call:
        for _ in range(2):  # the second on the same connection
            result = await call()
            assert result.is_error == (status == 404)
            if status == 200:
                assert result.structured_content == data
            else:
                assert result.content[0].text.startswith("404 Not Found: xxx")
                assert "Request id: r1" in result.content[0].text


async def test_an_answer_that_breaks_off_is_asked_for_again(tmp_path: Path) -> None:
    """What is read here is repeated as what the HTTP library reads would be."""
    heads = iter((b"content-length: 9\r\n\r\n{", b'content-length: 8\r\n\r\n{"id":1}'))
    asked = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        asked += 1
        writer.write(HEAD + next(heads))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server, calling(tmp_path, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}") as call:
        result = await call()
    assert result.structured_content == {"id": 1}
    assert asked == 2
