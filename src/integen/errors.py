"""What a user's command caused. A Diagnostic is what a document caused; other exceptions are ours."""

from __future__ import annotations


class IntegenError(Exception):
    """A problem that the person at the keyboard can solve; the CLI prints it and exits 1."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        """What to do about it, one sentence without a full stop; None where the message says it all."""
