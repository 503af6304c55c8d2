"""Decides between statements: the higher level wins, then the nearer place, then the first of the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from integen.curate.dialects.retries import retries_of
from integen.curate.facts import ALSO_IN, ARGUMENT_FACTS, FACTS
from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Effect, Operation
from integen.ir.curation import UNCURATED, ArgumentCuration, Level, Said
from integen.lower.pagination_told import stated

_DECIDED = "x-mcp"
"""What catalogs say of pagination that was decided, whoever did: exported, it is in `x-mcp`."""
_Key = tuple[str | None, str]
_PLAIN = """tool name title description open_world toolsets scopes confirm aliases output_schema
priority""".split()
"""Facts that are fields of `Curation` as they are."""


def resolved(operation: Operation, statements: Iterable[Said], diagnostics: Diagnostics) -> Operation:
    """Return the operation as everybody together says it is."""
    said_all = list(statements)
    also_in = [name for said in reversed(said_all) if said.fact == ALSO_IN for name in said.value]
    winners = _winners(operation, said_all, diagnostics)
    if not winners:
        return operation
    facts = {fact: said for (argument, fact), said in winners.items() if argument is None}
    effect = _effect(operation, facts, diagnostics)
    idempotent = facts["idempotent"].value if "idempotent" in facts else operation.idempotent
    paging = facts.get("pagination")
    return replace(
        operation,
        effect=effect,
        idempotent=idempotent or effect is Effect.READ,
        pagination=stated(paging.value, _DECIDED) if paging else operation.pagination,
        curation=replace(
            UNCURATED,
            **{name: facts[name].value for name in _PLAIN if name in facts},
            also_in=tuple(dict.fromkeys(also_in)),
            retries=retries_of(facts["retries"].value) if "retries" in facts else None,
            arguments=_arguments(winners),
            said=_in_order(winners),
        ),
    )


def _winners(operation: Operation, statements: Iterable[Said], diagnostics: Diagnostics) -> dict[_Key, Said]:
    winners: dict[_Key, Said] = {}
    placed = {item.name: f"{item.location}.{item.name}" for item in reversed(operation.parameters)}
    for said in statements:
        if said.argument in placed:
            said = replace(said, argument=placed[said.argument])
        key = (said.argument, said.fact)
        before = winners.get(key)
        if before is None or (said.level, said.near) > (before.level, before.near):
            winners[key] = said
        elif (said.level, said.near) == (before.level, before.near):
            _compare(operation, before, said, diagnostics)
    return winners


def _compare(operation: Operation, winner: Said, other: Said, diagnostics: Diagnostics) -> None:
    """Report two extensions at one place that say different things; rules are in an order that is chosen."""
    same = winner.value == other.value or winner.by == other.by or winner.fact == ALSO_IN
    if winner.level is not Level.EXTENSION or same:
        return
    what = f"`{other.by}` and `{winner.by}` disagree about `{other.fact}` of `{operation.key}`"
    diagnostics.report("IG521", what, other.origin, note=f"`{winner.by}` is followed")


def _effect(operation: Operation, facts: Mapping[str, Said], diagnostics: Diagnostics) -> Effect:
    reads, destroys = facts.get("read_only"), facts.get("destructive")
    if reads and destroys and reads.value and destroys.value:
        weaker, stronger = sorted((reads, destroys), key=lambda said: (said.level, said.near))
        if (weaker.level, weaker.near) == (stronger.level, stronger.near):
            message = f"`{operation.key}` is said to be read-only and destructive"
            diagnostics.report("IG526", message, destroys.origin, note="it is taken for destructive")
            return Effect.DESTRUCTIVE
        return Effect.READ if stronger is reads else Effect.DESTRUCTIVE
    if reads and reads.value:
        return Effect.READ
    if destroys and destroys.value:
        return Effect.DESTRUCTIVE
    by_method = operation.effect
    if reads and by_method is Effect.READ:
        return Effect.WRITE
    return Effect.WRITE if destroys and by_method is Effect.DESTRUCTIVE else by_method


def _arguments(winners: Mapping[_Key, Said]) -> dict[str, ArgumentCuration]:
    found: dict[str, dict[str, Any]] = {}
    for (argument, fact), said in winners.items():
        if argument is not None:
            found.setdefault(argument, {})[fact] = said.value
    return {argument: ArgumentCuration(**facts) for argument, facts in found.items()}


def _in_order(winners: Mapping[_Key, Said]) -> tuple[Said, ...]:
    order = [*FACTS, *ARGUMENT_FACTS]
    return tuple(
        sorted(
            winners.values(),
            key=lambda said: (said.argument is not None, said.argument or "", order.index(said.fact)),
        )
    )
