"""`integen overlay suggest`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import overlay_diff, project, reporting, terminal, usage, writing
from integen.cli.documents import reads_documents
from integen.cli.misuse import Misuse

if TYPE_CHECKING:
    from integen.config.overrides import Overrides
    from integen.overlay.suggest import Suggested
    from integen.source.reading import Reading

TITLE = "Propose an overlay that makes a document better for agents."


class Part(StrEnum):
    TITLES = "titles"
    HINTS = "hints"
    DESCRIPTIONS = "descriptions"
    SCOPES = "scopes"
    PAGINATION = "pagination"


@reads_documents
def command(
    *,
    key: usage.Key = None,
    spec: usage.Document = None,
    output: writing.File = None,
    only: Annotated[
        list[Part] | None,
        typer.Option(
            "--only",
            metavar="titles|hints|descriptions|scopes|pagination",
            help="What to propose; may be given more than once. All without it.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Also replace an overlay that is there.")] = False,
    concise: usage.Concise = False,
    reading: Reading,
) -> Callable[[], int]:
    """Propose an overlay that makes a document better for agents, for you to read, correct and keep.

    A comment says why each change is proposed, and TODO marks what only a person can write. Written next to
    the document as NAME.overlay.yaml, every command applies it.
    """
    from integen.config.overrides import Overrides

    manner = reporting.Manner(concise=concise, quiet=True)
    parts = [each.value for each in only or ()]
    return partial(_run, key, spec, Overrides(reading=reading), output, parts, manner, force=force)


def _run(
    key: str | None,
    spec: str | None,
    overrides: Overrides,
    output: Path | None,
    parts: Sequence[str],
    manner: reporting.Manner,
    *,
    force: bool,
) -> int:
    from dataclasses import replace

    from integen.diagnostics.diagnostic import DocumentError
    from integen.overlay.suggest import suggested
    from integen.overlay.write import write_overlay
    from integen.pipeline import read

    if output is not None and output.exists() and not force:
        raise Misuse(f"`{output}` is there already", hint="choose another name, or replace it with --force")
    run = project.only_run(key, spec, overrides, manner)
    if run is None:
        return 1
    location = run.options.spec
    try:
        _, api, _ = read(replace(run.options, stdin=usage.stdin_for(location)))
    except DocumentError as error:
        reporting.document_failed(error, manner)
        return 1
    found = suggested(api, parts)
    if not found.actions:
        terminal.remark("there is nothing to propose")
        return 0
    text = write_overlay(
        found.actions,
        title=f"Proposals for {api.title}",
        extends=overlay_diff.extends(location, output),
        comments=("Proposed by integen: read, correct and keep what is right.",),
    )
    writing.write_overlay(text, output)
    _tell(found, output)
    return 0


def _tell(found: Suggested, output: Path | None) -> None:
    """Say how much there is, beside the overlay itself."""
    count, places = len(found.actions), f" in {terminal.safe(str(output))}" if output else ""
    todos = f"; {found.todos:,} texts to write are marked TODO" if found.todos else ""
    terminal.remark(f"proposals for {count:,} operation{'' if count == 1 else 's'}{places}{todos}")
    if found.elsewhere:
        terminal.remark(f"{found.elsewhere:,} operations stand in other files, which overlays do not reach")
