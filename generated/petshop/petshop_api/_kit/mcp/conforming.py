"""Makes structured content fit the output schema of its tool.

Clients throw away a whole result whose structured content is missing or does not match, so what does not
match is left out of it; the text beside it is the answer as it came. Schemas are those of the generator:
they demand types and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..kinds import is_dict, is_list, is_mapping
from .json_types import is_a

ITEMS = "items"
_DEPTH = 60
"""Levels that are looked at; what is below is left out."""
_NOTHING = object()


def conforming(schema: Mapping[str, Any], data: Any) -> dict[str, Any]:
    """Return an object that matches: `data`, or `{"items": data}` for a list, less what does not match."""
    found = _fitted(schema, {ITEMS: data} if is_list(data) else data, 0)
    return found if is_dict(found) else {}


def _fitted(schema: Mapping[str, Any], value: Any, depth: int) -> Any:
    if depth > _DEPTH:
        return _NOTHING
    kind = schema.get("type")
    if isinstance(kind, str) and not is_a(value, kind):
        return _NOTHING
    if "anyOf" in schema:
        return _chosen(schema["anyOf"], value, depth + 1)
    if is_dict(value) and "properties" in schema:
        return _members(schema["properties"], value, depth + 1)
    if is_list(value) and is_mapping(schema.get("items")):
        kept = [_fitted(schema["items"], item, depth + 1) for item in value]
        return (
            _NOTHING if any(item is _NOTHING for item in kept) else kept
        )  # without one of its items a list would tell lies
    return value


def _members(properties: Mapping[str, Any], value: Mapping[str, Any], depth: int) -> dict[str, Any]:
    kept = {name: _fitted(properties.get(name, {}), item, depth) for name, item in value.items()}
    return {name: item for name, item in kept.items() if item is not _NOTHING}


def _chosen(branches: list[Mapping[str, Any]], value: Any, depth: int) -> Any:
    """Return the value as the branch wants it that leaves out nothing, or as the first that it can match."""
    fitted = [found for branch in branches if (found := _fitted(branch, value, depth)) is not _NOTHING]
    return next((found for found in fitted if found == value), fitted[0] if fitted else _NOTHING)
