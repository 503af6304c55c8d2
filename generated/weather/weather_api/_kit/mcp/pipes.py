"""Lines from and to a descriptor, without blocking the event loop.

Pipes and sockets are read and written by the loop; what is neither (a file, a terminal, Windows' handles) by
a thread.
"""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from contextlib import suppress
from typing import Protocol

import anyio.to_thread

from .front import CHUNK

MAX_LINE = 64 << 20
"""Bytes of one message; a longer one is answered as unreadable and skipped."""


class Reader(Protocol):
    async def readline(self) -> bytes:
        """Return the next line, empty at the end. Raises ValueError for one that is too long."""
        ...


class Writer(Protocol):
    async def write(self, data: bytes) -> None:
        """Return when the system has all of it; may be called by many tasks. Raises OSError."""

    async def flush(self) -> None:
        """Wait for what a cancelled `write` has left."""


async def reader_of(descriptor: int, prefix: bytes) -> Reader:
    """Return a reader of a descriptor that gives `prefix` first; it owns the descriptor."""
    if not _is_pipe(descriptor):
        return _ThreadReader(descriptor, prefix)
    reader = asyncio.StreamReader(limit=MAX_LINE)
    reader.feed_data(prefix)
    file = os.fdopen(descriptor, "rb", 0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader


async def writer_of(descriptor: int) -> Writer:
    """Return a writer to a descriptor; it owns the descriptor."""
    if not _is_pipe(descriptor):
        return _ThreadWriter(descriptor)
    loop = asyncio.get_running_loop()
    file = os.fdopen(descriptor, "wb", 0)
    pipe, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, file)
    pipe.set_write_buffer_limits(high=0)  # so that `drain` means written
    return _PipeWriter(asyncio.StreamWriter(pipe, protocol, None, loop))


def _is_pipe(descriptor: int) -> bool:
    """Tell what the loop can wait for: no regular file, and no terminal, which is shared with the shell."""
    mode = os.fstat(descriptor).st_mode
    return sys.platform != "win32" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode))


class _PipeWriter:
    def __init__(self, stream: asyncio.StreamWriter) -> None:
        self._stream = stream

    async def write(self, data: bytes) -> None:
        self._stream.write(data)
        await self._stream.drain()

    async def flush(self) -> None:
        with suppress(OSError):
            await self._stream.drain()


class _ThreadWriter:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = anyio.Lock()

    async def write(self, data: bytes) -> None:
        async with self._lock:
            await anyio.to_thread.run_sync(self._write, data)

    async def flush(self) -> None:
        """A thread that has begun to write is waited for by `write`, cancelled or not."""

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]


class _ThreadReader:
    def __init__(self, descriptor: int, prefix: bytes) -> None:
        self._descriptor = descriptor
        self._buffer = bytearray(prefix)
        self._ended = False

    async def readline(self) -> bytes:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0 and not self._ended:
            searched = len(self._buffer)
            if searched > MAX_LINE:
                self._buffer.clear()
                raise ValueError("a message is too long")
            chunk = await anyio.to_thread.run_sync(os.read, self._descriptor, CHUNK, abandon_on_cancel=True)
            self._ended = not chunk
            self._buffer += chunk
        length = end + 1 or len(self._buffer)
        line = bytes(self._buffer[:length])
        del self._buffer[:length]
        return line
