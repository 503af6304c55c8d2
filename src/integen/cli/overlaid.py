"""What overlays did, in words and as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from integen.source.laid import Effect, Laid

_WIDEST = 72
"""Characters of a target in a table."""


def line(laid: Laid) -> str:
    """Return one overlay for a summary: `petshop.overlay.yaml (4 actions, 9 changes)`."""
    where = " beside the document" if laid.beside else ""
    count = len(laid.effects)
    actions = f"{count:,} action{'' if count == 1 else 's'}"
    return f"{laid.name}{where} ({actions}, {laid.changes:,} change{'' if laid.changes == 1 else 's'})"


def rows(overlays: Iterable[Laid]) -> list[tuple[str, ...]]:
    """Return a table with a head and a row for each action."""
    found: list[tuple[str, ...]] = [("overlay", "action", "target", "matches", "changes")]
    for laid in overlays:
        for effect in laid.effects:
            kind = f"{_number(effect)} {effect.kind}"
            found.append((laid.name, kind, _cut(effect.target), f"{effect.matches:,}", changes(effect)))
    return found


def changes(effect: Effect) -> str:
    """Return what an action changed: `2 added, 1 replaced`."""
    if effect.failed:
        return "failed"
    counts = (("added", effect.added), ("replaced", effect.replaced), ("removed", effect.removed))
    return ", ".join(f"{count:,} {what}" for what, count in counts if count) or "none"


def records(overlays: Iterable[Laid]) -> list[dict[str, Any]]:
    """Return overlays as JSON values."""
    return [
        {
            "name": laid.name,
            "title": laid.title,
            "beside": laid.beside,
            "changes": laid.changes,
            "actions": [_record(effect) for effect in laid.effects],
        }
        for laid in overlays
    ]


def _record(effect: Effect) -> dict[str, Any]:
    return {
        "number": _number(effect),
        "action": effect.kind,
        "target": effect.target,
        "description": effect.description,
        "matches": effect.matches,
        "added": effect.added,
        "replaced": effect.replaced,
        "removed": effect.removed,
        "failed": effect.failed,
    }


def _number(effect: Effect) -> int:
    """Return the action's place in its overlay, from 1: actions that cannot be read have none."""
    return int(effect.origin.rpartition("/")[2]) + 1


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
