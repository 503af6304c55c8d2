"""Where a body or a parameter holds bytes as text, so that callers may give the bytes themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from integen.ir.api import Api
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Array, Object, Ref, Schema, String, Union
from integen.ir.shape import deref, merged

KINDS = frozenset(("base64", "base64url"))
_DEEPEST = 6
_MOST = 40
"""Places of one body."""


def carries_bytes(schema: Schema) -> bool:
    """Tell a string that is text on the wire and bytes for its reader."""
    return isinstance(schema, String) and not schema.binary and schema.encoding in KINDS


def kind_of(api: Api, schema: Schema) -> str | None:
    """Return `base64` or `base64url` of such a string."""
    found = deref(api, schema)
    return found.encoding if isinstance(found, String) and carries_bytes(found) else None


def carried(api: Api, schema: Schema) -> list[dict[str, Any]]:
    """Return `{"at": names on the way, "as": kind}` of each; null in `at` is each item or each value."""
    if not _reaches(api, schema):
        return []
    found = [{"at": list(at), "as": kind} for at, kind in _walk(api, schema, (), ())]
    return found[:_MOST]


def _reaches(api: Api, schema: Schema) -> bool:
    """Tell whether such a string may be found from a schema."""
    targets: set[Origin] = set()
    return _looked_through(schema, targets) or not targets.isdisjoint(_carriers(api))


@lru_cache(maxsize=1)
def _carriers(api: Api) -> frozenset[Origin]:
    """Return the schemas from which such a string can be reached; in most APIs hardly any."""
    found: set[Origin] = set()
    users: dict[Origin, list[Origin]] = {}
    for origin, schema in api.schemas.items():
        targets: set[Origin] = set()
        if _looked_through(schema, targets):
            found.add(origin)
        for target in targets:
            users.setdefault(target, []).append(origin)
    waiting = list(found)
    while waiting:
        new = [user for user in users.get(waiting.pop(), ()) if user not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


def _looked_through(schema: Schema, targets: set[Origin]) -> bool:
    """Tell whether such a string stands in a schema itself, and add what the schema refers to."""
    waiting, carries = [schema], False
    while waiting:
        match waiting.pop():
            case Ref(target=target):
                targets.add(target)
            case String() as text:
                carries |= carries_bytes(text)
            case Object() as record:
                waiting += (*(item.schema for item in record.properties), record.additional)
            case Array() as several:
                waiting.append(several.items)
            case Union() as union:
                waiting += union.variants
            case AllOf() as whole:
                waiting += whole.parts
    return carries


def _walk(
    api: Api, schema: Schema, at: tuple[str | None, ...], inside: tuple[Origin, ...]
) -> Iterator[tuple[tuple[str | None, ...], str]]:
    if isinstance(schema, Ref):
        if schema.target in inside or schema.target not in _carriers(api):
            return
        inside = (*inside, schema.target)
    found = deref(api, schema)
    kind = kind_of(api, found)
    if kind is not None:
        yield at, kind
    if len(at) >= _DEEPEST:
        return
    shape = merged(api, found)
    if shape is not None:
        yield from _members(api, shape, at, inside)
    elif isinstance(found, Array):
        yield from _walk(api, found.items, (*at, None), inside)
    elif isinstance(found, Union):
        for variant in found.variants:
            yield from _walk(api, variant, at, inside)


def _members(
    api: Api, shape: Object, at: tuple[str | None, ...], inside: tuple[Origin, ...]
) -> Iterator[tuple[tuple[str | None, ...], str]]:
    for item in shape.properties:
        yield from _walk(api, item.schema, (*at, item.name), inside)
    yield from _walk(api, shape.additional, (*at, None), inside)
