"""A configuration that cannot be read, or cannot be edited without risk."""

from __future__ import annotations


class BrokenError(Exception):
    """The text is not what the client reads; the message says what is wrong."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        """1-based; None where a parser does not tell."""


class DelicateError(Exception):
    """The text means something, but is written in a way that is better edited by hand."""
