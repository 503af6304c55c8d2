"""Writes a text that a command made: to a file, all of it or nothing, or to standard output."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import terminal
from integen.errors import IntegenError

File = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it here, and not to standard output."),
]


def write(text: str, output: Path | None) -> None:
    """Raises IntegenError when the file cannot be written; what was there before is still there then."""
    if output is None or str(output) == "-":
        terminal.say_bytes(text.encode())
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(_mode(output))
        Path(temporary).replace(output)
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise IntegenError(f"cannot write `{output}`: {reason}", hint="choose another --output") from error


def write_overlay(text: str, output: Path | None) -> None:
    """Write an overlay, which is YAML, as JSON where the name of the file ends so. Raises IntegenError."""
    if output is not None and output.suffix.lower() == ".json":
        import orjson

        from integen.source.parse import parse

        value = parse(text.encode(), output.name).value
        text = orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
    write(text, output)


def _mode(path: Path) -> int:
    """Return the mode of the file that is replaced, or that of a new one."""
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
