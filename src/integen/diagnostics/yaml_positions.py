"""Finds where a JSON Pointer stands in a YAML text, by the columns of its lines.

Block and flow collections (`{…}`, `[…]`) are followed exactly; what lies behind an alias is located at the
line where that begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from integen.diagnostics.site import Site
from integen.diagnostics.yaml_flow import Flow, after_quoted, plain

_ITEM = re.compile(r"-(?=\s|$)[ \t]*")
_KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`][^\n]*?)[ \t]*:(?=\s|$)[ \t]*""",
)
_DECORATION = re.compile(r"(?:[&!][^\s]*[ \t]+)+")
_BLOCK_SCALAR = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+0-9]*[ \t]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str | None
    """None: an item of a sequence."""
    column: int
    offset: int
    value: int
    """Where a scalar value starts on the same line, else the same as `offset`."""
    rest: int
    """Where that begins which follows the key or the dash on its line."""


class YamlPositions:
    """The lines of one text, read once."""

    def __init__(self, text: bytes) -> None:
        self._flows: dict[int, Flow] = {}
        """By where they start."""
        self._known: dict[int, dict[str, int]] = {}
        self._entries = list(self._read(text.decode(errors="replace")))

    def find(self, tokens: Sequence[str]) -> int:
        """Return the offset, in characters, of the pointer or of its nearest ancestor that is still there."""
        start, end = 0, len(self._entries)
        if not self._entries:
            root = min(self._flows, default=0)
            return self._flows[root].find(root, iter(tokens)) if self._flows else 0
        shown = self._entries[0].offset
        for depth, token in enumerate(tokens):
            found = self._children(start, end).get(token)
            if found is None:
                break
            entry = self._entries[found]
            shown = entry.value
            flow = self._flows.get(entry.rest)
            if flow is not None and len(tokens) > depth + 1:
                inside = flow.find(entry.rest, iter(tokens[depth + 1 :]))
                return shown if inside == entry.rest else inside
            start, end = found + 1, self._after[found]
        return shown

    def site(self, tokens: Sequence[str]) -> Site | None:
        """Return where the node stands; None when it is not there itself, but behind an alias or a merge."""
        start, end = 0, len(self._entries)
        if not self._entries:
            root = min(self._flows, default=None)
            return None if root is None else self._flows[root].site(root, root, tokens)
        at = value = self._entries[0].offset
        for depth, token in enumerate(tokens):
            found = self._children(start, end).get(token) if start < end else None
            if found is None:
                return None
            entry = self._entries[found]
            at, value = entry.offset, entry.rest
            if value in self._flows:
                return self._flows[value].site(at, value, tokens[depth + 1 :])
            start, end = found + 1, self._after[found]
        members = self._children(start, end) if start < end else {}
        placed = {
            key: (self._entries[each].offset, self._entries[each].rest) for key, each in members.items()
        }
        return Site(at=at, value=value, is_block=bool(placed), members=placed)

    def repeated_keys(self) -> Iterator[tuple[str, int]]:
        """Yield each key that stands in its mapping already, with its offset in characters."""
        yield from sorted((*self._repeated_in_blocks(), *self._repeated_in_flows()), key=lambda item: item[1])

    def _repeated_in_flows(self) -> Iterator[tuple[str, int]]:
        for flow in self._flows.values():
            yield from flow.repeated_keys()

    def _repeated_in_blocks(self) -> Iterator[tuple[str, int]]:
        open_blocks: list[tuple[int, set[str]]] = []
        for entry in self._entries:
            while open_blocks and open_blocks[-1][0] > entry.column:
                open_blocks.pop()
            at_column = bool(open_blocks) and open_blocks[-1][0] == entry.column
            if entry.key is None:
                continue
            if not at_column:
                open_blocks.append((entry.column, set()))
            keys = open_blocks[-1][1]
            if entry.key in keys and entry.key != "<<":
                yield entry.key, entry.offset
            keys.add(entry.key)

    def _children(self, start: int, end: int) -> dict[str, int]:
        """Return `{token: entry}` of the block that starts there; of repeated keys the last one counts."""
        found = self._known.get(start)
        if found is None:
            found = self._known[start] = {}
            at = start
            while at < end:
                entry = self._entries[at]
                if (entry.key is None) == (self._entries[start].key is None):
                    found[str(len(found)) if entry.key is None else entry.key] = at
                at = self._after[at]
        return found

    @cached_property
    def _after(self) -> list[int]:
        """Return for each entry the one after the last that is inside of it."""
        entries, after = self._entries, [0] * len(self._entries)
        for parent in range(len(entries) - 1, -1, -1):
            at = parent + 1
            while at < len(entries) and _is_inside(entries[at], entries[parent]):
                at = after[at]
            after[parent] = at
        return after

    def _read(self, text: str) -> Iterator[_Entry]:
        offset = covered = 0
        scalar_above: int | None = None
        for line in text.splitlines(keepends=True):
            content = line.rstrip("\r\n")
            indent = len(content) - len(content.lstrip(" "))
            inside_scalar = scalar_above is not None and (indent > scalar_above or not content.strip())
            if not inside_scalar and offset >= covered:
                scalar_above = None
                if content[indent : indent + 1] not in ("", "#", "%") and content[:3] not in ("---", "..."):
                    rest = offset + indent
                    for entry, scalar in _of_line(content, indent, offset):
                        yield entry
                        rest = entry.rest
                        scalar_above = entry.column if scalar else None
                    covered = self._cover(text, rest)
            offset += len(line)

    def _cover(self, text: str, start: int) -> int:
        """Return where the flow collection or quoted scalar that starts there ends; keep the collection."""
        first = text[start : start + 1]
        if first in ("{", "["):
            flow = self._flows[start] = Flow(text, start)
            return flow.end
        return after_quoted(text, start) if first in ('"', "'") else start


def _is_inside(entry: _Entry, parent: _Entry) -> bool:
    """Tell so; a sequence may stand at the column of the key that it belongs to."""
    if entry.column == parent.column:
        return entry.key is None and parent.key is not None
    return entry.column > parent.column


def _of_line(content: str, column: int, offset: int) -> Iterator[tuple[_Entry, bool]]:
    """Yield the entries of a line, and whether a block scalar begins there."""
    while item := _ITEM.match(content, column):
        scalar = bool(_BLOCK_SCALAR.match(content, item.end()))
        start = max(min(item.end(), len(content.rstrip())), column)
        rest = _undecorated(content, item.end())
        yield _Entry(None, column, offset + column, offset + start, offset + rest), scalar
        column = item.end()
    key = _KEY.match(content, _undecorated(content, column))
    if key is None:
        return
    value = key.end()
    is_scalar = content[value : value + 1] not in ("", "#", "{", "[", "|", ">", "&", "*", "!")
    shown = value if is_scalar else key.start()
    rest = _undecorated(content, value)
    yield (
        _Entry(plain(key[1]), column, offset + key.start(), offset + shown, offset + rest),
        bool(_BLOCK_SCALAR.match(content, value)),
    )


def _undecorated(content: str, at: int) -> int:
    """Return where a value starts after its anchor and its tag."""
    decoration = _DECORATION.match(content, at)
    return decoration.end() if decoration else at
