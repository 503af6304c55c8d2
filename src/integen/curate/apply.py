"""Applies filters and curation to an API: what comes out is what every target makes things of."""

from __future__ import annotations

from dataclasses import replace

from integen.curate.arguments import checked
from integen.curate.filtering import Sieve
from integen.curate.gather import Gatherer
from integen.curate.prune import pruned
from integen.curate.resolve import resolved
from integen.curate.settings import AS_IT_IS, Place, Settings
from integen.curate.tool_names import ToolNames
from integen.curate.toolsets import described, instructions
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Api, Operation

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
    sieve = Sieve(settings)
    kept: list[Operation] = []
    for operation in api.operations:
        statements = list(gatherer.of(operation))
        if sieve.keeps(operation, statements):
            decided = resolved(operation, statements, diagnostics)
            kept.append(names.checked(checked(api, decided, diagnostics)))
    keys = {operation.key for operation in kept}
    webhooks = tuple(webhook for webhook in api.webhooks if sieve.keeps_webhook(webhook, keys))
    _report_unused(settings, sieve, gatherer.used, diagnostics)
    if api.operations and not kept:
        diagnostics.report("IG529", f"the filters leave none of {len(api.operations):,} operations")
    found = replace(
        api,
        operations=tuple(kept),
        webhooks=webhooks,
        left_out=tuple(sieve.left_out),
        instructions=settings.instructions or instructions(api, diagnostics),
        toolsets=described(api, settings, diagnostics),
    )
    return pruned(found) if sieve.left_out else found


def _report_unused(settings: Settings, sieve: Sieve, used: set[int], diagnostics: Diagnostics) -> None:
    for each in sieve.unused():
        _report("IG522", f"{each.by} fits no operation", each.place, diagnostics)
    for number, rule in enumerate(settings.rules):
        if number not in used:
            _report("IG523", f"`{rule.selector.text}` fits no operation", rule.place, diagnostics)


def _report(code: str, message: str, place: Place | None, diagnostics: Diagnostics) -> None:
    position = place.position if place else None
    diagnostics.report(code, message, position=position, source=place.source if place else None)
