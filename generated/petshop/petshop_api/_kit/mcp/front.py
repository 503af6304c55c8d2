"""Answers the first requests of a stdio session with the standard library alone.

Importing the MCP SDK takes half a second and 60 MB, while a client wants only the handshake and the list of
tools, and some start a server twice to probe it. So this loop reads the pipe itself, answers what the catalog
can answer, and gives the pipe to the SDK's server at the first request of another kind. What it says must be
what that server would have said: whatever is unusual (an unknown revision, a missing capability, a wrong
cursor) is not judged here but handed over.

Imports here cost every start: nothing beyond json, os, re, mmap and typing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ..catalog import Catalog
from ..kinds import is_dict
from . import discovery_tools, handshake
from .envelope import is_capabilities, is_enveloped, is_identity, is_modern
from .filters import Selection, ServeOptions, selected
from .listing import Listing

CHUNK = 1 << 16


class Handover(NamedTuple):
    """What the SDK's server needs to go on where the front stopped."""

    replay: tuple[bytes, ...]
    """Messages already answered that a server must have seen; its answers to them are dropped."""
    rest: bytes
    """Bytes read and not answered, from the start of a message on."""


class Front:
    """One stdio session before the SDK. `run` reads and writes the descriptors of the pipe, blocking."""

    def __init__(self, catalog: Catalog, options: ServeOptions, *, source: int = 0, sink: int = 1) -> None:
        header = catalog.header
        selection = selected(catalog, options)
        self._catalog, self._options, self._selection, self._header = catalog, options, selection, header
        self._source, self._sink = source, sink
        self._listing: Listing | None = None
        self._modern: bool | None = None
        self._replay: list[bytes] = []

    def run(self, listed: Callable[[], object]) -> Handover | None:
        """Answer until something else is asked; None at the end of the input.

        `listed` is called after the first `tools/list`, when the client has something else to do.
        """
        buffer = bytearray()
        try:
            for line in _lines(self._source, buffer):
                answer = self._answer(line)
                if answer is None:
                    return Handover(tuple(self._replay), line + b"\n" + bytes(buffer))
                _write(self._sink, answer)
                if b'"tools/list"' in line:
                    listed()
        except BrokenPipeError:
            return None
        return Handover(tuple(self._replay), bytes(buffer)) if buffer else None

    def _answer(self, line: bytes) -> bytes | None:
        """Return the answer with its line feed, empty when none is due, or None: this is for the SDK."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not is_dict(message) or message.get("jsonrpc") != "2.0":
            return None
        params = message.get("params", {})
        if not is_dict(params):
            return None
        if "id" not in message:
            return self._notified(message.get("method"), line)
        result = self._result(message.get("method"), params, line)
        if result is None or type(message["id"]) not in (int, str):
            return None
        self._remember(params, line)
        return b'{"jsonrpc":"2.0","id":%b,"result":%b}\n' % (json.dumps(message["id"]).encode(), result)

    def _notified(self, method: object, line: bytes) -> bytes | None:
        if method == "notifications/initialized" and self._modern is False:
            self._replay.append(line)
            return b""
        return b"" if method == "notifications/cancelled" else None

    def _result(self, method: object, params: Mapping[str, Any], line: bytes) -> bytes | None:
        if method == "initialize":
            return self._initialize(params) if self._modern is None else None
        if self._modern is False and not is_enveloped(params):
            return b"{}" if method == "ping" and not params else self._list(method, params, modern=False)
        if self._modern is not False and is_modern(params):
            return (
                self._discover() if method == "server/discover" else self._list(method, params, modern=True)
            )
        return None

    def _remember(self, params: Mapping[str, Any], line: bytes) -> None:
        """Keep what decides the era of the session: the handshake, or a request without one."""
        if self._modern is not None:
            return
        self._modern = is_enveloped(params)
        if self._modern:
            probe = {"method": "server/discover", "params": {"_meta": params["_meta"]}}
            line = json.dumps({"jsonrpc": "2.0", "id": "integen-front", **probe}).encode()
        self._replay.append(line)

    def _initialize(self, params: Mapping[str, Any]) -> bytes | None:
        version = params.get("protocolVersion")
        known = version in handshake.HANDSHAKE_VERSIONS and not is_enveloped(params)
        if not (
            known and is_capabilities(params.get("capabilities")) and is_identity(params.get("clientInfo"))
        ):
            return None
        return _dump(handshake.initialize_result(self._header, str(version), self._instructions()))

    def _discover(self) -> bytes:
        return _dump(handshake.discover_result(self._header, self._options, self._instructions()))

    def _list(self, method: object, params: Mapping[str, Any], *, modern: bool) -> bytes | None:
        if method != "tools/list" or params.keys() - {"_meta", "cursor"}:
            return None
        if self._listing is None:
            self._listing = listing(self._catalog, self._options, self._selection)
        number = self._listing.number(params.get("cursor"))
        return None if number is None else self._listing.body(number, modern=modern)

    def _instructions(self) -> str:
        return handshake.instructions(self._header, self._selection, read_only=self._options.read_only)


def listing(catalog: Catalog, options: ServeOptions, selection: Selection) -> Listing:
    """Return the pages of a selection: the discovery tools, then API tools in the catalog's order."""
    header = catalog.header
    shown = frozenset(selection.listed)
    tools: list[bytes] = []
    if selection.discovery:
        title = handshake.one_line(header["title"], 80)
        shown -= discovery_tools.NAMES  # an API tool of that name is still reached through `call_*`
        tools += map(_dump, discovery_tools.definitions(title, read_only=options.read_only))
    if shown:
        tools += (
            line for name, line in zip(catalog.index(), catalog.tool_lines(), strict=True) if name in shown
        )
    return Listing(tools, handshake.modern_envelope(header, options), marked=options.reload)


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _lines(source: int, buffer: bytearray) -> Iterator[bytes]:
    """Yield the lines of a descriptor; what follows the line is in `buffer`, as is an unfinished last one."""
    searched = 0
    while True:
        end = buffer.find(b"\n", searched)
        if end < 0:
            searched = len(buffer)
            chunk = _read(source)
            if not chunk:
                return
            buffer += chunk
            continue
        line = bytes(buffer[:end])
        del buffer[: end + 1]
        searched = 0
        if line.strip():
            yield line


def _read(source: int) -> bytes:
    while True:
        try:
            return os.read(source, CHUNK)
        except BlockingIOError:
            _wait(source, reading=True)


def _write(sink: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(sink, rest) :]
        except BlockingIOError:
            _wait(sink, reading=False)


def _wait(descriptor: int, *, reading: bool) -> None:
    """Wait for a descriptor that its other owner has made non-blocking."""
    import select as poll

    poll.select([descriptor] if reading else [], [] if reading else [descriptor], [])
