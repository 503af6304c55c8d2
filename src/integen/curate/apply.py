"""Applies filters and curation to an API: what comes out is what every target makes things of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from integen.curate.arguments import checked
from integen.curate.gather import Gatherer
from integen.curate.prune import pruned
from integen.curate.resolve import resolved
from integen.curate.settings import AS_IT_IS, Filter, Place, Settings
from integen.curate.tool_names import ToolNames
from integen.curate.toolsets import described, instructions
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Api, Operation
from integen.ir.curation import LeftOut, Said

NAME_LIMIT = 50


def curated(
    api: Api, diagnostics: Diagnostics, settings: Settings = AS_IT_IS, *, name_limit: int = NAME_LIMIT
) -> Api:
    """Return the API without what is left out, every operation with its curation.

    `name_limit` is the most characters of a tool's name. Pure but for `diagnostics`: extensions that cannot
    be read or that disagree, filters and rules without effect.
    """
    gatherer = Gatherer(api, settings, diagnostics)
    names = ToolNames(name_limit, diagnostics)
    kept: list[Operation] = []
    left_out: list[LeftOut] = []
    used: set[Filter] = set()
    for operation in api.operations:
        statements = list(gatherer.of(operation))
        by = _left_out(operation, statements, settings, used)
        if by is not None:
            left_out.append(LeftOut(key=operation.key, origin=operation.origin, by=by))
        elif statements:
            decided = resolved(operation, statements, diagnostics)
            kept.append(names.checked(checked(api, decided, diagnostics)))
        else:
            kept.append(operation)
    _report_unused(settings, used, gatherer.used, diagnostics)
    if api.operations and not kept:
        diagnostics.report("IG529", f"the filters leave none of {len(api.operations):,} operations")
    found = replace(
        api,
        operations=tuple(kept),
        left_out=tuple(left_out),
        instructions=settings.instructions or instructions(api, diagnostics),
        toolsets=described(api, settings, diagnostics),
    )
    return pruned(found) if left_out else found


def _left_out(
    operation: Operation, statements: Sequence[Said], settings: Settings, used: set[Filter]
) -> str | None:
    """Return what takes the operation out, or None. A rule about the operation itself wins over filters."""
    included = [each for each in settings.include if each.selector.matches(operation)]
    excluded = [each for each in settings.exclude if each.selector.matches(operation)]
    used.update(included, excluded)
    stated = next((said for said in statements if said.fact == "included" and said.argument is None), None)
    if stated is not None:
        return None if stated.value else stated.by
    if excluded:
        return excluded[0].by
    if settings.include and not included:
        return "include"
    return None


def _report_unused(settings: Settings, used: set[Filter], rules: set[int], diagnostics: Diagnostics) -> None:
    for each in (*settings.include, *settings.exclude):
        if each not in used:
            _report("IG522", f"{each.by} fits no operation", each.place, diagnostics)
    for number, rule in enumerate(settings.rules):
        if number not in rules:
            _report("IG523", f"`{rule.selector.text}` fits no operation", rule.place, diagnostics)


def _report(code: str, message: str, place: Place | None, diagnostics: Diagnostics) -> None:
    position = place.position if place else None
    diagnostics.report(code, message, position=position, source=place.source if place else None)


def tools_of(api: Api) -> Iterator[Operation]:
    """Yield the operations that agents get a tool of, in document order."""
    return (operation for operation in api.operations if operation.curation.tool)
