"""Schemas of strings, numbers and enumerated values."""

from __future__ import annotations

from typing import Any

import orjson

from integen.diagnostics.wording import kind
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue, Notes, Number, Schema, String
from integen.lower.context import Context
from integen.lower.keywords import SchemaReader, count, number, word

_ENCODINGS = {"byte": "base64", "base64": "base64", "base64url": "base64url"}
"""Formats that say how a text carries bytes. Source: the OpenAPI Initiative's Format Registry."""
_TEXTUAL = ("text/", "application/json", "application/xml", "application/jwt")


def string(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    """Lower a string schema. Source: OAS 3.0.3 section 4.4 (byte, binary); 3.1 uses `contentEncoding`."""
    context = reader.context
    form = word(context, node, "format", origin)
    encoding = word(context, node, "contentEncoding", origin)
    media_type = word(context, node, "contentMediaType", origin)
    if encoding is None:
        encoding = _ENCODINGS.get(form or "")
    carries_bytes = media_type is not None and not media_type.startswith(_TEXTUAL) and "+" not in media_type
    return String(
        origin=origin,
        notes=notes,
        format=form,
        min_length=count(context, node, "minLength", origin),
        max_length=count(context, node, "maxLength", origin),
        pattern=word(context, node, "pattern", origin),
        binary=form == "binary" or (carries_bytes and encoding is None),
        encoding=encoding,
        media_type=media_type,
    )


def integer(reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes) -> Schema:
    """Lower a schema of whole numbers."""
    return _number(reader.context, node, origin, notes, whole=True)


def any_number(
    reader: SchemaReader, node: dict[str, Any], origin: Origin, depth: int, notes: Notes
) -> Schema:
    """Lower a schema of numbers."""
    return _number(reader.context, node, origin, notes, whole=False)


def _number(context: Context, node: dict[str, Any], origin: Origin, notes: Notes, *, whole: bool) -> Schema:
    least, above = _bounds(context, node, "minimum", "exclusiveMinimum", origin)
    most, below = _bounds(context, node, "maximum", "exclusiveMaximum", origin)
    return Number(
        origin=origin,
        notes=notes,
        integer=whole,
        format=word(context, node, "format", origin),
        minimum=least,
        maximum=most,
        exclusive_minimum=above,
        exclusive_maximum=below,
        multiple_of=_step(context, node, origin),
    )


def _step(context: Context, node: dict[str, Any], origin: Origin) -> float | None:
    """Return `multipleOf`, which the standard wants above zero: clients refuse a tool that has another."""
    step = number(context, node, "multipleOf", origin)
    if step is None or step > 0:
        return step
    message = f"`multipleOf` should be above zero and is {node['multipleOf']}"
    context.report("IG304", message, child(origin, "multipleOf"), note="the keyword is ignored")
    return None


def _bounds(
    context: Context, node: dict[str, Any], inclusive: str, exclusive: str, origin: Origin
) -> tuple[float | None, float | None]:
    """Return the inclusive and the exclusive bound; in 3.0 the exclusive one is a flag on the other."""
    bound = number(context, node, inclusive, origin)
    strict = node.get(exclusive)
    if strict is None or isinstance(strict, bool):
        return (None, bound) if strict else (bound, None)
    return bound, number(context, node, exclusive, origin)


def enum_values(
    context: Context, values: list[JsonValue], node: dict[str, Any], origin: Origin
) -> tuple[JsonValue, ...]:
    """Return the values without repeats; numbers under `type: string` become texts."""
    texts = node.get("type") == "string"
    unique: dict[bytes, JsonValue] = {}
    for index, value in enumerate(values):
        if texts and isinstance(value, int | float):
            place = child(child(origin, "enum"), index)
            message = f"the type is string, but this value is {kind(value)}"
            context.report("IG304", message, place, note="it is read as a text")
            value = orjson.dumps(value).decode()
        unique.setdefault(orjson.dumps(value), value)
    return tuple(unique.values())
