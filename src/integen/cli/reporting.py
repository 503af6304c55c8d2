"""Runs the generator for a command and writes what it found wrong with the document."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from integen.cli import progress, terminal

if TYPE_CHECKING:
    from integen.diagnostics.diagnostic import Diagnostic, DocumentError
    from integen.diagnostics.locate import Texts
    from integen.diagnostics.provenance import Provenance
    from integen.freshness import Options, Result

MOST = 3
"""Warnings of one code that people are shown in full; errors always are."""
NO_TEXTS: Mapping[str, Any] = {}
_NAMES = {"error": "error", "warning": "warning", "info": "remark"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a person or a program wants to be told."""

    concise: bool = False
    """One line for each problem, and nothing else, on standard error."""
    everything: bool = False
    format: str | None = None
    """One of `diagnostics.formats.FORMATS`; None is what people read."""
    quiet: bool = False
    """No progress."""
    as_json: bool = False
    """Problems stand in the JSON report and not on standard error."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The documents of a run and what stands beside them, such as `integen.toml`."""

    documents: Mapping[str, Any]
    provenance: Provenance


def beside(sources: Texts, more: Mapping[str, Any]) -> Texts:
    """Return texts with more of them."""
    return Beside({**sources.documents, **more}, sources.provenance) if more else sources


def generated(options: Options, manner: Manner, texts: Mapping[str, Any] = NO_TEXTS) -> Result | None:
    """Generate and write the diagnostics; None when nothing could be generated, which has been said then.

    `texts` are those that messages may be about beside the document.
    """
    current = done_already(options)
    if current is not None:
        return current
    import gc

    from integen.diagnostics.diagnostic import DocumentError
    from integen.pipeline import generate

    gc.disable()  # the process ends with the run, so what it holds need not be walked once more
    try:
        with progress.shown(quiet=manner.quiet) as stage:
            result = generate(options, stage)
    except DocumentError as error:
        document_failed(error, manner)
        return None
    if result.sources is not None and not manner.as_json:
        written(list(result.diagnostics), beside(result.sources, texts), manner)
    return result


def done_already(options: Options) -> Result | None:
    """Return the result of a run that has nothing to do; the generator is not imported for that."""
    from integen.freshness import key_of, unchanged

    name = key_of(options)
    return unchanged(options, name) if name is not None and not (options.force or options.strict) else None


def document_failed(error: DocumentError, manner: Manner) -> None:
    """Write why a document could not be read at all."""
    if manner.as_json:
        terminal.say_json({"diagnostics": records([error.diagnostic], error)})
    else:
        written([error.diagnostic], error, manner)


def written(diagnostics: Collection[Diagnostic], texts: Texts, manner: Manner) -> None:
    """Write diagnostics to standard error: every error, and of warnings what a person can take in."""
    if not diagnostics:
        return
    from integen.diagnostics import printer
    from integen.diagnostics.formats import FORMATS

    sys.stdout.flush()
    if manner.concise or manner.format not in (None, "full"):
        sys.stderr.write(FORMATS[manner.format or "concise"](diagnostics, texts))
        return
    shown, left_out = (list(diagnostics), {}) if manner.everything else bearable(diagnostics)
    sys.stderr.write(printer.full(shown, texts))
    lines = [f"… {count:,} more {code} (--all shows them)" for code, count in left_out.items()]
    if len(diagnostics) > 1:
        lines.append(total(diagnostics))
    if lines:
        terminal.remark("\n" + "\n".join(lines))


def told(diagnostics: Collection[Diagnostic], texts: Texts, form: str) -> str:
    """Return diagnostics in a form of `diagnostics.formats`."""
    from integen.diagnostics.formats import FORMATS

    return FORMATS[form](diagnostics, texts)


def bearable(diagnostics: Collection[Diagnostic]) -> tuple[list[Diagnostic], dict[str, int]]:
    """Return what is shown, in order, and how many of each code are not: `{code: count}`."""
    seen: Counter[str] = Counter()
    shown = []
    for diagnostic in diagnostics:
        is_error = diagnostic.severity.value == "error"
        seen[diagnostic.code] += not is_error
        if is_error or seen[diagnostic.code] <= MOST:
            shown.append(diagnostic)
    return shown, {code: count - MOST for code, count in seen.items() if count > MOST}


def total(diagnostics: Collection[Diagnostic]) -> str:
    """Return `2 errors, 110 warnings`."""
    counts = Counter(diagnostic.severity.value for diagnostic in diagnostics)
    return ", ".join(
        f"{counts[severity]:,} {name}{'s' if counts[severity] > 1 else ''}"
        for severity, name in _NAMES.items()
        if counts[severity]
    )


def check_format(wanted: str | None) -> str | None:
    """Return the name of a printer. Raises Misuse."""
    from integen.cli import generated as named
    from integen.cli.misuse import Misuse

    names = ("full", "concise", "json", "github", "sarif")
    if wanted is None or wanted in names:
        return wanted
    raise Misuse(f"there is no format `{wanted}`", hint=named.nearest(wanted, names))


def records(diagnostics: Collection[Diagnostic], texts: Texts | None) -> list[dict[str, Any]]:
    """Return diagnostics as JSON values; without texts there are none."""
    if not diagnostics or texts is None:
        return []
    from integen.diagnostics import printer

    return [json.loads(line) for line in printer.as_json(diagnostics, texts).splitlines()]
