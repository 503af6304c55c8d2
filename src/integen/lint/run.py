"""One run of lint: everything that is found in a set of documents, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from integen.curate.apply import curated
from integen.diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from integen.diagnostics.locate import Locator
from integen.freshness import Options
from integen.ir.origin import ROOT, Origin
from integen.lint.rules.table import RULES
from integen.lint.settings import Settings
from integen.lint.subject import Subject
from integen.lint.suppression import reported
from integen.lower.api import lower
from integen.overlay.lay import lay_over
from integen.source.collector import without_collector
from integen.source.sources import Sources
from integen.standard.check import second_opinion, violations

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    sources: Sources
    diagnostics: tuple[Diagnostic, ...]
    """In the order of documents and of what stands in them."""

    def fails(self, fail_on: str) -> bool:
        """Tell whether anything is as severe as `fail_on`, one of `settings.FAIL_ON`, or worse."""
        if fail_on == "never":
            return False
        limit = _RANK[Severity(fail_on)]
        return any(_RANK[each.severity] <= limit for each in self.diagnostics)


def examine(options: Options, settings: Settings) -> Report:
    """Return what is found. Raises DocumentError for a document that cannot be read, and IntegenError."""
    sources = Sources.load(options.spec, stdin=options.stdin, reading=options.reading, amend=lay_over)
    return examine_sources(sources, options, settings)


def examine_sources(sources: Sources, options: Options, settings: Settings) -> Report:
    """Return what is found in documents that were read. Raises IntegenError."""
    with without_collector():
        found = _found(sources, options, settings)
        return Report(sources=sources, diagnostics=_in_order(sources, reported(found, sources, settings)))


def _found(sources: Sources, options: Options, settings: Settings) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    lowered = lower(sources, diagnostics, options.repairs)
    api = curated(lowered, diagnostics, options.curation, name_limit=options.tool_name_limit)
    subject = Subject(sources, api, settings, tool_name_limit=options.tool_name_limit)
    found = [*united(diagnostics, violations(sources))]
    if options.strict:
        found += second_opinion(sources)
    found += (each for rule in RULES for each in rule(subject))
    return found


def united(read: Iterable[Diagnostic], broken: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield what reading has found and what breaks the standard; of two about one place the former.

    It says what integen made of it; that it breaks the standard makes it as severe.
    """
    departures: dict[Origin, list[Diagnostic]] = {}
    for each in broken:
        if each.origin is not None:
            departures.setdefault(each.origin, []).append(each)
    fixes = {origin: [each.fix for each in same if each.fix] for origin, same in departures.items()}
    covered: set[Origin] = set()
    for item in read:
        same = departures.get(item.origin, []) if item.origin is not None else []
        for each in same:
            covered.add(each.origin or ROOT)
            if _RANK[each.severity] < _RANK[item.severity]:
                item = replace(item, severity=each.severity)
        waiting = fixes.get(item.origin, []) if item.origin is not None else []
        yield replace(item, fix=waiting.pop(0)) if waiting else item
    for origin, several in departures.items():
        if origin not in covered:
            yield from several


def _in_order(sources: Sources, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by document and position; of one position what came first."""
    order = {name: number for number, name in enumerate(sources.documents)}
    locator = Locator(sources)

    def place(diagnostic: Diagnostic) -> tuple[int, int, int]:
        position = diagnostic.position
        origin = diagnostic.origin
        if position is None and origin is not None:
            position = locator.locate(origin)
        document = order.get(sources.provenance.home(origin).partition("#")[0], 0) if origin else 0
        return (document, position.line, position.column) if position else (document, 0, 0)

    return tuple(sorted(diagnostics, key=place))
