"""Finds where keys and values of a TOML text stand, which `tomllib` does not tell.

Only for texts that `tomllib` has read: what is wrong with a text is not found out here. Source: TOML 1.0.0.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from integen.diagnostics.diagnostic import Position

Path = tuple[str | int, ...]
"""Keys, and indexes of arrays, on the way from the root."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_GAP = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_SIGNS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


@dataclass(slots=True)
class Positions:
    """Where things stand: `keys` the keys themselves, `values` what is said of them."""

    keys: dict[Path, Position] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)

    def of_key(self, path: Path) -> Position | None:
        """Return where a key stands, or the nearest one around it."""
        return self.keys.get(path) or (self.of_key(path[:-1]) if path else None)

    def of_value(self, path: Path) -> Position | None:
        """Return where a value stands, or the key of the nearest table around it."""
        return self.values.get(path) or self.of_key(path)


def positions(text: str) -> Positions:
    """Return all positions of a valid TOML text."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._found = Positions()
        self._arrays: dict[Path, int] = {}
        """Of arrays of tables: the index of the current one."""

    def read(self) -> Positions:
        table: Path = ()
        while self._skip(_BLANK) < len(self._text):
            if self._text.startswith("[", self._at):
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _header(self) -> Path:
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        self._skip(_GAP)
        start = self._at
        keys = self._key()
        self._at += 2 if is_array else 1
        path: Path = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            self._found.keys.setdefault(path, self._position(start))
            if is_array and number == len(keys) - 1:
                self._arrays[path] = self._arrays.get(path, -1) + 1
            if path in self._arrays:
                path = (*path, self._arrays[path])
        self._found.keys[path] = self._position(start)
        return path

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._key():
            path = (*path, key)
            self._found.keys.setdefault(path, self._position(start))
        self._at += 1  # the equals sign
        self._skip(_GAP)
        self._value(path)

    def _key(self) -> list[str]:
        """Return the parts of a dotted key; blanks around them, and behind it, are skipped."""
        parts = []
        while True:
            self._skip(_GAP)
            parts.append(self._part())
            self._skip(_GAP)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _part(self) -> str:
        quote = self._text[self._at : self._at + 1]
        if quote in ('"', "'"):
            written = self._string()[1:-1]
            return _ESCAPE.sub(_unescaped, written) if quote == '"' else written
        match = _BARE.match(self._text, self._at)
        self._at = match.end() if match else self._at + 1
        return match[0] if match else ""

    def _value(self, path: Path) -> None:
        self._found.values[path] = self._position(self._at)
        opening = self._text[self._at : self._at + 1]
        if opening in ('"', "'"):
            self._string()
        elif opening == "[":
            self._members("]", path, keyed=False)
        elif opening == "{":
            self._members("}", path, keyed=True)
        else:
            self._skip(_SCALAR)

    def _members(self, closing: str, path: Path, *, keyed: bool) -> None:
        self._at += 1
        number = 0
        while self._skip(_BLANK) < len(self._text) and not self._text.startswith(closing, self._at):
            if keyed:
                self._pair(path)
            else:
                self._value((*path, number))
            number += 1
            self._skip(_BLANK)
            if self._text.startswith(",", self._at):
                self._at += 1
        self._at += 1

    def _string(self) -> str:
        start = self._at
        for pattern in _STRINGS:
            if match := pattern.match(self._text, start):
                self._at = match.end()
                return match[0]
        self._at += 1
        return ""

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset)
        return Position(line=line, column=offset - self._lines[line - 1] + 1)


def _unescaped(match: re.Match[str]) -> str:
    sign = match[1]
    return chr(int(sign[1:], 16)) if len(sign) > 1 else _SIGNS.get(sign, sign)
