"""`integen overlay export`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from integen.cli import project, reporting, terminal, usage, writing
from integen.cli.documents import reads_documents

if TYPE_CHECKING:
    from integen.config.overrides import Overrides
    from integen.source.reading import Reading

TITLE = "Write filters and rules as an overlay."


@reads_documents
def command(
    *,
    key: usage.Key = None,
    spec: usage.Document = None,
    include: usage.Include = None,
    exclude: usage.Exclude = None,
    output: writing.File = None,
    reading: Reading,
) -> Callable[[], int]:
    """Write what is decided about the operations of a document as one overlay.

    Extensions of other tools, `integen.toml` and the filters given here become one `x-mcp` for each
    operation, and what is left out is removed. The document with the overlay alone gives the same package.
    """
    from integen.config.overrides import Overrides

    overrides = Overrides(
        reading=reading,
        include=project.filters(include, "--include"),
        exclude=project.filters(exclude, "--exclude"),
    )
    return partial(_run, key, spec, overrides, output)


def _run(key: str | None, spec: str | None, overrides: Overrides, output: Path | None) -> int:
    from dataclasses import replace

    from integen.curate.export import exported
    from integen.diagnostics.diagnostic import DocumentError
    from integen.overlay.write import write_overlay
    from integen.pipeline import read

    manner = reporting.Manner()
    run = project.only_run(key, spec, overrides, manner)
    if run is None:
        return 1
    options = replace(run.options, stdin=usage.stdin_for(run.options.spec))
    try:
        sources, api, diagnostics = read(options)
    except DocumentError as error:
        reporting.document_failed(error, manner)
        return 1
    reporting.written(list(diagnostics), reporting.beside(sources, run.texts), manner)
    found = exported(api, sources.provenance.home)
    for each in found.unreached:
        terminal.remark(
            f"not reached: {terminal.safe(each)} stands in another file, which overlays cannot change"
        )
    writing.write(write_overlay(found.actions, title=f"Tools of {' '.join(api.title.split())}"), output)
    return 1 if diagnostics.has_errors else 0
