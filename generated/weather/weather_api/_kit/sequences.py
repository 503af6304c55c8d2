"""Media types that are one item after the other: JSON Lines, JSON sequences, server-sent events. Pure.

A reader is fed bytes as they arrive and yields what is complete; it keeps the rest of one item at most.
Source: jsonlines.org, RFC 7464, WHATWG HTML section 9.2.6, OAS 3.2 section 4.14.4.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from .kinds import is_list, is_mapping

LONGEST = 64 * 1024 * 1024
"""Bytes of one item."""


class Reader(Protocol):
    """Turns bytes into items. Raises ValueError for what is none."""

    def feed(self, chunk: bytes) -> Iterator[Any]: ...

    def end(self) -> Iterator[Any]: ...


class JsonTexts:
    """JSON texts between separators; white space around them, and empty ones, mean nothing."""

    def __init__(self, separator: bytes) -> None:
        self._separator = separator
        self._rest = bytearray()

    def feed(self, chunk: bytes) -> Iterator[Any]:
        self._rest += chunk
        texts: list[bytearray] = []
        # Only what came is searched: an item of many chunks would be searched again with each of them.
        if self._separator in chunk:
            *texts, self._rest = self._rest.split(self._separator)
        _bounded(len(self._rest))
        yield from _parsed(texts)

    def end(self) -> Iterator[Any]:
        yield from _parsed([self._rest])


def _parsed(texts: Iterable[bytes | bytearray]) -> Iterator[Any]:
    for text in texts:
        stripped = text.removeprefix(b"\xef\xbb\xbf").strip()
        if stripped:
            try:
                yield json.loads(stripped)
            except RecursionError as error:
                raise ValueError("it is nested too deep") from error


_LINE_END = re.compile(rb"\r\n|\n|\r")


class Events:
    """Server-sent events, each as `{"data", "event", "id", "retry"}` with the members that it states."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._begun = False
        self._fields: dict[str, Any] = {}
        self._data: list[str] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[dict[str, Any]]:
        self._rest += chunk
        _bounded(len(self._rest) + self._size)
        if self._begun and b"\n" not in chunk and b"\r" not in self._rest[-len(chunk) - 1 :]:
            return
        text = bytes(self._rest)
        if not self._begun and len(text) >= 3:
            text, self._begun = text.removeprefix(b"\xef\xbb\xbf"), True
        # A line feed that belongs to a final carriage return may still be on its way.
        held = b"\r" if text.endswith(b"\r") else b""
        *lines, rest = _LINE_END.split(text[: len(text) - len(held)])
        self._rest = bytearray(rest + held)
        for line in lines:
            yield from self._line(line.decode("utf-8", "replace"))

    def end(self) -> Iterator[dict[str, Any]]:
        """An event that no empty line ended is none; a final carriage return ends a line."""
        if self._rest.endswith(b"\r"):
            yield from self._line(self._rest[:-1].decode("utf-8", "replace"))

    def _line(self, line: str) -> Iterator[dict[str, Any]]:
        if not line:
            yield from self._dispatched()
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._size += len(value)
            self._data.append(value)
        elif name in _READ:
            self._fields.update(_READ[name](value))

    def _dispatched(self) -> Iterator[dict[str, Any]]:
        fields, data = self._fields, self._data
        self._fields, self._data, self._size = {}, [], 0
        if data:
            yield {"data": "\n".join(data), **fields}


_READ: dict[str, Callable[[str], dict[str, Any]]] = {
    "event": lambda value: {"event": value},
    "id": lambda value: {} if "\0" in value else {"id": value},
    "retry": lambda value: {"retry": int(value)} if value.isascii() and value.isdigit() else {},
}


def _bounded(size: int) -> None:
    if size > LONGEST:
        raise ValueError(f"an item is longer than {LONGEST} bytes")


EVENTS = "text/event-stream"

_READERS: dict[str, Callable[[], Reader]] = {
    "application/jsonl": lambda: JsonTexts(b"\n"),
    "application/x-ndjson": lambda: JsonTexts(b"\n"),
    "application/ndjson": lambda: JsonTexts(b"\n"),
    "application/x-jsonlines": lambda: JsonTexts(b"\n"),
    "application/stream+json": lambda: JsonTexts(b"\n"),
    "application/json-seq": lambda: JsonTexts(b"\x1e"),
    EVENTS: Events,
}


def reader_of(essence: str) -> Reader | None:
    """Return a new reader of a sequential media type; None when it is no such type."""
    make = _READERS.get(essence)
    return make() if make else None


def items_of(content: bytes, essence: str) -> list[Any] | None:
    """Return all items of an answer that was read; None when its type is no sequence. Raises ValueError.

    Events that hold nothing but JSON are that JSON; the `[DONE]` that some servers end with is left out.
    """
    reader = reader_of(essence)
    if reader is None:
        return None
    items = [*reader.feed(content), *reader.end()]
    return [content_of(item) for item in items if not is_done(item)] if essence == EVENTS else items


class WholeJson:
    """What is no sequence after all: the items of a JSON array, or the one value that came."""

    def __init__(self) -> None:
        self._content = bytearray()

    def feed(self, chunk: bytes) -> Iterator[Any]:
        self._content += chunk
        _bounded(len(self._content))
        yield from ()

    def end(self) -> Iterator[Any]:
        for value in _parsed([self._content]):
            yield from value if is_list(value) else [value]


def data_of(event: dict[str, Any]) -> Any:
    """Return what the data of an event says as JSON, or its text."""
    try:
        return json.loads(event["data"])
    except (ValueError, RecursionError):
        return event["data"]


def is_done(event: Any) -> bool:
    return is_mapping(event) and event.get("data") == "[DONE]"


def content_of(event: dict[str, Any]) -> Any:
    """Return the JSON object or array that is all that an event holds, or the event itself."""
    if len(event) == 1 and event["data"][:1] in ("{", "["):
        try:
            return json.loads(event["data"])
        except (ValueError, RecursionError):
            pass
    return event
