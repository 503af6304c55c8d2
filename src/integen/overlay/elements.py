"""Recognises the elements of an array again in another version of it, and names them in queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from integen.ir.schema import JsonValue
from integen.overlay.target import quoted

_NAMES = (("$ref",), ("name", "in"), ("name",), ("url",), ("operationId",), ("id",))
"""Members that name an element: references, parameters, tags, servers, steps."""

_MOST = 1_000
"""Elements of an array in which they are told apart by name; in longer ones by place."""

Identity = tuple[tuple[str, str], ...] | bytes
"""Members and their values, or the whole element as JSON where none of them names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What became of an array's elements."""

    kept: tuple[tuple[int, int], ...]
    """`(before, after)` positions; they are the first elements of the new array, in the old order."""
    gone: tuple[int, ...]
    """Positions in the old array."""
    new: tuple[JsonValue, ...]
    """What follows the kept ones."""
    selectors: tuple[str | None, ...]
    """For each old element a selector that no later change of the array affects; None where it has none."""


def matched(old: Sequence[JsonValue], new: Sequence[JsonValue]) -> Matched:
    """Return the longest beginning of `new` that `old` holds in the same order, and all else."""
    before, after = [identity(each) for each in old], [identity(each) for each in new]
    kept: list[tuple[int, int]] = []
    at = 0
    for position, wanted in enumerate(after):
        found = next((index for index in range(at, len(before)) if before[index] == wanted), None)
        if found is None:
            break
        kept.append((found, position))
        at = found + 1
    if not _is_better(kept, old, new):
        kept = [(index, index) for index in range(len(old))]
    held = {index for index, _ in kept}
    return Matched(
        kept=tuple(kept),
        gone=tuple(index for index in range(len(old)) if index not in held),
        new=tuple(new[len(kept) :]),
        selectors=_selectors(old, new),
    )


def _is_better(kept: Sequence[object], old: Sequence[JsonValue], new: Sequence[JsonValue]) -> bool:
    """Tell whether names found more than places would: objects without names keep their places."""
    nameless = all(isinstance(each, dict) and isinstance(identity(each), bytes) for each in (*old, *new))
    return not nameless or len(old) != len(new) or len(kept) == len(old)


def identity(element: JsonValue) -> Identity:
    """Return what an element is recognised by."""
    if isinstance(element, dict):
        for names in _NAMES:
            values = [element.get(name) for name in names]
            if all(isinstance(value, str) for value in values):
                return tuple(zip(names, map(str, values), strict=True))
    return orjson.dumps(element, option=orjson.OPT_SORT_KEYS)


def _selectors(old: Sequence[JsonValue], new: Sequence[JsonValue]) -> tuple[str | None, ...]:
    if len(old) > _MOST:
        return (None,) * len(old)
    return tuple(_selector(element, old, new) for element in old)


def _selector(element: JsonValue, old: Sequence[JsonValue], new: Sequence[JsonValue]) -> str | None:
    """Return a filter by the names of an element, or for a text by itself, unless it selects others too."""
    known = identity(element)
    if isinstance(element, str):
        alone = old.count(element) == 1 and new.count(element) <= 1
        return f"?@ == {quoted(element)}" if alone else None
    if isinstance(known, bytes) or _count(old, known) != 1 or _count(new, known) > 1:
        return None
    return "?" + " && ".join(f"{_member(name)} == {quoted(value)}" for name, value in known)


def _count(elements: Sequence[JsonValue], known: tuple[tuple[str, str], ...]) -> int:
    return sum(
        isinstance(each, dict) and all(each.get(name) == value for name, value in known) for each in elements
    )


def _member(name: str) -> str:
    return f"@.{name}" if name.isidentifier() else f"@[{quoted(name)}]"
