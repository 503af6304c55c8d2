"""What a person typed wrong: one message, what was perhaps meant, exit code 2."""

from __future__ import annotations

from typer import TyperException


class Misuse(TyperException):
    """Wrong usage that only a command can see."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def told(error: TyperException) -> tuple[str, str]:
    """Return message and hint for wrong usage, whoever found it."""
    if isinstance(error, Misuse):
        return error.message, error.hint
    meant = getattr(error, "possibilities", None)
    if meant:
        return _sentence(error.message), f"did you mean {', '.join(f'`{each}`' for each in meant)}?"
    return _sentence(error.format_message()), f"see `{_command(error)} --help`"


def _sentence(text: str) -> str:
    """Return typer's sentence as ours begin and end; what stands in several lines goes on one."""
    words = " ".join(text.replace("Value error, ", "").split()).rstrip(".")
    return words[:1].lower() + words[1:]


def _command(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context else "integen"
