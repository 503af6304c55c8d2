"""`integen templates list`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from integen.cli import terminal, usage
from integen.cli.templates_folder import Folder, Key, folder_of

TITLE = "Show every template, and which are yours."


def command(*, templates: Folder = None, key: Key = None, as_json: usage.AsJson = False) -> Callable[[], int]:
    """Show the name of every template that packages are made with, and which of them are yours."""
    return partial(_run, templates, key, as_json=as_json)


def _run(given: Path | None, key: str | None, *, as_json: bool) -> int:
    from integen.render.ejecting import copies

    folder = folder_of(given, key)
    if folder is None:
        return 1
    found = copies(folder)
    if as_json:
        listed = [{"name": each.name, "state": each.state.value} for each in found]
        terminal.say_json({"folder": str(folder), "templates": listed})
    else:
        terminal.table([("template", "whose"), *((each.name, each.state.value) for each in found)])
    return 0
