"""Finds the least scopes that let chosen operations be called.

Least is what allows the fewest other operations that change something, then the fewest others at all, then
what grants the fewest scopes. For what documents really hold the choice is exact. A document that was made to
be hard is answered after a bounded amount of work, and the answer says that it may not be the least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from integen.plan.oauth.needs import Alternative, Need, Needs, Scope

WORK = 3_000_000
"""Comparisons of sets, about a second: then the best answer so far is taken."""
MOST_COMPARED = 400
"""Needs, or alternatives of one, that are still compared with each other; the search recurses once a need."""

Mask = int
"""A set of scopes, a bit for each in document order."""
Cost = tuple[int, int, int]
"""Other operations allowed that change something, others that read, scopes granted. Grows with the set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    scopes: tuple[Scope, ...]
    """What to ask for, without what comes along; in document order."""
    granted: frozenset[Scope]
    """Those, and what comes along."""
    is_exact: bool
    """False when the search was cut short: a smaller answer may exist."""


def least(needs: Needs, wanted: Collection[str]) -> Least:
    """Return the least scopes for the operations whose keys are `wanted`."""
    sets = _Sets(needs)
    chosen = [need for need in needs.operations if need.operation in wanted]
    rest = [need for need in needs.operations if need.operation not in wanted]
    search = _Search(sets, _others(rest, sets))
    best = search.run(_distinct(chosen, sets))
    return Least(
        scopes=sets.scopes(sets.asked(best)), granted=frozenset(sets.scopes(best)), is_exact=search.is_exact
    )


class _Sets:
    """Turns scopes into bits and back."""

    def __init__(self, needs: Needs) -> None:
        self._order = tuple(needs.descriptions)
        self._bits = {scope: 1 << position for position, scope in enumerate(self._order)}
        self._closed = {scope: self._with(scope, needs) for scope in self._order}

    def _with(self, scope: Scope, needs: Needs) -> Mask:
        mask = self._bits[scope]
        for brought in needs.implied.get(scope, ()):
            mask |= self._bits.get(brought, 0)
        return mask

    def needed(self, alternative: Alternative) -> Mask:
        """Return what has to be among the granted scopes."""
        return sum(self._bits[scope] for scope in alternative)

    def granted(self, alternative: Alternative) -> Mask:
        """Return what is granted when the alternative is asked for."""
        mask = 0
        for scope in alternative:
            mask |= self._closed[scope]
        return mask

    def scopes(self, mask: Mask) -> tuple[Scope, ...]:
        return tuple(scope for scope in self._order if self._bits[scope] & mask)

    def asked(self, granted: Mask) -> Mask:
        """Return what brings the rest of a set along."""
        asked = granted
        for scope in self.scopes(granted):
            if self._bits[scope] & asked:
                asked &= ~(self._closed[scope] ^ self._bits[scope])
        return asked


@dataclass(frozen=True, slots=True)
class _Option:
    """One alternative of a need."""

    needed: Mask
    granted: Mask


_Options = tuple[_Option, ...]


def _distinct(needs: Iterable[Need], sets: _Sets) -> list[_Options]:
    """Return each different need once, the hardest to satisfy first, without what another one settles."""
    found = list(
        dict.fromkeys(_options(need, sets) for need in needs if need.alternatives and not need.is_open)
    )
    if len(found) <= MOST_COMPARED:
        # One after the other: of two that settle each other, the first stays.
        for options in found[::-1]:
            if any(other is not options and _settles(other, options) for other in found):
                found.remove(options)
    return sorted(found, key=len)


def _options(need: Need, sets: _Sets) -> _Options:
    """Return the alternatives that could be the least: none that grants all that another one grants."""
    found = [_Option(sets.needed(each), sets.granted(each)) for each in need.alternatives]
    found = list({option.granted: option for option in reversed(found)}.values())[::-1]
    if len(found) > MOST_COMPARED:
        return tuple(found)
    return tuple(
        option
        for option in found
        if not any(other is not option and other.granted & ~option.granted == 0 for other in found)
    )


def _settles(one: _Options, other: _Options) -> bool:
    """Return whether whoever satisfies `one` has satisfied `other`."""
    return all(any(each.needed & ~option.granted == 0 for each in other) for option in one)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """Operations that nobody asked for and that take the same."""

    needed: tuple[Mask, ...]
    changing: int
    reading: int


def _others(rest: Iterable[Need], sets: _Sets) -> list[_Other]:
    groups: dict[tuple[Mask, ...], Counter[bool]] = {}
    for need in rest:
        if need.alternatives and not need.is_open:
            masks = tuple(dict.fromkeys(sets.needed(each) for each in need.alternatives))
            groups.setdefault(masks, Counter())[need.effect == "read"] += 1
    return [
        _Other(needed=masks, changing=count[False], reading=count[True]) for masks, count in groups.items()
    ]


@dataclass(slots=True)
class _Search:
    sets: _Sets
    others: list[_Other]
    is_exact: bool = True
    _work: int = 0
    _costs: dict[Mask, Cost] = field(default_factory=dict)
    _best: Mask = 0
    _best_cost: Cost = (0, 0, 0)

    def run(self, needs: list[_Options]) -> Mask:
        """Return what is granted in the best answer."""
        self._best = self._greedy(needs)
        self._best_cost = self._cost(self._best)
        if len(needs) <= MOST_COMPARED:
            self._branch(0, needs)
        else:
            self.is_exact = all(len(options) == 1 for options in needs)
        return self._best

    def _greedy(self, needs: list[_Options]) -> Mask:
        granted = 0
        for options in needs:
            if not _is_met(options, granted):
                granted |= min(options, key=lambda each: self._cost(granted | each.granted)).granted
        return granted

    def _branch(self, granted: Mask, needs: list[_Options]) -> None:
        """Try every alternative of the next need, the cheapest first, unless it is too dear already."""
        self._work += sum(map(len, needs))
        self.is_exact &= self._work <= WORK
        needs = [options for options in needs if not _is_met(options, granted)]
        if not needs:
            self._best, self._best_cost = granted, self._cost(granted)
            return
        tried = sorted(
            {granted | each.granted for each in needs[0]}, key=lambda mask: (self._cost(mask), mask)
        )
        for mask in tried:
            if self._cost(mask) < self._best_cost and self.is_exact:
                self._branch(mask, needs[1:])

    def _cost(self, granted: Mask) -> Cost:
        found = self._costs.get(granted)
        if found is None:
            found = self._costs[granted] = self._counted(granted)
        return found

    def _counted(self, granted: Mask) -> Cost:
        if self._work > WORK:
            self.is_exact = False
            return 0, 0, granted.bit_count()
        changing = reading = 0
        for other in self.others:
            self._work += len(other.needed)
            if any(mask & ~granted == 0 for mask in other.needed):
                changing += other.changing
                reading += other.reading
        return changing, reading, granted.bit_count()


def _is_met(options: _Options, granted: Mask) -> bool:
    return any(each.needed & ~granted == 0 for each in options)
