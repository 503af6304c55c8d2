"""Runs the generator for a command and writes what it found wrong with the document."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from integen.cli import progress, terminal

if TYPE_CHECKING:
    from integen.diagnostics.diagnostic import Diagnostic, DocumentError
    from integen.diagnostics.locate import Texts
    from integen.freshness import Options, Result


def generated(options: Options, *, concise: bool, quiet: bool, as_json: bool = False) -> Result | None:
    """Generate and write the diagnostics; None when nothing could be generated, which has been said then."""
    current = _current(options)
    if current is not None:
        return current
    from integen.diagnostics.diagnostic import DocumentError
    from integen.pipeline import generate

    try:
        with progress.shown(quiet=quiet) as stage:
            result = generate(options, stage)
    except DocumentError as error:
        document_failed(error, concise=concise, as_json=as_json)
        return None
    if result.sources is not None and not as_json:
        written(list(result.diagnostics), result.sources, concise=concise)
    return result


def _current(options: Options) -> Result | None:
    """Return the result of a run that has nothing to do; the generator is not imported for that."""
    from integen.freshness import key_of, unchanged

    name = key_of(options)
    return unchanged(options, name) if name is not None and not options.force else None


def document_failed(error: DocumentError, *, concise: bool = False, as_json: bool = False) -> None:
    """Write why a document could not be read at all."""
    if as_json:
        terminal.say_json({"diagnostics": records([error.diagnostic], error)})
    else:
        written([error.diagnostic], error, concise=concise)


def written(diagnostics: Collection[Diagnostic], texts: Texts, *, concise: bool = False) -> None:
    """Write diagnostics to standard error."""
    if not diagnostics:
        return
    from integen.diagnostics import printer

    sys.stdout.flush()
    sys.stderr.write((printer.concise if concise else printer.full)(diagnostics, texts))


def records(diagnostics: Collection[Diagnostic], texts: Texts | None) -> list[dict[str, Any]]:
    """Return diagnostics as JSON values; without texts there are none."""
    if not diagnostics or texts is None:
        return []
    from integen.diagnostics import printer

    return [json.loads(line) for line in printer.as_json(diagnostics, texts).splitlines()]
