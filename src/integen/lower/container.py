"""Schemas of objects and arrays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from integen.diagnostics.wording import kind
from integen.ir.origin import Origin, child
from integen.ir.schema import Anything, Array, JsonValue, Notes, Nothing, Object, Property, Schema, String
from integen.lower.context import Context, Unusable
from integen.lower.keywords import SchemaReader, count


def array(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    """Lower an array schema; a list in `items` (before 2020-12) is a prefix."""
    items, prefix = node.get("items"), node.get("prefixItems")
    prefix_key = "prefixItems"
    if isinstance(items, list):
        items, prefix, prefix_key = node.get("additionalItems"), items, "items"
    place = child(origin, "items")
    first = child(origin, prefix_key)
    return Array(
        origin=origin,
        notes=notes,
        items=Anything(origin=place) if items is None else reader.lower(items, place, depth + 1),
        prefix=tuple(
            reader.lower(item, child(first, index), depth + 1)
            for index, item in enumerate(prefix if isinstance(prefix, list) else ())
        ),
        min_items=count(reader.context, node, "minItems", origin),
        max_items=count(reader.context, node, "maxItems", origin),
        unique=node.get("uniqueItems") is True,
    )


def record(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    """Lower an object schema; `format: file` is Microsoft's way to say that it is a file."""
    context = reader.context
    if node.get("format") == "file" and "properties" not in node:
        return String(origin=origin, notes=notes, binary=True)
    required = _required(context, node, origin)
    declared, place = _declared(context, node, origin)
    properties = tuple(
        Property(
            name=name, schema=reader.lower(value, child(place, name), depth + 1), required=name in required
        )
        for name, value in declared.items()
    )
    return Object(
        origin=origin,
        notes=notes,
        properties=properties,
        additional=_additional(reader, node, origin, depth),
        closed=_says_no_more(node),
        patterns=_patterns(reader, node, origin, depth),
        min_properties=count(context, node, "minProperties", origin),
        max_properties=count(context, node, "maxProperties", origin),
        extra_required=tuple(name for name in required if name not in declared),
    )


def _declared(context: Context, node: dict[str, Any], origin: Origin) -> tuple[dict[str, Any], Origin]:
    """Return the member `properties`; documents kept in many files may have a reference there."""
    declared = context.mapping(node, "properties", origin)
    place = child(origin, "properties")
    if not isinstance(declared.get("$ref"), str):
        return declared, place
    try:
        return context.follow(declared, place)
    except Unusable as error:
        context.pass_on(replace(error.diagnostic, note="the object is read without declared properties"))
        return {}, place


def _required(context: Context, node: dict[str, Any], origin: Origin) -> dict[str, None]:
    value = node.get("required")
    if value is None or isinstance(value, bool):  # a boolean is draft 3's way, on the property itself
        return {}
    if not isinstance(value, list):
        message = f"`required` should be a list of names and is {kind(value)}"
        context.report("IG304", message, child(origin, "required"), note="the keyword is ignored")
        return {}
    return dict.fromkeys(name for name in value if isinstance(name, str))


def _says_no_more(node: dict[str, Any]) -> bool:
    return node.get("additionalProperties", node.get("unevaluatedProperties")) is False


def _additional(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int) -> Schema:
    key = "additionalProperties"
    if key not in node and "unevaluatedProperties" in node:
        key = "unevaluatedProperties"
    value: JsonValue = node.get(key)
    place = child(origin, key)
    if value is False:
        return Nothing(origin=place)
    if value is None or value is True:
        return Anything(origin=place)
    return reader.lower(value, place, depth + 1)


def _patterns(
    reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int
) -> tuple[tuple[str, Schema], ...]:
    if "patternProperties" not in node:
        return ()
    place = child(origin, "patternProperties")
    patterns = reader.context.mapping(node, "patternProperties", origin)
    return tuple(
        (pattern, reader.lower(value, child(place, pattern), depth + 1))
        for pattern, value in patterns.items()
    )
