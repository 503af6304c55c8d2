"""Says why scopes are asked for: which tool forces which, and what was not asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from integen.plan.oauth.minimise import Least, least
from integen.plan.oauth.needs import Alternative, Need, Needs, Scope

MOST_DROPPED = 200
"""Alternatives that are looked at; each is compared with every operation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One scope to ask for."""

    scope: Scope
    description: str
    forced_by: tuple[str, ...]
    """Tools that no other scope lets in."""
    chosen_for: tuple[str, ...]
    """Tools that another scope would have let in, too; `Answer.dropped` says which."""
    brings: tuple[Scope, ...]
    """Scopes that come along and that one of the tools needs."""
    declared: bool
    """False when no flow of the document declares it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """An alternative that was not taken: what it would have granted beyond the answer."""

    scopes: tuple[Scope, ...]
    tools: tuple[str, ...]
    """Those it was an alternative for."""
    changing: int
    """Operations that nobody asked for, that change something, and that it allows beyond the answer."""
    reading: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    asked: tuple[Asked, ...]
    dropped: tuple[Dropped, ...]
    """The widest last."""
    without_scopes: tuple[str, ...]
    """Tools that a grant without any scope lets in."""
    open: tuple[str, ...]
    """Tools for which nothing is needed, or of which the document does not say what they need."""
    elsewhere: tuple[str, ...]
    """Tools that OAuth does not let in at all: they take a key, a password or the like."""
    besides: tuple[str, ...]
    """Schemes that are needed together with OAuth."""
    changing: int
    """Operations that nobody asked for, that change something, and that the scopes allow all the same."""
    reading: int
    is_exact: bool


def explained(needs: Needs, wanted: Collection[str]) -> Answer:
    """Return the least scopes for the operations whose keys are `wanted`, with the reasons."""
    found = least(needs, wanted)
    chosen = [need for need in needs.operations if need.operation in wanted]
    closed = [need for need in chosen if need.alternatives and not need.is_open]
    scoped = [need for need in closed if frozenset() not in need.alternatives]
    changing, reading = _unasked(needs, wanted, found.granted)
    return Answer(
        asked=tuple(_asked(scope, scoped, needs, found) for scope in found.scopes),
        dropped=_dropped(scoped, needs, wanted, found),
        without_scopes=_tools(need for need in closed if need not in scoped),
        open=_tools(need for need in chosen if need.is_open),
        elsewhere=_tools(need for need in chosen if not need.alternatives and not need.is_open),
        besides=tuple(dict.fromkeys(scheme for need in closed for scheme in need.others)),
        changing=changing,
        reading=reading,
        is_exact=found.is_exact,
    )


def _tools(needs: Iterable[Need]) -> tuple[str, ...]:
    return tuple(need.tool for need in needs)


def _asked(scope: Scope, scoped: Iterable[Need], needs: Needs, found: Least) -> Asked:
    """Return one scope with the tools that it is there for: those that the other scopes do not let in."""
    family = needs.implied.get(scope, frozenset()) | {scope}
    remaining = _without(scope, needs, found)
    served = [need for need in scoped if not _lets_in(remaining, need)]
    forced = [need for need in served if all(family & each for each in need.alternatives)]
    return Asked(
        scope=scope,
        description=needs.descriptions[scope],
        forced_by=_tools(forced),
        chosen_for=_tools(need for need in served if need not in forced),
        brings=tuple(
            each
            for each in needs.descriptions
            if each != scope
            and each in family
            and any(each in alternative for need in scoped for alternative in need.alternatives)
        ),
        declared=scope not in needs.undeclared,
    )


def _without(scope: Scope, needs: Needs, found: Least) -> frozenset[Scope]:
    """Return what would be granted if one of the scopes were not asked for."""
    others = [each for each in found.scopes if each != scope]
    return frozenset(others).union(*(needs.implied.get(each, frozenset()) for each in others))


def _lets_in(granted: frozenset[Scope], need: Need) -> bool:
    return any(each <= granted for each in need.alternatives)


def _dropped(
    scoped: Iterable[Need], needs: Needs, wanted: Collection[str], found: Least
) -> tuple[Dropped, ...]:
    tools: dict[Alternative, list[str]] = {}
    for need in scoped:
        for alternative in need.alternatives:
            if not alternative <= found.granted:
                tools.setdefault(alternative, []).append(need.tool)
    changing, reading = _unasked(needs, wanted, found.granted)
    dropped = []
    for alternative, names in list(tools.items())[:MOST_DROPPED]:
        more = alternative.union(*(needs.implied.get(each, frozenset()) for each in alternative))
        more_changing, more_reading = _unasked(needs, wanted, found.granted | more)
        dropped.append(
            Dropped(
                scopes=tuple(each for each in needs.descriptions if each in alternative),
                tools=tuple(names),
                changing=more_changing - changing,
                reading=more_reading - reading,
            )
        )
    return tuple(sorted(dropped, key=lambda each: (each.changing, each.reading, each.scopes)))


def _unasked(needs: Needs, wanted: Collection[str], granted: frozenset[Scope]) -> tuple[int, int]:
    """Return how many operations that nobody asked for are let in: changing ones, reading ones."""
    effects = [
        need.effect
        for need in needs.operations
        if need.alternatives and not need.is_open and need.operation not in wanted and _lets_in(granted, need)
    ]
    return sum(effect != "read" for effect in effects), sum(effect == "read" for effect in effects)
