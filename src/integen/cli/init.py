"""`integen init`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import project, terminal
from integen.cli.misuse import Misuse
from integen.errors import IntegenError

TITLE = "Begin a project: an integen.toml, and a workflow that lives by it."


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
    ci: Annotated[
        bool | None,
        typer.Option(
            "--ci/--no-ci",
            help="Write a workflow for GitHub that does `integen ci`; a new project gets one.",
            show_default=False,
        ),
    ] = None,
) -> Callable[[], int]:
    """Write what a project begins with: a commented `integen.toml`, a `.gitignore`, a workflow for GitHub.

    Files that are there already are left as they are. With --ci a project that is there gets the workflow.
    """
    return partial(_run, folder, spec or (), ci)


def _run(folder: Path, specs: Sequence[str], ci: bool | None) -> int:
    from integen.config import scaffold

    if "-" in specs:
        raise Misuse("standard input cannot be named in a file", hint="give --spec a path or a URL")
    for spec in specs:
        if "://" not in spec and not Path(spec).is_file():
            raise IntegenError(f"there is no file `{spec}`", hint="give --spec a path or a URL")
    found = [scaffold.relative(spec, folder) for spec in specs] or scaffold.documents(folder)
    wrote = {name: _write(folder / name, text) for name, text in scaffold.files(found).items()}
    is_new = wrote[project.NAME]
    if ci or (ci is None and is_new):
        specs, outputs = (found, ["generated"]) if is_new else _watched(folder)
        _workflow(folder, specs, outputs, asked=ci is not None)
    if not is_new:
        return 0
    if found:
        listed = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
        terminal.say(f"made of {terminal.safe(listed)}; next: integen generate")
    else:
        terminal.say("no OpenAPI document was found; name one in integen.toml, then: integen generate")
    return 0


def _workflow(folder: Path, specs: Sequence[str], outputs: Sequence[str], *, asked: bool) -> None:
    from integen.ci.scaffold import Workflow, place_of

    place = place_of(folder)
    if place.is_of_gitlab and not asked:
        terminal.say("no workflow for GitHub: there is a .gitlab-ci.yml; docs/ci.md has a job for it")
        return
    file = Path(os.path.relpath(place.file))
    _write(file, Workflow(place=place, specs=specs, outputs=outputs, package=_package()).text())


def _watched(folder: Path) -> tuple[list[str], list[str]]:
    """Return what a project that is there is made of, and where it goes. Raises IntegenError."""
    from integen.config import scaffold
    from integen.config.load import load

    try:
        loaded = load(folder / project.NAME)
    except OSError as error:
        raise IntegenError(f"cannot read `{folder / project.NAME}`: {error.strerror}") from error
    if loaded.diagnostics.has_errors:
        raise IntegenError(f"`{folder / project.NAME}` has mistakes", hint="see them with: integen lint")
    each_one = loaded.project.integrations.values()
    specs = [scaffold.relative(path, folder) for each in each_one for path in (each.spec, *each.overlays)]
    outputs = dict.fromkeys(scaffold.relative(str(each.output), folder) for each in each_one)
    return specs, list(outputs) or ["generated"]


def _package() -> str:
    """Return what pip installs to have this integen, as a word of a shell."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"'integen[tests]=={version('integen')}'"
    except PackageNotFoundError:  # run from a checkout
        return "'integen[tests]'"


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
