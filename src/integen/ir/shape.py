"""What schemas amount to: references followed, `allOf` merged, null set aside. Safe on cycles."""

from __future__ import annotations

from dataclasses import replace

from integen.ir.api import Api
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Anything, Notes, Nothing, Null, Object, Property, Ref, Schema, Union


def deref(api: Api, schema: Schema) -> Schema:
    """Return what a chain of references leads to; `Anything` when it leads nowhere or back to itself."""
    seen: set[Origin] = set()
    while isinstance(schema, Ref):
        target = api.schemas.get(schema.target)
        if target is None or schema.target in seen:
            return Anything(origin=schema.origin, notes=schema.notes)
        seen.add(schema.target)
        schema = target
    return schema


def without_null(schema: Schema) -> tuple[Schema, bool]:
    """Return the schema without its variant null, and whether it had one; `Null` itself stays, with True.

    References are not followed. The notes of a union move to its only other variant.
    """
    if isinstance(schema, Null):
        return schema, True
    if not isinstance(schema, Union) or not isinstance(schema.variants[-1], Null):
        return schema, False
    rest = schema.variants[:-1]
    if len(rest) > 1:
        return replace(schema, variants=rest), True
    only = rest[0]
    return (
        replace(only, notes=_over(schema.notes, only.notes)) if schema.notes != only.notes else only
    ), True


def _over(outer: Notes, inner: Notes) -> Notes:
    """Return `outer` with what it leaves open taken from `inner`."""
    blank = Notes()
    stated = {
        name: getattr(outer, name) for name in Notes.__slots__ if getattr(outer, name) != getattr(blank, name)
    }
    return replace(inner, **stated)


def merged(api: Api, schema: Schema) -> Object | None:
    """Return the one object that an `AllOf`, a reference or an object amounts to; None when there is none.

    Properties stand in the order of the parts, the later declaration of a name wins unless it says nothing;
    what any part requires is required. Origin and notes are those of `schema`, or of the first object.
    """
    if isinstance(schema, Object):
        return schema
    if not isinstance(schema, AllOf | Ref):
        return _merged(api, schema)
    # The same few thousand schemas are asked for millions of times.
    known = api.amounts.get(id(schema))
    if known is None or known[0] is not schema:
        known = api.amounts[id(schema)] = schema, _merged(api, schema)
    return known[1]


def _merged(api: Api, schema: Schema) -> Object | None:
    parts: list[Object] = []
    if not _collect(api, schema, parts, set()) or not parts:
        return None
    whole = _united(parts)
    if isinstance(schema, AllOf):
        notes = _over(schema.notes, whole.notes)
        return replace(whole, origin=schema.origin, notes=notes, discriminator=schema.discriminator)
    target = deref(api, schema)
    return replace(whole, discriminator=target.discriminator) if isinstance(target, AllOf) else whole


def _collect(api: Api, schema: Schema, parts: list[Object], seen: set[Origin]) -> bool:
    """Add the objects that `schema` consists of; False when some part of it is something else."""
    waiting, whole = [schema], True
    while waiting:  # no recursion: chains of `allOf` may be longer than Python's stack
        current = waiting.pop()
        match current:
            case Ref(target=target):
                if target in api.schemas and target not in seen:
                    seen.add(target)
                    waiting.append(api.schemas[target])
            case Object():
                parts.append(current)
            case AllOf():
                waiting += reversed(current.parts)
            case _:
                whole &= isinstance(current, Anything) or (
                    isinstance(current, Union) and _only_requires(current)
                )
    return whole


def _only_requires(union: Union) -> bool:
    """Tell whether the variants merely say which declared properties go together."""
    return all(
        isinstance(variant, Object) and not variant.properties and not variant.patterns and not variant.closed
        for variant in union.variants
    )


def _united(parts: list[Object]) -> Object:
    if len(parts) == 1:
        return parts[0]
    needed = {name for part in parts for name in part.extra_required}
    properties: dict[str, Property] = {}
    for part in parts:
        for item in part.properties:
            properties[item.name] = _stronger(properties.get(item.name), item)
    additional = next(
        (part.additional for part in parts if not _is_open(part.additional)), parts[0].additional
    )
    return Object(
        origin=parts[0].origin,
        notes=parts[0].notes,
        properties=tuple(
            replace(item, required=True) if item.name in needed and not item.required else item
            for item in properties.values()
        ),
        additional=Anything(origin=additional.origin) if isinstance(additional, Nothing) else additional,
        closed=all(part.closed for part in parts),
        patterns=tuple({pattern: value for part in parts for pattern, value in part.patterns}.items()),
        min_properties=max((part.min_properties for part in parts if part.min_properties), default=None),
        max_properties=min(
            (part.max_properties for part in parts if part.max_properties is not None), default=None
        ),
        extra_required=tuple(
            dict.fromkeys(name for part in parts for name in part.extra_required if name not in properties)
        ),
    )


def _is_open(schema: Schema) -> bool:
    return isinstance(schema, Anything | Nothing)


def _stronger(earlier: Property | None, later: Property) -> Property:
    if earlier is None:
        return later
    required = earlier.required or later.required
    base = earlier if isinstance(later.schema, Anything) else later
    return base if base.required == required else replace(base, required=required)
