"""What changed for agents: tools and their arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from integen.difference.change import Change
from integen.difference.schemas import Direction, SchemaComparer
from integen.difference.side import Argument, Tool

_SAFER = {"readOnlyHint": True, "destructiveHint": False, "idempotentHint": True, "openWorldHint": False}
"""The value of each hint that promises more."""


def tool_changes(old: Tool, new: Tool, schemas: SchemaComparer) -> Iterator[Change]:
    """Yield what differs between two versions of one tool."""
    key = (new.operation,)
    subject = f"tool {new.name}"
    if old.name != new.name:
        yield Change(kind="tool-renamed", subject=subject, operations=key, before=old.name, after=new.name)
    for kind, name in (("title-changed", "title"), ("description-changed", "description")):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(kind=kind, subject=subject, operations=key, before=before, after=after)
    if old.toolset != new.toolset:
        yield Change(
            kind="toolset-moved", subject=subject, operations=key, before=old.toolset, after=new.toolset
        )
    yield from _hints(old, new, subject)
    yield from _arguments(old.arguments, new.arguments, schemas)


def _hints(old: Tool, new: Tool, subject: str) -> Iterator[Change]:
    for hint, safe in _SAFER.items():
        before, after = old.hints.get(hint), new.hints.get(hint)
        if before != after:
            yield Change(
                kind="hint-safer" if after is safe else "hint-less-safe",
                subject=subject,
                operations=(new.operation,),
                before=f"{hint} {before}".lower().replace("hint", "Hint"),
                after=f"{hint} {after}".lower().replace("hint", "Hint"),
            )


def _arguments(
    old: Mapping[str, Argument], new: Mapping[str, Argument], schemas: SchemaComparer
) -> Iterator[Change]:
    pairs = _pairs(old, new)
    for name, argument in new.items():
        was = pairs.get(name)
        if was is not None:
            yield from _argument(was, old[was], name, argument, schemas)
        else:
            kind = "argument-added-required" if argument.required else "argument-added"
            yield Change(kind=kind, subject=f"argument {name}", new=argument.schema.origin)
    for name, argument in old.items():
        if name not in pairs.values():
            yield Change(kind="argument-removed", subject=f"argument {name}", old=argument.schema.origin)


def _argument(was: str, old: Argument, name: str, new: Argument, schemas: SchemaComparer) -> Iterator[Change]:
    subject = f"argument {name}"
    if was != name:
        yield Change(kind="argument-renamed", subject=subject, before=was, after=name, new=new.schema.origin)
    if old.required != new.required:
        kind = "argument-required" if new.required else "argument-optional"
        yield Change(kind=kind, subject=subject, old=old.schema.origin, new=new.schema.origin)
    if old.description != new.description:
        yield Change(
            kind="argument-description-changed",
            subject=subject,
            before=old.description,
            after=new.description,
            new=new.schema.origin,
        )
    yield from schemas.changes(old.schema, new.schema, Direction.REQUEST, subject)


def _pairs(old: Mapping[str, Argument], new: Mapping[str, Argument]) -> dict[str, str]:
    """Return `{new name: old name}`: the same part of the request, or else the same name."""
    by_wire = {argument.wire: name for name, argument in old.items() if argument.wire}
    pairs = {name: by_wire[each.wire] for name, each in new.items() if each.wire in by_wire}
    taken = set(pairs.values())
    return pairs | {name: name for name in new if name not in pairs and name in old and name not in taken}
