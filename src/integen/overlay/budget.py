"""What all overlays of one run may cost together."""

from __future__ import annotations

from integen.ir.schema import JsonValue
from integen.overlay.query import Clock, TooCostly
from integen.source.limits import Limits

LEVELS = 200
"""Of nesting, as everywhere."""


class Budget:
    def __init__(self, limits: Limits) -> None:
        self.clock = Clock(limits.overlay_seconds)
        self._nodes = limits.overlay_nodes

    def spend(self, nodes: int) -> None:
        """Raises TooCostly."""
        self._nodes -= nodes
        if self._nodes < 0:
            raise TooCostly


def measured(value: JsonValue) -> tuple[int, int]:
    """Return how many values a value holds, itself included, and how many levels it has."""
    nodes, depth = 0, 0
    level = [value]
    while level:
        nodes, depth = nodes + len(level), depth + 1
        level = [inner for each in level for inner in _inside(each)]
    return nodes, depth


def fresh(value: JsonValue) -> JsonValue:
    """Return a copy that shares nothing that could be changed."""
    if isinstance(value, dict):
        return {key: fresh(inner) for key, inner in value.items()}
    return [fresh(inner) for inner in value] if isinstance(value, list) else value


def _inside(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
