"""`integen templates eject`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import terminal
from integen.cli.templates_folder import Folder, Key, folder_of

TITLE = "Copy templates of integen, to change them."


def command(
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="As `integen templates list` shows it.")],
    *,
    templates: Folder = None,
    key: Key = None,
    force: Annotated[bool, typer.Option("--force", help="Also replace copies that are there.")] = False,
) -> Callable[[], int]:
    """Copy templates into your folder; the next run takes yours.

    What was copied is kept beside it in `.integen`, for `diff` and `merge` after an upgrade: commit both.
    """
    return partial(_run, names, templates, key, force=force)


def _run(names: list[str], given: Path | None, key: str | None, *, force: bool) -> int:
    from integen.render.ejecting import eject, full_name

    folder = folder_of(given, key, new=True)
    if folder is None:
        return 1
    for name in list(map(full_name, names)):
        terminal.say(f"wrote {terminal.safe(str(eject(folder, name, force=force)))}")
    return 0
