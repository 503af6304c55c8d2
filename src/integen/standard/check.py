"""Holds documents to the standard: everything that lint says of it, or the little that generating does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from integen.errors import IntegenError
from integen.ir.origin import ROOT
from integen.source.frame import version_of
from integen.source.sources import Sources, UnresolvedError
from integen.standard.examined import Examined
from integen.standard.quick import conforms
from integen.standard.rules import broken_rules
from integen.standard.violation import Violation, address, title
from integen.standard.walk import Walk
from integen.standard.words import cut

MOST = 5
"""Departures that generating reports."""
_IGNORED = "IG914"
"""It says what is ignored, and breaks nothing."""


def version(sources: Sources) -> str:
    """Return the version whose tables hold: `2.0`, `3.0`, `3.1` or `3.2`."""
    stated = version_of(sources.main.value)
    return "2.0" if stated.startswith("2") else stated[:3]


def violations(sources: Sources) -> Iterator[Diagnostic]:
    """Yield everything that is not as the standard says, in every document that is referred to."""
    number = version(sources)
    walk = Walk(number)
    for found in walk.node("Document", sources.main.value, ROOT):
        yield diagnostic(found, number)
    yield from _targets(sources, walk)
    for found in broken_rules(Examined(sources, walk)):
        yield diagnostic(found, number)


def remark(sources: Sources, diagnostics: Diagnostics, *, strict: bool = False) -> None:
    """Add what generating says of it: the first few departures as warnings, or with `strict` all as errors.

    What reading has said of the same place is not said again.
    """
    said = {item.origin for item in diagnostics}
    number = version(sources)
    if strict:
        everything = (*violations(sources), *second_opinion(sources))
        broken = (item for item in everything if item.severity is not Severity.INFO)
        diagnostics.items.extend(item for item in broken if item.origin not in said)
        return
    if conforms(sources.main.value, number):
        return
    walk = Walk(number)
    found = (each for each in walk.node("Document", sources.main.value, ROOT) if each.code != _IGNORED)
    new = list(islice((each for each in found if each.origin not in said), MOST + 1))
    for each in new[:MOST]:
        diagnostics.items.append(replace(diagnostic(each, number), severity=Severity.WARNING))
    if len(new) > MOST:
        message = "there are more departures from the standard; `integen lint` lists all of them"
        diagnostics.report("IG915", message, ROOT)


def second_opinion(sources: Sources) -> list[Diagnostic]:
    """Return what openapi-spec-validator says. Raises IntegenError where it is not installed."""
    try:
        from integen.standard.second_opinion import opinions  # an extra, and half a second to import
    except ImportError as error:
        hint = "install it with `pip install 'integen[strict]'`"
        raise IntegenError("--strict needs openapi-spec-validator", hint=hint) from error
    return list(opinions(sources, version(sources)))


def _targets(sources: Sources, walk: Walk) -> Iterator[Diagnostic]:
    """Check what references lead to, which may hold further references."""
    done: set[tuple[str, str, str]] = set()
    while walk.references:
        origin, ref, name = walk.references.popleft()
        key = (origin.partition("#")[0], ref, name)
        if key in done:
            continue
        done.add(key)
        try:
            target, value = sources.resolve(origin, ref)
        except UnresolvedError as error:
            yield error.diagnostic
            continue
        known = walk.visited.get(target)
        if known is None:
            found: Iterable[Violation] = walk.target(name, value, target)
        elif known[0] not in (name, "Reference"):
            message = f"`{cut(ref)}` leads to a {title(known[0])} and not to a {title(name)}"
            found = [Violation(code="IG910", message=message, origin=origin, section="Reference")]
        else:
            continue
        for each in found:
            yield diagnostic(each, walk.version)


def diagnostic(violation: Violation, number: str) -> Diagnostic:
    """Return a violation as a message, with the section of the standard."""
    entry = CODES[violation.code]
    lenient = violation.lenient and entry.severity is Severity.ERROR
    section = f"{title(violation.section)} in OpenAPI {number}"
    return Diagnostic(
        code=violation.code,
        message=violation.message,
        severity=Severity.WARNING if lenient else entry.severity,
        origin=violation.origin,
        note=f"see the {section}: {address(violation.section, number)}",
        hint=violation.hint,
        fix=violation.fix,
    )
