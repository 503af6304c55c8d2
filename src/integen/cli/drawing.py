"""What a person on a terminal sees drawn by rich.

Texts are `Text`, never markup: `[red]` in a title stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from integen.cli import terminal


def facts(heading: str, named: Mapping[str, str]) -> None:
    """Draw a heading and names with values below it; long values are wrapped in their column."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column()
    for name, value in named.items():
        grid.add_row(_text(f"  {name}"), _text(value))
    console = terminal.console()
    console.print(_text(heading, "bold"), soft_wrap=True)
    console.print(grid)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Draw rows, the first of which names the columns; numbers stand to the right."""
    drawn = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold cyan")
    for name, to_the_right in zip(rows[0], terminal.numeric(rows), strict=True):
        drawn.add_column(_text(name), justify="right" if to_the_right else "left", overflow="fold")
    for row in rows[1:]:
        drawn.add_row(*map(_text, row))
    terminal.console().print(drawn)


def _text(text: str, style: str = "") -> Text:
    return Text(terminal.safe(text), style=style)
