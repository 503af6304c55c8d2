"""Finds where a JSON Pointer stands in a JSON text, reading only the containers on the way."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from integen.diagnostics.site import Site

_SPACE = re.compile(rb"[ \t\r\n]*")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_BRACKET = re.compile(rb'(?:[^"\[\]{}]|"(?:[^"\\]|\\.)*+")*+[\[\]{}]', re.DOTALL)
_SCALAR = re.compile(rb"[^ \t\r\n,\[\]{}]+")

Entry = tuple[str, int, int]
"""The key or index, where the key starts (the element itself in an array), where the value starts."""


class JsonPositions:
    """Keeps the containers that it has read, so that many pointers into one text cost little."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._is_ascii = text.isascii()
        self._known: dict[int, dict[str, tuple[int, int]]] = {}

    def find(self, tokens: Sequence[str]) -> int:
        """Return the offset of a scalar's value or a container's key; else of the nearest ancestor."""
        start = self._skip_space(0)
        shown = start
        for token in tokens:
            if token not in (children := self._children(start)):
                break
            key, start = children[token]
            shown = key if self._text[start : start + 1] in (b"{", b"[") else start
        return shown

    def site(self, tokens: Sequence[str]) -> Site | None:
        """Return where the node stands; None when it does not."""
        at = value = self._skip_space(0)
        for token in tokens:
            found = self._children(value).get(token)
            if found is None:
                return None
            at, value = found
        members = {
            key: (self._character(each), self._character(inner))
            for key, (each, inner) in self._children(value).items()
        }
        return Site(at=self._character(at), value=self._character(value), in_flow=True, members=members)

    def _character(self, offset: int) -> int:
        return offset if self._is_ascii else len(self._text[:offset].decode(errors="replace"))

    def repeated_keys(self) -> Iterator[tuple[str, int]]:
        """Yield each key that stands in its object already, with its offset."""
        pending = [self._skip_space(0)]
        while pending:
            seen: set[str] = set()
            is_object = self._text[pending[-1] : pending[-1] + 1] == b"{"
            for key, at, value in self._entries(pending.pop()):
                if is_object and key in seen:
                    yield key, at
                seen.add(key)
                if self._text[value : value + 1] in (b"{", b"["):
                    pending.append(value)

    def _children(self, start: int) -> dict[str, tuple[int, int]]:
        found = self._known.get(start)
        if found is None:
            found = self._known[start] = {key: (at, value) for key, at, value in self._entries(start)}
        return found

    def _entries(self, start: int) -> Iterator[Entry]:
        opening = self._text[start : start + 1]
        if opening not in (b"{", b"["):
            return
        at, index = self._skip_space(start + 1), 0
        while at < len(self._text) and self._text[at : at + 1] not in (b"}", b"]"):
            key, value = str(index), at
            if opening == b"{":
                string = _STRING.match(self._text, at)
                if string is None:
                    return
                key = _decoded(string[0])
                value = self._skip_space(self._skip_space(string.end()) + 1)
            yield key, at, value
            end = self._skip_value(value)
            if end is None:
                return
            at, index = self._skip_space(end), index + 1
            if self._text[at : at + 1] == b",":
                at = self._skip_space(at + 1)

    def _skip_space(self, at: int) -> int:
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

    def _skip_value(self, at: int) -> int | None:
        """Return where the value ends; None in a damaged text."""
        if self._text[at : at + 1] not in (b"{", b"["):
            scalar = _STRING.match(self._text, at) or _SCALAR.match(self._text, at)
            return scalar.end() if scalar else None
        depth = 0
        while bracket := _BRACKET.match(self._text, at):
            at = bracket.end()
            depth += 1 if self._text[at - 1 : at] in (b"{", b"[") else -1
            if depth == 0:
                return at
        return None


def _decoded(raw: bytes) -> str:
    if b"\\" not in raw:
        return raw[1:-1].decode(errors="replace")
    try:
        return str(json.loads(raw))
    except ValueError:
        return raw[1:-1].decode(errors="replace")
