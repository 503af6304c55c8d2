"""Schemas that combine others: `allOf`, `anyOf`, `oneOf`, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from integen.diagnostics.wording import kind
from integen.ir.origin import Origin, child
from integen.ir.schema import NO_NOTES, AllOf, Anything, JsonValue, Notes, Null, Schema, Union
from integen.lower.discriminator import discriminator
from integen.lower.keywords import ASSERTIONS, SchemaReader
from integen.lower.notes import ANNOTATIONS, CONSTRAINTS, overlaid

COMBINATIONS = frozenset({"allOf", "anyOf", "oneOf"})
_OF_THE_WHOLE = frozenset({"discriminator", "nullable", "externalDocs"})
_APART = COMBINATIONS | ANNOTATIONS | (CONSTRAINTS - ASSERTIONS) | _OF_THE_WHOLE


def composed(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    """Lower a schema with combinations to one of its parts, where it has only one, else to an `AllOf`."""
    assumed = node["type"] if isinstance(node.get("type"), str) else None
    parts = _members(reader, node, "allOf", origin, depth, assumed)
    for key in ("anyOf", "oneOf"):
        union = _union(reader, node, key, origin, depth, assumed)
        if union is not None:
            parts.append(union)
    if not parts or not ASSERTIONS.isdisjoint(node):
        parts.append(_own(reader, node, origin, depth))
    if len(parts) == 1:
        return renamed(parts[0], origin, notes)
    return AllOf(origin=origin, notes=notes, parts=tuple(parts))


def renamed(schema: Schema, origin: Origin, notes: Notes) -> Schema:
    """Return the schema as what stands at `origin`, under the notes that are written there."""
    return replace(schema, origin=origin, notes=overlaid(notes, schema.notes))


def union_of(
    variants: list[Schema],
    origin: Origin,
    notes: Notes = NO_NOTES,
    *,
    exclusive: bool = False,
) -> Schema:
    """Return the union with one `Null` at the end, where there is any; a single variant itself."""
    shapes = [variant for variant in variants if not isinstance(variant, Null)]
    nulls = [variant for variant in variants if isinstance(variant, Null)][:1]
    ordered = (*shapes, *nulls)
    if len(ordered) == 1:
        return renamed(ordered[0], origin, notes)
    return Union(origin=origin, notes=notes, variants=ordered, exclusive=exclusive)


def with_null(schema: Schema, origin: Origin, notes: Notes) -> Schema:
    """Return the schema that also allows null; `schema` has no notes of its own place."""
    if isinstance(schema, Anything | Null):
        return renamed(schema, origin, notes)
    if isinstance(schema, Union):
        if isinstance(schema.variants[-1], Null):
            return renamed(schema, origin, notes)
        wider = replace(schema, variants=(*schema.variants, Null(origin=origin)))
        return renamed(wider, origin, notes)
    return Union(origin=origin, notes=notes, variants=(schema, Null(origin=origin)))


def _union(
    reader: SchemaReader, node: dict[str, Any], key: str, origin: Origin, depth: int, assumed: str | None
) -> Schema | None:
    variants = _members(reader, node, key, origin, depth, assumed)
    if not variants:
        return None
    union = union_of(variants, origin, exclusive=key == "oneOf")
    if isinstance(union, Union) and "discriminator" in node:
        return replace(union, discriminator=discriminator(reader, node, union.variants, origin))
    return union


def _members(
    reader: SchemaReader, node: dict[str, Any], key: str, origin: Origin, depth: int, assumed: str | None
) -> list[Schema]:
    value: JsonValue = node.get(key)
    if value is None:
        return []
    place = child(origin, key)
    if not isinstance(value, list):
        message = f"`{key}` should be a list of schemas and is {kind(value)}"
        reader.context.report("IG304", message, place, note="the keyword is ignored")
        return []
    return [reader.lower(item, child(place, index), depth + 1, assumed) for index, item in enumerate(value)]


def _own(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int) -> Schema:
    """Lower what stands beside the combinations, without the words, which belong to the whole."""
    own = {key: value for key, value in node.items() if key not in _APART and key[:2] != "x-"}
    return reader.lower(own, origin, depth + 1)
