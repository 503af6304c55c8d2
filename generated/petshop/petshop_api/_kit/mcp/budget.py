"""Cuts JSON data to a size at the boundaries of elements, so that what remains is JSON."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from ..kinds import is_dict, is_list

_ELLIPSIS = "..."
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Cut(NamedTuple):
    """Something that was left out."""

    path: str
    """`items[0].text`; empty for the answer itself."""
    kept: int
    total: int
    unit: str

    def __str__(self) -> str:
        return (
            f"{f'`{self.path}`' if self.path else 'the answer'} shows {self.kept} of {self.total} {self.unit}"
        )


def dumped(value: Any) -> str:
    """Return JSON as compactly as it can be written."""
    return _COMPACT.encode(value)


def cut(value: Any, budget: int) -> tuple[Any, list[Cut]]:
    """Return data whose JSON has about `budget` characters at most, and what was left out of it."""
    cuts: list[Cut] = []
    return _cut(value, budget, "", cuts), cuts


def _cut(value: Any, budget: int, path: str, cuts: list[Cut]) -> Any:
    if is_list(value):
        return _cut_list(value, budget, path, cuts)
    if is_dict(value):
        return _cut_object(value, budget, path, cuts)
    if isinstance(value, str):
        return _cut_text(value, budget, path, cuts)
    return value


def _cut_list(items: list[Any], budget: int, path: str, cuts: list[Cut]) -> list[Any]:
    kept: list[Any] = []
    left = budget - 2
    for item in items:
        left -= len(dumped(item)) + 1
        if left < 0:
            break
        kept.append(item)
    if len(kept) == len(items):
        return items
    cuts.append(Cut(path, max(len(kept), 1), len(items), "elements"))
    return kept or [_cut(items[0], budget - 2, f"{path}[0]", cuts)]


def _cut_object(members: dict[str, Any], budget: int, path: str, cuts: list[Cut]) -> dict[str, Any]:
    """Share the budget so that small members stay whole and only the largest are cut."""
    sizes = {name: len(dumped(member)) + len(name) + 4 for name, member in members.items()}
    if sum(sizes.values()) <= budget:
        return members
    kept: dict[str, Any] = {}
    left = budget - 2
    waiting = len(sizes)
    for name in sorted(sizes, key=sizes.__getitem__):
        share = left // waiting
        waiting -= 1
        if sizes[name] <= share:
            kept[name] = members[name]
            left -= sizes[name]
        elif share > len(name) + 24:
            below = _cut(members[name], share - len(name) - 4, f"{path}.{name}" if path else name, cuts)
            size = len(dumped(below)) + len(name) + 4
            if size <= left:
                kept[name] = below
                left -= size
    if len(kept) < len(members):
        cuts.append(Cut(path, len(kept), len(members), "members"))
    return {name: kept[name] for name in members if name in kept}


def _cut_text(text: str, budget: int, path: str, cuts: list[Cut]) -> str:
    """Escapes make some characters longer, so the room is measured on what is kept."""
    room = max(budget - 2 - len(_ELLIPSIS), 0)
    kept = text[:room]
    while kept and len(dumped(kept)) - 2 > room:
        kept = kept[: min(len(kept) - 1, len(kept) * room // (len(dumped(kept)) - 2))]
    if len(kept) == len(text):
        return text
    cuts.append(Cut(path, len(kept), len(text), "characters"))
    return kept + _ELLIPSIS
