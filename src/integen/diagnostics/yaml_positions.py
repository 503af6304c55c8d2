"""Finds where a JSON Pointer stands in a YAML text, by the columns of its lines.

Block collections are followed exactly; what lies inside of a flow collection (`{…}`, `[…]`) or behind an
alias is located at the line where that begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ITEM = re.compile(r"-(?=\s|$)[ \t]*")
_KEY = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#"'\[\]{},&*!|>%@`][^\n]*?)[ \t]*:(?=\s|$)[ \t]*""",
)
_DECORATION = re.compile(r"(?:[&!][^\s]*[ \t]+)+")
_BLOCK_SCALAR = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+0-9]*[ \t]*(?:#.*)?$")
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str | None
    """None: an item of a sequence."""
    column: int
    offset: int
    value: int
    """Where a scalar value starts on the same line, else the same as `offset`."""


class YamlPositions:
    """The lines of one text, read once."""

    def __init__(self, text: bytes) -> None:
        self._entries = list(_entries(text.decode(errors="replace")))

    def find(self, tokens: Sequence[str]) -> int:
        """Return the offset, in characters, of the pointer or of its nearest ancestor that is still there."""
        start, end = 0, len(self._entries)
        shown = self._entries[0].offset if self._entries else 0
        for token in tokens:
            found = self._child(start, end, token)
            if found is None:
                break
            entry = self._entries[found]
            shown = entry.value
            start, end = found + 1, self._end(found, end)
        return shown

    def repeated_keys(self) -> Iterator[tuple[str, int]]:
        """Yield each key that stands in its block mapping already, with its offset in characters."""
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

    def _child(self, start: int, end: int, token: str) -> int | None:
        if start >= end:
            return None
        first = self._entries[start]
        found: int | None = None
        index = 0
        for at in range(start, end):
            entry = self._entries[at]
            if entry.column != first.column or (entry.key is None) != (first.key is None):
                continue
            if entry.key == token or (entry.key is None and str(index) == token):
                found = at  # of repeated keys the last one counts
            index += 1
        return found

    def _end(self, parent: int, end: int) -> int:
        """Return the entry after the last one inside of `parent`."""
        entry = self._entries[parent]
        for at in range(parent + 1, end):
            other = self._entries[at]
            # A sequence may stand at the column of the key that it belongs to.
            inside = other.column > entry.column or (
                other.column == entry.column and other.key is None and entry.key is not None
            )
            if not inside:
                return at
        return end


def _entries(text: str) -> Iterator[_Entry]:
    offset = 0
    scalar_above: int | None = None
    for line in text.splitlines(keepends=True):
        content = line.rstrip("\r\n")
        indent = len(content) - len(content.lstrip(" "))
        inside_scalar = scalar_above is not None and (indent > scalar_above or not content.strip())
        if not inside_scalar:
            scalar_above = None
            if content[indent : indent + 1] not in ("", "#", "%") and content[:3] not in ("---", "..."):
                for entry, scalar in _of_line(content, indent, offset):
                    yield entry
                    scalar_above = entry.column if scalar else None
        offset += len(line)


def _of_line(content: str, column: int, offset: int) -> Iterator[tuple[_Entry, bool]]:
    """Yield the entries of a line, and whether a block scalar begins there."""
    while item := _ITEM.match(content, column):
        scalar = bool(_BLOCK_SCALAR.match(content, item.end()))
        start = min(item.end(), len(content.rstrip()))
        yield _Entry(None, column, offset + column, offset + max(start, column)), scalar
        column = item.end()
    decoration = _DECORATION.match(content, column)
    key = _KEY.match(content, decoration.end() if decoration else column)
    if key is None:
        return
    value = key.end()
    is_scalar = content[value : value + 1] not in ("", "#", "{", "[", "|", ">", "&", "*", "!")
    shown = value if is_scalar else key.start()
    yield (
        _Entry(_plain(key[1]), column, offset + key.start(), offset + shown),
        bool(_BLOCK_SCALAR.match(content, value)),
    )


def _plain(key: str) -> str:
    if key[0] == '"':
        return _ESCAPE.sub(r"\1", key[1:-1])
    return key[1:-1].replace("''", "'") if key[0] == "'" else key
