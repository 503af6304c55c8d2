"""IG708: tools that a model cannot tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.lint.subject import Subject, finding
from integen.naming.words import words
from integen.plan.operation import PlannedOperation

_FILLERS = frozenset("a an and by for from in of on or the this to with given specific specified".split())


def same_description(subject: Subject) -> Iterator[Diagnostic]:
    """Find tools whose descriptions say the same."""
    groups: defaultdict[str, list[PlannedOperation]] = defaultdict(list)
    for planned, listed in subject.tools:
        operation = planned.operation
        if not operation.deprecated and (operation.summary or operation.description):
            groups[" ".join(words(listed["description"]))].append(planned)
    yield from _pairs(groups.values(), "have the same description")


def same_words(subject: Subject) -> Iterator[Diagnostic]:
    """Find tools whose names have the same words in another order."""
    groups: defaultdict[tuple[str, ...], list[PlannedOperation]] = defaultdict(list)
    for planned in subject.planned:
        if planned.operation.id and not planned.operation.deprecated:
            kept = set(words(planned.operation.id)) - _FILLERS
            groups[planned.operation.method, *sorted(kept)].append(planned)
    yield from _pairs(groups.values(), "have names of the same words")


def _pairs(groups: Iterable[list[PlannedOperation]], message: str) -> Iterator[Diagnostic]:
    for first, *others in groups:
        for other in others:
            both = f"the tools `{other.tool}` and `{first.tool}` {message}"
            note = f"they call `{other.operation.key}` and `{first.operation.key}`"
            yield finding("IG708", both, other.operation.origin, note=note)
