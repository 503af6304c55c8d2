"""The lines of a text, found once: texts of megabytes have thousands of findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from integen.diagnostics.diagnostic import Position

_BLOCK = 65_536
_CONTINUING = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that no character starts with."""


class Lines:
    def __init__(self, text: bytes) -> None:
        self._text = text
        self._last: tuple[int, str] | None = None
        """The line that was asked for last; the next message often is about the same."""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(each.end() for each in re.finditer(rb"\n", self._text))]

    @cached_property
    def _characters(self) -> list[int]:
        return [0, *(each.end() for each in re.finditer("\n", self._text.decode(errors="replace")))]

    @cached_property
    def _counts(self) -> list[int]:
        """The characters before each block of bytes: texts of one line may be very long."""
        counts = [0]
        for at in range(0, len(self._text), _BLOCK):
            counts.append(counts[-1] + len(self._text[at : at + _BLOCK].translate(None, _CONTINUING)))
        return counts

    def _before(self, offset: int) -> int:
        """Return how many characters stand before a byte."""
        block = offset // _BLOCK
        return self._counts[block] + len(self._text[block * _BLOCK : offset].translate(None, _CONTINUING))

    def at_byte(self, offset: int) -> Position:
        """Return the place of a byte."""
        line = bisect_right(self._starts, offset)
        return Position(line=line, column=self._before(offset) - self._before(self._starts[line - 1]) + 1)

    def at_character(self, offset: int) -> Position:
        """Return the place of a character."""
        line = bisect_right(self._characters, offset)
        return Position(line=line, column=offset - self._characters[line - 1] + 1)

    def line(self, number: int) -> str | None:
        """Return one line without its end; None when there is no such line."""
        if number > len(self._starts):
            return None
        if self._last is None or self._last[0] != number:
            end = self._starts[number] if number < len(self._starts) else len(self._text)
            text = self._text[self._starts[number - 1] : end].decode(errors="replace").rstrip("\r\n")
            self._last = number, text
        return self._last[1]
