"""Writes what was decided back as changes of a document: one `x-mcp` for each operation.

What other extensions said is in it too, so they are removed; what filters left out is removed whole. The
changed document alone then gives the same package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from integen.curate.dialects.mcp import HINTS, TOOL
from integen.curate.dialects.table import INSTRUCTIONS, READ
from integen.ir.api import Api, Operation
from integen.ir.curation import Said
from integen.ir.origin import ROOT, Origin, child, split
from integen.ir.schema import JsonValue
from integen.overlay.target import path_to
from integen.overlay.write import Action

KEY = "x-mcp"
_ROUTE = "x-zuplo-route"
"""Configures a gateway; only its member `mcp` is about tools."""
_MEMBERS = {**{fact: member for member, fact in reversed(TOOL.items())}, "retries": "retries"}
"""`{fact: member of x-mcp}`."""
_HINTS = {fact: member for member, fact in HINTS.items() if member != "title"}
_FINAL = ("name", "aliases")
"""Facts that are taken as they came out, made legal, and not as they were said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    actions: tuple[Action, ...]
    unreached: tuple[str, ...]
    """Keys of operations that stand in another file, where an overlay cannot change them."""


def exported(api: Api, home: Callable[[Origin], Origin]) -> Exported:
    """Return the changes; `home` tells where a node was written: what overlays brought is left alone."""
    places = {each.key: each.origin for each in api.left_out}
    places |= {each.key: each.origin for each in api.operations if each.curation.said}
    unreached = [key for key, origin in places.items() if split(origin)[0]]
    found = [*_removed(api), *_cleaned(api, home)]
    root = _root(api)
    if root:
        found.append(Action(target="$", update={KEY: root}))
    for operation in api.operations:
        decided = canonical(operation)
        if decided and not split(operation.origin)[0]:
            found.append(Action(target=_target(operation.origin), update={KEY: decided}))
    return Exported(actions=tuple(found), unreached=tuple(unreached))


def canonical(operation: Operation) -> dict[str, JsonValue]:
    """Return `x-mcp` of an operation with everything that was decided about it."""
    curation = operation.curation
    facts = {said.fact: said.value for said in curation.said if said.argument is None}
    facts |= {name: getattr(curation, name) for name in _FINAL if name in facts}
    if ("read_only" in facts or "destructive" in facts) and facts.get("read_only") == facts.get(
        "destructive"
    ):
        facts |= {"read_only": operation.effect == "read", "destructive": operation.effect == "destructive"}
    if curation.also_in:
        facts["also_in"] = curation.also_in
    found: dict[str, JsonValue] = {}
    for fact, value in facts.items():
        if fact in _MEMBERS and value is not None:
            found[_MEMBERS[fact]] = list(value) if isinstance(value, tuple) else value
    hints = {_HINTS[fact]: value for fact, value in facts.items() if fact in _HINTS}
    arguments = _arguments(curation.said)
    order = [*TOOL, "retries"]
    ordered = {name: found[name] for name in sorted(found, key=order.index)}
    return {
        **ordered,
        **({"annotations": hints} if hints else {}),
        **({"arguments": arguments} if arguments else {}),
    }


def _arguments(statements: Iterable[Said]) -> dict[str, dict[str, JsonValue]]:
    found: dict[str, dict[str, JsonValue]] = {}
    for said in statements:
        if said.argument is not None:
            found.setdefault(said.argument, {})[said.fact] = said.value
    return found


def _root(api: Api) -> dict[str, JsonValue]:
    told: dict[str, Any] = {"instructions": api.instructions, "toolsets": dict(api.toolsets)}
    return {name: value for name, value in told.items() if value}


def _removed(api: Api) -> Iterator[Action]:
    for each in api.left_out:
        if not split(each.origin)[0]:
            yield Action(target=_target(each.origin), remove=True, description=f"left out: {each.by}")


def _cleaned(api: Api, home: Callable[[Origin], Origin]) -> Iterator[Action]:
    """Yield the removal of every extension that was read and that stands in the document itself."""
    places: dict[Origin, Mapping[str, JsonValue]] = {
        ROOT: api.extensions,
        child(ROOT, "info"): api.info_extensions,
    }
    places |= {tag.origin: tag.extensions for tag in api.tags if tag.origin != ROOT}
    for operation in api.operations:
        places[operation.item_origin] = operation.item_extensions
        places[operation.origin] = operation.extensions
        places |= {item.origin: item.extensions for item in operation.parameters}
    for origin, extensions in places.items():
        for key, value in extensions.items():
            place = _of_tools(child(origin, key), key, value)
            if place is not None and not split(place)[0] and not split(home(place))[0]:
                yield Action(target=_target(place), remove=True)


def _of_tools(place: Origin, key: str, value: JsonValue) -> Origin | None:
    """Return what of an extension is about tools, and None when nothing is."""
    if key == KEY and isinstance(value, dict) and "protocolVersion" in value:
        return None  # it describes a server that exists
    if key == _ROUTE:
        return child(place, "mcp") if isinstance(value, dict) and "mcp" in value else None
    return place if key in READ or key in INSTRUCTIONS else None


def _target(origin: Origin) -> str:
    """Return the query for a node; what follows `tags` and `parameters` is a position, not a name."""
    tokens: list[str | int] = []
    for token in split(origin)[1]:
        in_list = bool(tokens) and tokens[-1] in ("tags", "parameters") and token.isdecimal()
        tokens.append(int(token) if in_list else token)
    return path_to(tokens)
