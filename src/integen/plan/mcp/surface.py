"""What agents see of an API as a whole: which tools in which order, their groups, what is said beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from integen.ir.api import Api
from integen.plan.operation import PlannedOperation
from integen.plan.operation_names import resource_name
from integen.quoting import line, prose, shorten

_ABOUT = 160
_INSTRUCTIONS = 4000


def in_order(operations: Iterable[PlannedOperation]) -> list[PlannedOperation]:
    """Return the operations that are tools: the most important first, then by name."""
    shown = [planned for planned in operations if planned.has_tool]
    return sorted(shown, key=lambda planned: (-planned.operation.curation.priority, planned.tool))


def entry(planned: PlannedOperation) -> tuple[Any, ...]:
    """Return the tool's line of the index, as `kit.catalog.Entry` reads it."""
    first, *more = planned.toolsets
    plain = (planned.operation.key, first, str(planned.operation.effect))
    pinned = planned.operation.curation.priority > 0
    return (*plain, more, pinned) if pinned else (*plain, more) if more else plain


def described(api: Api, tools: Iterable[PlannedOperation], resources: Mapping[str, str]) -> dict[str, Any]:
    """Return members of the integration's record: toolsets with descriptions, old names, instructions."""
    listed = list(tools)
    chosen = {str(resource_name(name)): line(shorten(about, _ABOUT)) for name, about in api.toolsets.items()}
    used = dict.fromkeys(str(name) for planned in listed for name in planned.toolsets)
    groups = {name: about for name, about in resources.items() if name in used}
    groups |= {name: "" for name in used if name not in groups}
    aliases = {old: planned.tool for planned in listed for old in planned.aliases}
    told = api.instructions
    found: dict[str, Any] = {
        "toolsets": {name: chosen.get(name) or about for name, about in groups.items()},
        "aliases": dict(sorted(aliases.items())),
        "instructions": shorten(prose(told, _INSTRUCTIONS), _INSTRUCTIONS) if told else None,
    }
    return {name: value for name, value in found.items() if value or name == "toolsets"}
