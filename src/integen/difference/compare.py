"""Two versions in, what changed between them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from integen.difference.change import Change, Severity
from integen.difference.schemas import SchemaComparer
from integen.difference.sdk import method, method_changes, model_changes
from integen.difference.side import Side, by_listed_schemas
from integen.difference.tools import tool_changes
from integen.difference.wire import answer_changes, record_changes, security_changes, server_changes

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Sorted: worst first, then by operation in the order of the new version."""

    old: str
    new: str
    changes: tuple[Change, ...]
    whole: bool
    """Whether answers could be compared; generated packages do not say their shapes."""

    def of(self, severity: Severity) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.severity is severity)

    @property
    def bump(self) -> str:
        """What semantic versioning asks for: `major`, `minor`, `patch`, or `none` when nothing changed."""
        if self.of(Severity.BREAKING):
            return "major"
        if any(change.kind.endswith("-added") or "widened" in change.kind for change in self.changes):
            return "minor"
        return "patch" if self.changes else "none"


def compare(old: Side, new: Side) -> Difference:
    """Return every change. Pure."""
    whole = old.is_document and new.is_document
    if not whole:
        old, new = by_listed_schemas(old), by_listed_schemas(new)
    found = list(_united(_changes(old, new, whole=whole)))
    keys = {key: rank for rank, key in enumerate((*new.operations, *old.operations))}
    found.sort(
        key=lambda change: (
            _ORDER[change.severity],
            min((keys.get(key, -1) for key in change.operations), default=-1),
        )
    )
    return Difference(old=old.label, new=new.label, changes=tuple(found), whole=whole)


def _changes(old: Side, new: Side, *, whole: bool) -> Iterator[Change]:
    pairs = _pairs(old, new)
    schemas = SchemaComparer(old.api, new.api)
    for key in new.operations:
        if key in pairs:
            yield from _of(key, _operation_changes(pairs[key], key, old, new, schemas, whole=whole))
        else:
            yield from _appeared(key, new, "added")
    kept = set(pairs.values())
    for key in old.operations:
        if key not in kept:
            yield from _appeared(key, old, "removed")
    yield from server_changes(old, new)
    if whole:
        yield from model_changes(old, new)


def _operation_changes(
    was: str, key: str, old: Side, new: Side, schemas: SchemaComparer, *, whole: bool
) -> Iterator[Change]:
    before, after = old.operations[was], new.operations[key]
    if was != key:
        yield Change(kind="path-changed", subject="operation", before=was, after=key)
    left, right = old.tools.get(was), new.tools.get(key)
    if left is not None and right is not None:
        yield from tool_changes(left, right, schemas)
    elif right is not None:
        yield Change(kind="tool-added", subject=f"tool {right.name}")
    elif left is not None:
        yield Change(kind="tool-removed", subject=f"tool {left.name}")
    yield from method_changes(before, after)
    yield from record_changes(before, after)
    yield from security_changes(_security(before, old), _security(after, new))
    if whole:
        yield from answer_changes(old.described[was], new.described[key], schemas)


def _security(record: Mapping[str, Any], side: Side) -> Any:
    return record["security"] if "security" in record else side.integration.get("security", ())


def _appeared(key: str, side: Side, how: str) -> Iterator[Change]:
    tool = side.tools.get(key)
    if tool is not None:
        yield Change(kind=f"tool-{how}", subject=f"tool {tool.name}", operations=(key,))
    name = method(side.operations[key])
    yield Change(kind=f"method-{how}", subject=f"method {name}", operations=(key,))


def _pairs(old: Side, new: Side) -> dict[str, str]:
    """Return `{new key: old key}`: the same method and path, or else the same operationId."""
    pairs = {key: key for key in new.operations if key in old.operations}
    ids = {
        record["id"]: key for key, record in old.operations.items() if record.get("id") and key not in pairs
    }
    for key, record in new.operations.items():
        if key not in pairs and record.get("id") in ids:
            pairs[key] = ids[record["id"]]
    return pairs


def _of(key: str, changes: Iterable[Change]) -> Iterator[Change]:
    return (replace(change, operations=change.operations or (key,)) for change in changes)


def _united(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield what is said of several operations once, with all of them: a shared schema, a common scope."""
    seen: dict[tuple[Any, ...], Change] = {}
    for change in changes:
        located = change.new or change.old
        key = (
            change.kind,
            change.subject,
            change.before,
            change.after,
            located or change.operations,
        )
        known = seen.get(key)
        operations = (*(known.operations if known else ()), *change.operations)
        seen[key] = replace(change, operations=tuple(dict.fromkeys(operations)))
    yield from seen.values()
