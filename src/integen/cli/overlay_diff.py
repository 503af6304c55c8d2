"""`integen overlay diff`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import reporting, terminal, usage, writing
from integen.cli.documents import reads_documents
from integen.cli.misuse import Misuse

if TYPE_CHECKING:
    from integen.source.reading import Reading

TITLE = "Write the overlay that leads from one document to another."


@reads_documents
def command(
    *,
    before: Annotated[str, typer.Argument(metavar="A", help="The document to start from.")],
    after: Annotated[str, typer.Argument(metavar="B", help="What it shall become.")],
    output: writing.File = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="What the overlay is for.")
    ] = None,
    concise: usage.Concise = False,
    reading: Reading,
) -> Callable[[], int]:
    """Write the overlay that leads from one document to another.

    Applied to A it gives B, save for the order of keys. Elements of arrays are recognised by what names them,
    such as `name` and `in` of parameters. Overlays next to A or B are not applied.
    """
    if reading.overlays:
        raise Misuse("--overlay means nothing here", hint="apply it first: integen overlay apply -o FILE")
    return partial(_run, before, after, output, title, reading, reporting.Manner(concise=concise))


def _run(
    before: str,
    after: str,
    output: Path | None,
    title: str | None,
    reading: Reading,
    manner: reporting.Manner,
) -> int:
    from integen.diagnostics.diagnostic import DocumentError
    from integen.overlay.difference import difference
    from integen.overlay.write import write_overlay
    from integen.source.sources import Sources

    if before == after == "-":
        raise Misuse("only one of the two can come from standard input", hint="save the other as a file")
    try:
        loaded = [
            Sources.load(each, stdin=usage.stdin_for(each), reading=reading, framed=False)
            for each in (before, after)
        ]
    except DocumentError as error:
        reporting.document_failed(error, manner)
        return 1
    old, new = (sources.main for sources in loaded)
    actions = difference(old.value, new.value)
    if not actions:
        terminal.remark("the documents are the same: there is nothing to overlay")
        return 0
    named = title or f"From {Path(old.name).name} to {Path(new.name).name}"
    text = write_overlay(actions, title=named, extends=extends(before, output))
    writing.write_overlay(text, output)
    if output is not None:
        count = len(actions)
        terminal.say(f"{count:,} action{'' if count == 1 else 's'} written to {terminal.safe(str(output))}")
    return 0


def extends(location: str, output: Path | None) -> str | None:
    """Return how the overlay names the document that it is for, from where it is kept."""
    import os
    from urllib.parse import quote

    from integen.source.address import is_url, without_credentials

    if is_url(location):
        return without_credentials(location)
    if location == "-" or output is None or str(output) == "-":
        return None
    return quote(Path(os.path.relpath(location, output.resolve().parent)).as_posix())
