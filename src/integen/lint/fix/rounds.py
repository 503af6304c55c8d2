"""Makes fixes until there is nothing left to fix: one may show what another hid."""

from __future__ import annotations

from dataclasses import dataclass, replace

from integen.freshness import Options
from integen.lint.fix.apply import Fixed, fixed
from integen.lint.run import Report, examine_sources
from integen.lint.settings import Settings
from integen.source.document import Document
from integen.source.parse import parse
from integen.source.sources import Sources

_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A document whose text is another now."""

    before: Document
    text: bytes
    count: int
    """Fixes that were made in it."""


def repaired(report: Report, options: Options, settings: Settings) -> list[Repaired]:
    """Return the documents that fixes change, in the order in which they were read. Writes nothing."""
    found: dict[str, Repaired] = {}
    for _ in range(_ROUNDS):
        changes = fixed(report.sources, report.diagnostics)
        for each in changes:
            found[each.before.id] = _united(found.get(each.before.id), each)
        if not changes or report.sources.laid:  # overlays are laid anew by the next reading only
            break
        report = examine_sources(_with(report.sources, changes), options, settings)
    return list(found.values())


def _united(known: Repaired | None, change: Fixed) -> Repaired:
    before = known.before if known else change.before
    count = len(change.edits) + (known.count if known else 0)
    return Repaired(before=before, text=change.text, count=count)


def _with(sources: Sources, changes: list[Fixed]) -> Sources:
    """Return the documents as they are after the changes."""
    return sources.with_texts(
        replace(change.before, value=parse(change.text, change.before.name).value, text=change.text)
        for change in changes
    )
