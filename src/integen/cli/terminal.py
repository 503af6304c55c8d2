"""What the commands write with: text for people, made safe for a terminal; bytes and JSON for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from integen.diagnostics.terminal import safe_terminal

if TYPE_CHECKING:
    from rich.console import Console

RED, BOLD = "31", "1"


def is_terminal(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def safe(text: str, *, lines: bool = False) -> str:
    """Return text from outside with control characters spelled out; line ends stay with `lines`."""
    if not lines:
        return safe_terminal(text)
    return "\n".join(safe_terminal(line) for line in text.expandtabs().split("\n"))


def say(text: str = "") -> None:
    """Write a line for the person; text from outside has to be made safe by the caller where it enters."""
    sys.stdout.write(text + "\n")


def remark(text: str) -> None:
    """Write a line beside the result, to standard error."""
    sys.stderr.write(text + "\n")


def complain(message: str, *, hint: str | None = None) -> None:
    """Write what went wrong, and what to do about it, to standard error."""
    remark(f"{painted('error:', f'{BOLD};{RED}', sys.stderr)} {safe(message)}")
    if hint:
        remark(f"hint: {safe(hint)}")


def facts(heading: str, named: Mapping[str, str]) -> None:
    """Write a heading and what is known below it; all of it is made safe here."""
    if is_terminal(sys.stdout):
        from integen.cli import drawing

        drawing.facts(heading, named)
    else:
        say(safe(heading))
        say(columns([(f"  {name}", value) for name, value in named.items()], headed=False))


def table(rows: Sequence[Sequence[str]]) -> None:
    """Write rows, the first of which names the columns; all of it is made safe here."""
    if is_terminal(sys.stdout):
        from integen.cli import drawing

        drawing.table(rows)
    else:
        say(columns(rows))


def numeric(rows: Sequence[Sequence[str]]) -> list[bool]:
    """Return for each column of a table with a head whether it holds numbers only."""
    return [all(map(_is_number, column[1:])) for column in zip(*rows, strict=True)]


def columns(rows: Sequence[Sequence[str]], *, headed: bool = True) -> str:
    """Return rows under each other, made safe; below a head, columns of numbers stand to the right."""
    cells = [[safe(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    to_the_right = numeric(cells) if headed else [False] * len(widths)
    lines = (
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, to_the_right, strict=True)
        )
        for row in cells
    )
    return "\n".join(line.rstrip() for line in lines)


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").isdigit()


def say_json(value: Any) -> None:
    """Write one JSON document, indented, with `\\n` at its end."""
    import orjson

    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode())


def say_bytes(content: bytes) -> None:
    """Write bytes as they are: for pipes and files only."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def painted(text: str, code: str, stream: TextIO) -> str:
    """Return the text in a colour where the stream shows colours. Source: https://no-color.org"""
    if not is_terminal(stream) or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


def console(stream: TextIO | None = None) -> Console:
    """Return rich's console; callers hand it text that is safe, and no markup."""
    from rich.console import Console

    return Console(
        file=stream or sys.stdout, highlight=False, soft_wrap=not is_terminal(stream or sys.stdout)
    )
