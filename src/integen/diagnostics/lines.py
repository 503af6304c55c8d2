"""The lines of a text, found once: texts of megabytes have thousands of findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from integen.diagnostics.diagnostic import Position


class Lines:
    def __init__(self, text: bytes) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(each.end() for each in re.finditer(rb"\n", self._text))]

    @cached_property
    def _characters(self) -> list[int]:
        return [0, *(each.end() for each in re.finditer("\n", self._text.decode(errors="replace")))]

    def at_byte(self, offset: int) -> Position:
        """Return the place of a byte."""
        line = bisect_right(self._starts, offset)
        before = self._text[self._starts[line - 1] : offset]
        return Position(line=line, column=len(before.decode(errors="replace")) + 1)

    def at_character(self, offset: int) -> Position:
        """Return the place of a character."""
        line = bisect_right(self._characters, offset)
        return Position(line=line, column=offset - self._characters[line - 1] + 1)

    def line(self, number: int) -> str | None:
        """Return one line without its end; None when there is no such line."""
        if number > len(self._starts):
            return None
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].decode(errors="replace").rstrip("\r\n")
