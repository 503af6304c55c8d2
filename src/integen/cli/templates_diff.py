"""`integen templates diff`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import terminal
from integen.cli.templates_folder import Folder, Key, folder_of

TITLE = "Show what integen has changed since you copied its templates."
_COLOURS = {"+": "32", "-": "31", "@": "36"}


def command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Templates; all of yours without it.")
    ] = None,
    *,
    mine: Annotated[
        bool, typer.Option("--mine", help="What you have changed, not what integen has.")
    ] = False,
    templates: Folder = None,
    key: Key = None,
) -> Callable[[], int]:
    """Show what integen has changed since you copied its templates; with --mine, what you have.

    Where nobody knows what was copied, it is what yours has other than integen's. Exit code 1 when anything
    is shown.
    """
    return partial(_run, names or (), templates, key, mine=mine)


def _run(names: Sequence[str], given: Path | None, key: str | None, *, mine: bool) -> int:
    from integen.render.ejecting import State, changes, copies, full_name

    folder = folder_of(given, key)
    if folder is None:
        return 1
    own = [each.name for each in copies(folder) if each.state not in (State.OURS, State.PARTIAL)]
    lines = [line for name in list(map(full_name, names)) or own for line in changes(folder, name, mine=mine)]
    for line in lines:
        terminal.say(terminal.painted(terminal.safe(line), _COLOURS.get(line[:1], "0"), sys.stdout))
    return 1 if lines else 0
