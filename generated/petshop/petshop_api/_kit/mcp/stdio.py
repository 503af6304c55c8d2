"""The stdio transport on the event loop itself.

The SDK's own moves every line through three worker threads, which is most of the cost of a call. This one
reads and writes the pipe from the tasks that have something to read or write: every step through a task of
its own would be another turn of the loop. It also continues a session that the front began: it replays the
handshake and drops the answers, which the client has had.
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self

import anyio
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

from .front import Handover
from .pipes import Reader, Writer, reader_of, writer_of

GRACE = 1.5
"""Seconds after the end of the input for answers under way; clients wait about two before they kill."""

Item = SessionMessage | Exception


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


class _Stream:
    """What the SDK wants of both its streams."""

    async def aclose(self) -> None:
        """The descriptors are closed with the process: closing them earlier would help nobody."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        await self.aclose()


class Incoming(_Stream):
    """The messages of the client; ends with the input, when what was asked has been answered."""

    def __init__(self, reader: Reader, replay: Iterator[bytes], exchanges: _Exchanges) -> None:
        self._reader, self._replay, self._exchanges = reader, replay, exchanges

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Item:
        for line in self._replay:
            message = _message(line)
            self._exchanges.replayed(message)
            return SessionMessage(message)
        item = await self._next()
        if item is None:
            with anyio.move_on_after(GRACE):
                await self._exchanges.over()
            raise StopAsyncIteration
        if isinstance(item, SessionMessage):
            self._exchanges.asked(item.message)
        return item

    async def receive(self) -> Item:
        try:
            return await self.__anext__()
        except StopAsyncIteration:
            raise anyio.EndOfStream from None

    async def _next(self) -> Item | None:
        """Return the next message, or the reason why it is none; None at the end."""
        while True:
            try:
                line = await self._reader.readline()
            except ValueError as error:
                return error
            except OSError:
                return None
            if not line:
                return None
            if not line.strip():
                continue
            try:
                return SessionMessage(_message(line))
            except ValidationError as error:
                return error


class Outgoing(_Stream):
    """The messages to the client, each written when `send` returns."""

    def __init__(self, writer: Writer, exchanges: _Exchanges) -> None:
        self._writer, self._exchanges = writer, exchanges
        self._gone = False

    async def send(self, item: SessionMessage, /) -> None:
        """Write a message, or drop it when the client has gone: the end of the input ends the session."""
        if self._gone or not self._exchanges.answered(item.message):
            return
        try:
            await self._writer.write(_line(item.message))
        except OSError:
            self._gone = True
        else:
            self._exchanges.written(item.message)


async def serve(server: Server[Any], handover: Handover | None = None) -> None:
    """Serve one client on standard input and output until it hangs up."""
    options = server.create_initialization_options(NotificationOptions(tools_changed=True))
    async with transport(handover or Handover((), b"")) as (incoming, outgoing):
        await server.run(incoming, outgoing, options)


@asynccontextmanager
async def transport(handover: Handover) -> AsyncGenerator[tuple[Incoming, Outgoing]]:
    """Open the process's standard streams for `Server.run`.

    While it is open, descriptor 0 is the null device and 1 is standard error: a stray `print` or a child
    process cannot break the protocol.
    """
    source, sink = _claim()
    reader, writer = await reader_of(source, handover.rest), await writer_of(sink)
    exchanges = _Exchanges()
    yield Incoming(reader, iter(handover.replay), exchanges), Outgoing(writer, exchanges)
    with anyio.move_on_after(GRACE):
        await writer.flush()


def _claim() -> tuple[int, int]:
    sys.stdout.flush()
    source, sink = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    return source, sink


def _message(line: bytes) -> JSONRPCMessage:
    return jsonrpc_message_adapter.validate_json(line, by_name=False)


def _line(message: BaseModel) -> bytes:
    return message.model_dump_json(by_alias=True, exclude_unset=True).encode() + b"\n"
