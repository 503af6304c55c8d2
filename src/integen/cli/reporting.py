"""Runs the generator for a command and writes what it found wrong with the document."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from integen.cli import progress, terminal

if TYPE_CHECKING:
    from integen.diagnostics.diagnostic import Diagnostic
    from integen.pipeline import Options, Result
    from integen.source.sources import Sources


def generated(options: Options, *, concise: bool, quiet: bool, as_json: bool = False) -> Result | None:
    """Generate and write the diagnostics; None when nothing could be generated, which has been said then."""
    from integen.diagnostics.diagnostic import DocumentError
    from integen.pipeline import generate

    try:
        with progress.shown(quiet=quiet) as stage:
            result = generate(options, stage)
    except DocumentError as error:
        document_failed(error, concise=concise, as_json=as_json)
        return None
    if not as_json:
        written(result.diagnostics, result.sources, concise=concise)
    return result


def document_failed(error: Exception, *, concise: bool = False, as_json: bool = False) -> None:
    """Write why a document could not be read at all."""
    from integen.diagnostics.diagnostic import DocumentError

    assert isinstance(error, DocumentError)
    if as_json:
        terminal.say_json({"diagnostics": records([error.diagnostic], None)})
    else:
        written([error.diagnostic], None, concise=concise)


def written(diagnostics: Iterable[Diagnostic], sources: Sources | None, *, concise: bool = False) -> None:
    """Write diagnostics to standard error."""
    items = list(diagnostics)
    if items:
        from integen.diagnostics import printer

        text = (printer.concise if concise else printer.full)(items, sources)
        sys.stderr.write(text if text.endswith("\n") else text + "\n")


def records(diagnostics: Iterable[Diagnostic], sources: Sources | None) -> list[dict[str, Any]]:
    """Return diagnostics as JSON."""
    items = list(diagnostics)
    if not items:
        return []
    from integen.diagnostics import printer

    return printer.records(items, sources)
