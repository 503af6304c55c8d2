"""Bases with a discriminator and no list of variants: which schemas extend them, and by what value.

Swagger 2.0 knows no other form, and OpenAPI 3 has it too. Source: Swagger 2.0, "Models with Polymorphism
Support"; OAS 3.1.1 section 4.8.25 (`allOf` form).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from integen.ir.origin import Origin, child, last
from integen.ir.schema import AllOf, Discriminator, Object, Ref, Schema
from integen.lower.context import Context
from integen.lower.discriminator import default_of, explicit, property_of
from integen.lower.schema import Schemas

_VALUE = "x-ms-discriminator-value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A schema whose heirs are told apart by a property."""

    property: str
    values: dict[Origin, list[str]]
    """The values that the document's own mapping gives to heirs."""
    default: Origin | None


def with_heirs(schemas: Schemas) -> None:
    """Give every base, and every heir that has heirs itself, the discriminator that tells them apart."""
    stated = {origin: _base(schemas, node, origin) for origin, node in schemas.discriminating.items()}
    if not stated:
        return
    schemas.drain()  # what the mappings lead to
    children = _children(schemas.context, schemas.done)
    for origin, base in stated.items():
        if base is None:
            continue
        for heir in _closure(origin, children):
            family = _closure(heir, children)
            if len(family) > 1:
                schemas.done[heir] = _named(base, schemas.done[heir], family, schemas.done)


def _named(base: Base, schema: Schema, family: list[Origin], found: dict[Origin, Schema]) -> Schema:
    if not isinstance(schema, Object | AllOf):
        return schema
    mapping = tuple((value, heir) for heir in family for value in _values(base, heir, found[heir]))
    default = base.default if base.default in family else None
    named = Discriminator(property=base.property, mapping=mapping, default=default)
    return replace(schema, discriminator=named)


def _base(schemas: Schemas, node: dict[str, Any], origin: Origin) -> Base | None:
    stated = property_of(node)
    if stated is None:
        return None
    values: dict[Origin, list[str]] = {}
    if isinstance(node["discriminator"], dict):
        for value, target in explicit(schemas, node["discriminator"], child(origin, "discriminator")):
            values.setdefault(target, []).append(value)
    return Base(property=stated, values=values, default=default_of(schemas, node, origin))


def _children(context: Context, found: dict[Origin, Schema]) -> dict[Origin, list[Origin]]:
    children: dict[Origin, list[Origin]] = {}
    for origin, schema in found.items():
        for parent in _parents(context, origin, schema):
            children.setdefault(parent, []).append(origin)
    return children


def _parents(context: Context, origin: Origin, schema: Schema) -> Iterator[Origin]:
    if isinstance(schema, AllOf):
        yield from (part.target for part in schema.parts if isinstance(part, Ref))
    elif isinstance(schema, Ref):  # an heir that adds nothing, and not another name for its base
        node = context.sources.at(origin)
        if isinstance(node, dict) and "allOf" in node:
            yield schema.target


def _closure(origin: Origin, children: dict[Origin, list[Origin]]) -> list[Origin]:
    """Return the schema and all its heirs, parents first."""
    family: dict[Origin, None] = {origin: None}
    pending = [origin]
    while pending:
        for heir in children.get(pending.pop(0), ()):
            if heir not in family:
                family[heir] = None
                pending.append(heir)
    return list(family)


def _values(base: Base, origin: Origin, schema: Schema) -> list[str]:
    """Return the values that name a schema: the mapping's, or Azure's, or its own name."""
    if origin in base.values:
        return base.values[origin]
    stated = dict(schema.notes.extensions).get(_VALUE)
    return [stated if isinstance(stated, str) else last(origin)]
