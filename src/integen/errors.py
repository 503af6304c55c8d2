"""What a user's command caused. What a user's document caused is a Diagnostic; what we caused is any other exception."""

from __future__ import annotations


class IntegenError(Exception):
    """A problem that the person at the keyboard can solve; the CLI prints it without a traceback and exits 1."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        """What to do about it, one sentence without a full stop; None where the message says it all."""
