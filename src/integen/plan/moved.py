"""An operation that moved to another path or method keeps its names: its `operationId` says that it is the
same.
"""

from __future__ import annotations

from collections.abc import Iterable

from integen.ir.api import Operation
from integen.ir.origin import ROOT, child
from integen.plan.names import Names

_IDS = "operation-ids"


def carry_names(operations: Iterable[Operation], names: Names) -> None:
    """Give what is recorded for operations that are gone to those that have their ids now."""
    here = {operation.key: operation.id for operation in operations if operation.id}
    recorded = names.recorded.setdefault(_IDS, {})
    gone = {id_: key for key, id_ in recorded.items() if key not in here}
    for key, id_ in here.items():
        if key not in recorded and id_ in gone:
            _move(names, gone.pop(id_), key)
    recorded.update(here)


def _move(names: Names, old: str, new: str) -> None:
    recorded_below = f"{_origin(old)}/"
    for positions in names.recorded.values():
        for position in list(positions):
            if position == old:
                positions.setdefault(new, positions.pop(old))
            elif position.startswith(recorded_below):
                moved = f"{_origin(new)}/{position.removeprefix(recorded_below)}"
                positions.setdefault(moved, positions.pop(position))


def _origin(key: str) -> str:
    """Return where an operation stands in the main document."""
    method, _, path = key.partition(" ")
    return child(child(child(ROOT, "paths"), path), method.lower())
