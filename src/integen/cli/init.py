"""`integen init`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import project, terminal
from integen.cli.misuse import Misuse
from integen.errors import IntegenError

TITLE = "Begin a project: write an integen.toml."


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The project's folder; this one without it.")
    ] = Path(),
    spec: Annotated[
        list[str] | None,
        typer.Option(
            "--spec",
            metavar="PATH|URL",
            help="A document; may be repeated. Looked for in the folder without it.",
        ),
    ] = None,
) -> Callable[[], int]:
    """Write what a project begins with: a commented `integen.toml` and a `.gitignore`.

    Files that are there already are left as they are.
    """
    return partial(_run, folder, spec or ())


def _run(folder: Path, specs: Sequence[str]) -> int:
    from integen.config import scaffold

    if "-" in specs:
        raise Misuse("standard input cannot be named in a file", hint="give --spec a path or a URL")
    for spec in specs:
        if "://" not in spec and not Path(spec).is_file():
            raise IntegenError(f"there is no file `{spec}`", hint="give --spec a path or a URL")
    found = [scaffold.relative(spec, folder) for spec in specs] or scaffold.documents(folder)
    wrote = {name: _write(folder / name, text) for name, text in scaffold.files(found).items()}
    if not wrote[project.NAME]:
        return 0
    if found:
        listed = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
        terminal.say(f"made of {terminal.safe(listed)}; next: integen generate")
    else:
        terminal.say("no OpenAPI document was found; name one in integen.toml, then: integen generate")
    return 0


def _write(path: Path, text: str) -> bool:
    """Write a new file and tell whether it was new; one that is there already is never touched."""
    shown = terminal.safe(str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        terminal.say(f"kept {shown}, which was there")
        return False
    except OSError as error:
        raise IntegenError(f"cannot write `{path}`: {error.strerror}") from error
    terminal.say(f"wrote {shown}")
    return True
