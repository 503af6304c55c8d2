"""Which folder of templates a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from integen.cli import project, reporting

Folder = Annotated[
    Path | None,
    typer.Option(
        "--templates", metavar="DIR", help="The folder; what `integen.toml` says, or `templates`, without it."
    ),
]
Key = Annotated[
    str | None,
    typer.Option("--for", metavar="KEY", help="That of an integration which has templates of its own."),
]


def folder_of(given: Path | None, key: str | None, *, new: bool = False) -> Path | None:
    """Return the folder, which may be `new`; None when the project cannot be read, which has been said.

    Raises IntegenError.
    """
    from integen.config.load import find
    from integen.render.custom import FOLDER, custom

    if given is not None:
        if not new:
            custom(given)
        return given
    if key is None and find(Path.cwd()) is None:
        return Path(FOLDER)
    chosen = project.chosen((key,) if key is not None else (), reporting.Manner(concise=True))
    if chosen is None:
        return None
    loaded, integrations = chosen
    named = loaded.project.templates if key is None else integrations[0].templates
    return named or loaded.project.file.parent / FOLDER
