"""What a regeneration changed for agents, counted: `2 tools added, 1 argument now required`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from integen.difference.change import Audience, Change
from integen.difference.compare import compare
from integen.difference.side import Side, of_catalog

_ONE_AND_MORE: Mapping[str, tuple[str, str]] = {
    "tool-added": ("tool added", "tools added"),
    "tool-removed": ("tool removed", "tools removed"),
    "tool-renamed": ("tool renamed", "tools renamed"),
    "argument-added": ("argument added", "arguments added"),
    "argument-added-required": ("required argument added", "required arguments added"),
    "argument-removed": ("argument removed", "arguments removed"),
    "argument-renamed": ("argument renamed", "arguments renamed"),
    "argument-required": ("argument now required", "arguments now required"),
    "argument-optional": ("argument now optional", "arguments now optional"),
    "request-narrowed": ("argument narrowed", "arguments narrowed"),
    "request-widened": ("argument widened", "arguments widened"),
    "request-changed": ("argument of another type", "arguments of another type"),
    "request-format": ("argument of another format", "arguments of another format"),
    "request-default": ("argument with another default", "arguments with another default"),
    "request-property-added": ("property added", "properties added"),
    "request-property-added-required": ("required property added", "required properties added"),
    "request-property-removed": ("property removed", "properties removed"),
    "request-property-required": ("property now required", "properties now required"),
    "request-property-optional": ("property now optional", "properties now optional"),
    "scope-added": ("tool needs a further scope", "tools need a further scope"),
    "scope-removed": ("tool needs fewer scopes", "tools need fewer scopes"),
    "hint-less-safe": ("hint less safe", "hints less safe"),
    "hint-safer": ("hint safer", "hints safer"),
    "toolset-moved": ("tool in another toolset", "tools in another toolset"),
    "title-changed": ("title changed", "titles changed"),
    "description-changed": ("description rewritten", "descriptions rewritten"),
    "argument-description-changed": ("argument described anew", "arguments described anew"),
}
"""What agents see of the kinds of `difference.change`, in the order of telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Counts of changes."""

    agents: Mapping[str, int]
    """`{kind: count}`."""
    wire: int
    """Changes that agents do not see: paths, servers, bodies."""

    def __str__(self) -> str:
        told = [
            f"{self.agents[kind]:,} {one if self.agents[kind] == 1 else more}"
            for kind, (one, more) in _ONE_AND_MORE.items()
            if kind in self.agents
        ]
        if self.wire:
            told.append(f"{self.wire:,} on the wire only")
        return ", ".join(told) or "nothing changed for agents"


def changed_surface(old: bytes, new: bytes) -> Surface:
    """Compare two catalogs. Raises JSONDecodeError, KeyError and TypeError for what is none."""
    before, after = _narrowed(orjson.loads(old), orjson.loads(new))
    changes = compare(_side(before), _side(after)).changes
    agents = Counter(change.kind for change in changes if _is_seen(change))
    hidden = (change for change in changes if not _is_seen(change))
    return Surface(agents=agents, wire=sum(change.rule.audience is Audience.WIRE for change in hidden))


def _is_seen(change: Change) -> bool:
    if change.rule.audience is Audience.AGENT:
        return True
    return change.kind in _ONE_AND_MORE and change.subject.startswith("argument ")


def _side(catalog: Mapping[str, Any]) -> Side:
    return of_catalog(orjson.dumps(catalog), "", names={})


def _narrowed(old: dict[str, Any], new: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Leave out the operations that are the same, and their tools: comparing all of them takes seconds."""
    if old["integration"].get("security") != new["integration"].get("security"):
        return old, new
    before, after = _by_operation(old), _by_operation(new)
    same = {key for key, facts in before.items() if after.get(key) == facts}
    return _without(old, same), _without(new, same)


def _by_operation(catalog: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return all that is said of each operation."""
    found: dict[str, list[Any]] = {key: [record] for key, record in catalog["operations"].items()}
    for (name, entry), tool in zip(catalog["index"].items(), catalog["tools"], strict=True):
        found[entry[0]] += [name, entry, tool]
    return found


def _without(catalog: dict[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    gone = frozenset(keys)
    index = {name: entry for name, entry in catalog["index"].items() if entry[0] not in gone}
    return {
        **catalog,
        "index": index,
        "operations": {key: record for key, record in catalog["operations"].items() if key not in gone},
        "tools": [tool for tool in catalog["tools"] if tool["name"] in index],
    }
