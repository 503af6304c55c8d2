"""The stdio transport on the event loop itself.

The SDK's own moves every line through three worker threads, which is most of the cost of a call. This one
reads and writes pipes and sockets with the loop; what is neither (a file, a terminal, Windows' handles) is
read by one thread. It also continues a session that the front began: it replays the handshake and drops the
answers, which the client has had.
"""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import anyio
import anyio.to_thread
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.shared.message import SessionMessage
from mcp_types import (
    JSONRPCError,
    JSONRPCMessage,
    JSONRPCNotification,
    JSONRPCRequest,
    JSONRPCResponse,
    jsonrpc_message_adapter,
)
from pydantic import BaseModel, ValidationError

from .front import CHUNK, Handover

MAX_LINE = 64 << 20
"""Bytes of one message; a longer one is answered as unreadable and skipped."""

GRACE = 1.5
"""Seconds after the end of the input for answers under way; clients wait about two before they kill."""

Incoming = SessionMessage | Exception


class _Exchanges:
    """Requests that wait for an answer, and those that have had one from the front."""

    def __init__(self) -> None:
        self._had: set[str | int] = set()
        self._open: set[str | int] = set()
        self._changed = anyio.Event()

    def replayed(self, message: JSONRPCMessage) -> None:
        if isinstance(message, JSONRPCRequest):
            self._had.add(message.id)

    def asked(self, message: JSONRPCMessage) -> None:
        """Note a request; one that listens never ends, and a cancelled one may stay unanswered."""
        if isinstance(message, JSONRPCRequest) and message.method != "subscriptions/listen":
            self._open.add(message.id)
        elif isinstance(message, JSONRPCNotification) and message.method == "notifications/cancelled":
            cancelled = (message.params or {}).get("requestId")
            if isinstance(cancelled, str | int):
                self._open.discard(cancelled)

    def answered(self, message: JSONRPCMessage) -> bool:
        """Tell whether to send a message: the client has the answers to what was replayed."""
        if isinstance(message, JSONRPCResponse | JSONRPCError) and message.id in self._had:
            self._had.discard(message.id)
            return False
        return True

    def written(self, message: JSONRPCMessage) -> None:
        if isinstance(message, JSONRPCResponse | JSONRPCError) and message.id is not None:
            self._open.discard(message.id)
            self._changed.set()

    async def over(self) -> None:
        """Wait until every request has its answer."""
        while self._open:
            self._changed = anyio.Event()
            await self._changed.wait()


class Reader(Protocol):
    async def readline(self) -> bytes:
        """Return the next line, empty at the end. Raises ValueError for one that is too long."""
        ...


class Writer(Protocol):
    async def write(self, data: bytes) -> None: ...


async def serve(server: Server[Any], handover: Handover | None = None) -> None:
    """Serve one client on standard input and output until it hangs up."""
    options = server.create_initialization_options(NotificationOptions(tools_changed=True))
    async with transport(handover or Handover((), b"")) as (incoming, outgoing):
        await server.run(incoming, outgoing, options)


@asynccontextmanager
async def transport(
    handover: Handover,
) -> AsyncGenerator[tuple[MemoryObjectReceiveStream[Incoming], MemoryObjectSendStream[SessionMessage]]]:
    """Open the process's standard streams for `Server.run`.

    While it is open, descriptor 0 is the null device and 1 is standard error: a stray `print` or a child
    process cannot break the protocol.
    """
    source, sink = _claim()
    reader, writer = await _reader(source, handover.rest), await _writer(sink)
    arriving, incoming = anyio.create_memory_object_stream[Incoming](0)
    outgoing, leaving = anyio.create_memory_object_stream[SessionMessage](0)
    exchanges = _Exchanges()
    async with anyio.create_task_group() as writing, anyio.create_task_group() as reading:
        writing.start_soon(_write, writer, leaving, exchanges)
        reading.start_soon(_read, reader, handover.replay, arriving, exchanges)
        yield incoming, outgoing
        reading.cancel_scope.cancel()  # the writer ends by itself, when all is written


def _claim() -> tuple[int, int]:
    sys.stdout.flush()
    source, sink = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    return source, sink


async def _read(
    reader: Reader,
    replay: tuple[bytes, ...],
    arriving: MemoryObjectSendStream[Incoming],
    exchanges: _Exchanges,
) -> None:
    async with arriving:
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
            for line in replay:
                message = jsonrpc_message_adapter.validate_json(line, by_name=False)
                exchanges.replayed(message)
                await arriving.send(SessionMessage(message))
            while (item := await _next(reader)) is not None:
                if isinstance(item, SessionMessage):
                    exchanges.asked(item.message)
                await arriving.send(item)
            with anyio.move_on_after(GRACE):
                await exchanges.over()


async def _next(reader: Reader) -> Incoming | None:
    """Return the next message, or the reason why it is none; None at the end."""
    while True:
        try:
            line = await reader.readline()
        except ValueError as error:
            return error
        except OSError:
            return None
        if not line:
            return None
        if not line.strip():
            continue
        try:
            return SessionMessage(jsonrpc_message_adapter.validate_json(line, by_name=False))
        except ValidationError as error:
            return error


async def _write(
    writer: Writer, leaving: MemoryObjectReceiveStream[SessionMessage], exchanges: _Exchanges
) -> None:
    async with leaving:
        async for item in leaving:
            if not exchanges.answered(item.message):
                continue
            try:
                await writer.write(_line(item.message))
            except OSError:
                return  # the client is gone; the end of the input will end the session
            exchanges.written(item.message)


def _line(message: BaseModel) -> bytes:
    return message.model_dump_json(by_alias=True, exclude_unset=True).encode() + b"\n"


def _is_pipe(descriptor: int) -> bool:
    """Tell what the loop can wait for: no regular file, and no terminal, which is shared with the shell."""
    mode = os.fstat(descriptor).st_mode
    return sys.platform != "win32" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode))


async def _reader(descriptor: int, prefix: bytes) -> Reader:
    if not _is_pipe(descriptor):
        return _ThreadReader(descriptor, prefix)
    reader = asyncio.StreamReader(limit=MAX_LINE)
    reader.feed_data(prefix)
    file = os.fdopen(descriptor, "rb", 0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader


async def _writer(descriptor: int) -> Writer:
    if not _is_pipe(descriptor):
        return _ThreadWriter(descriptor)
    loop = asyncio.get_running_loop()
    file = os.fdopen(descriptor, "wb", 0)
    pipe, protocol = await loop.connect_write_pipe(asyncio.streams.FlowControlMixin, file)
    pipe.set_write_buffer_limits(high=0)  # so that `drain` means written
    return _PipeWriter(asyncio.StreamWriter(pipe, protocol, None, loop))


class _PipeWriter:
    def __init__(self, stream: asyncio.StreamWriter) -> None:
        self._stream = stream

    async def write(self, data: bytes) -> None:
        self._stream.write(data)
        await self._stream.drain()


class _ThreadWriter:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    async def write(self, data: bytes) -> None:
        await anyio.to_thread.run_sync(self._write, data)

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
