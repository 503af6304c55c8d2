"""`integen templates merge`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import terminal
from integen.cli.templates_folder import Folder, Key, folder_of

TITLE = "Take what integen has changed over into your templates."


def command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Templates; all that are outdated without it.")
    ] = None,
    *,
    templates: Folder = None,
    key: Key = None,
) -> Callable[[], int]:
    """Take what integen has changed since you copied its templates over into yours, with git.

    Where both have changed the same lines, conflict markers are left for you, and the exit code is 1.
    """
    return partial(_run, names or (), templates, key)


def _run(names: Sequence[str], given: Path | None, key: str | None) -> int:
    from integen.render.ejecting import State, copies, full_name, merge

    folder = folder_of(given, key)
    if folder is None:
        return 1
    outdated = [each.name for each in copies(folder) if each.state is State.OUTDATED]
    in_conflict = False
    for name in list(map(full_name, names)) or outdated:
        line = merge(folder, name)
        shown = terminal.safe(str(folder / name))
        if line is None:
            terminal.say(f"merged {shown}")
        else:
            in_conflict = True
            terminal.complain(f"{shown}:{line} has conflicts", hint="resolve them, then generate")
    if not names and not outdated:
        terminal.say("all are up to date")
    return 1 if in_conflict else 0
