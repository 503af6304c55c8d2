"""Annotations of a schema, and examples that stand beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from integen.ir.origin import Origin, child
from integen.ir.schema import MISSING, NO_NOTES, JsonValue, Notes, Schema
from integen.lower.context import Context, Unusable

ANNOTATIONS = frozenset(
    {"title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "xml"}
)

CONSTRAINTS = frozenset(
    {
        "not",
        "if",
        "then",
        "else",
        "contains",
        "minContains",
        "maxContains",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
        "dependencies",
        "unevaluatedItems",
        "contentSchema",
    }
)
"""What no node tells of a value: it is kept as written."""
_TELLING = ANNOTATIONS | CONSTRAINTS | {"externalDocs"}


def notes_of(context: Context, node: dict[str, Any], origin: Origin) -> Notes:
    """Return what the schema says beyond the shape; `NO_NOTES` itself when it says nothing."""
    extra = [(key, node[key]) for key in node if key[:2] == "x-"]
    if not extra and _TELLING.isdisjoint(node):
        return NO_NOTES
    return Notes(
        title=context.text(node, "title", origin),
        description=context.text(node, "description", origin),
        default=node.get("default", MISSING),
        examples=_examples(node),
        deprecated="deprecated" in node and context.flag(node, "deprecated", origin),
        read_only="readOnly" in node and context.flag(node, "readOnly", origin),
        write_only="writeOnly" in node and context.flag(node, "writeOnly", origin),
        xml=context.mapping(node, "xml", origin) or None,
        extensions=tuple(extra),
        constraints=tuple((key, node[key]) for key in node if key in CONSTRAINTS),
        docs_url=_docs_url(context, node, origin) if "externalDocs" in node else None,
    )


def _docs_url(context: Context, node: dict[str, Any], origin: Origin) -> str | None:
    docs = context.mapping(node, "externalDocs", origin)
    return context.text(docs, "url", child(origin, "externalDocs"))


def _examples(node: dict[str, Any]) -> tuple[JsonValue, ...]:
    several = node.get("examples")
    if isinstance(several, list):
        return tuple(several)
    if isinstance(several, dict):  # the form of media types, often written in schemas too
        return tuple(item["value"] for item in several.values() if isinstance(item, dict) and "value" in item)
    return (node["example"],) if "example" in node else ()


def overlaid(outer: Notes, inner: Notes) -> Notes:
    """Return the notes of a schema that only wraps another: its own words win, the rest is inherited."""
    if outer is NO_NOTES:
        return inner
    if inner is NO_NOTES:
        return outer
    return Notes(
        title=outer.title or inner.title,
        description=outer.description or inner.description,
        default=inner.default if outer.default is MISSING else outer.default,
        examples=outer.examples or inner.examples,
        deprecated=outer.deprecated or inner.deprecated,
        read_only=outer.read_only or inner.read_only,
        write_only=outer.write_only or inner.write_only,
        xml=outer.xml or inner.xml,
        extensions=tuple({**dict(inner.extensions), **dict(outer.extensions)}.items()),
        constraints=(*inner.constraints, *outer.constraints),
        docs_url=outer.docs_url or inner.docs_url,
    )


def with_examples(context: Context, schema: Schema, node: dict[str, Any], origin: Origin) -> Schema:
    """Return the schema with the examples of the parameter or media type `node`, unless it has its own."""
    if schema.notes.examples or ("example" not in node and "examples" not in node):
        return schema
    values = (
        _example_objects(context, node, origin) if isinstance(node.get("examples"), dict) else _examples(node)
    )
    if not values:
        return schema
    return replace(schema, notes=replace(schema.notes, examples=values))


def _example_objects(context: Context, node: dict[str, Any], origin: Origin) -> tuple[JsonValue, ...]:
    values: list[JsonValue] = []
    place = child(origin, "examples")
    for name, item in node["examples"].items():
        try:
            example, _ = context.follow(item, child(place, name), "examples")
        except Unusable as error:
            context.pass_on(replace(error.diagnostic, note="the example is left out"))
            continue
        for member in ("dataValue", "value"):
            if member in example:
                values.append(example[member])
                break
    return tuple(values)
