"""Which JSON Schema keywords speak about which type, and tolerant readers of their values."""

from __future__ import annotations

from typing import Any, Protocol

from integen.diagnostics.wording import kind
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue, Schema
from integen.lower.context import Context

OBJECT = frozenset(
    {
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "minProperties",
        "maxProperties",
        "unevaluatedProperties",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
    }
)
ARRAY = frozenset(
    {"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems"}
)
STRING = frozenset({"pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"})
NUMBER = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
ASSERTIONS = OBJECT | ARRAY | STRING | NUMBER | {"enum", "const", "format"}
"""What says something about the shape, besides `type`, references and combinations."""

NUMBER_FORMATS = frozenset(
    {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal"}
)
_INTEGER_FORMATS = NUMBER_FORMATS - {"float", "double", "decimal"}


class SchemaReader(Protocol):
    """What builders of composite schemas need: a way to lower the schemas inside."""

    context: Context

    def lower(
        self, value: JsonValue, origin: Origin, depth: int = 0, assumed: str | None = None
    ) -> Schema: ...

    def variant(self, name: JsonValue, origin: Origin) -> Origin | None: ...


def inferred(node: dict[str, Any]) -> str | None:
    """Return the type that the keywords of a schema speak about; None when they say nothing."""
    for name, words in (("object", OBJECT), ("array", ARRAY), ("string", STRING), ("number", NUMBER)):
        if not words.isdisjoint(node):
            return name
    form = node.get("format")
    if not isinstance(form, str) or not form:
        return None
    if form in NUMBER_FORMATS:
        return "integer" if form in _INTEGER_FORMATS else "number"
    return "string"


_LARGEST = 2**63
"""Beyond it no JSON library agrees with another on what an integer is."""


def number(context: Context, node: dict[str, Any], key: str, origin: Origin) -> float | None:
    """Return a numeric keyword; None when absent or unusable."""
    value = node.get(key)
    if value is None or type(value) is int or type(value) is float:
        return value
    if isinstance(value, str):
        try:
            parsed = float(value)
        except ValueError:
            parsed = None
        if parsed is not None and abs(parsed) < 1e300:
            return int(parsed) if parsed.is_integer() and abs(parsed) < _LARGEST else parsed
    _unusable(context, key, "a number", value, origin)
    return None


def count(context: Context, node: dict[str, Any], key: str, origin: Origin) -> int | None:
    """Return a keyword that is a number of things; None when absent or unusable."""
    value = node.get(key)
    if value is None or (type(value) is int and value >= 0):
        return value
    read = number(context, node, key, origin)
    if read is not None and 0 <= read < _LARGEST and float(read).is_integer():
        return int(read)
    if read is not None:
        _unusable(context, key, "a whole number that is not negative", value, origin)
    return None


def word(context: Context, node: dict[str, Any], key: str, origin: Origin) -> str | None:
    """Return a keyword that is a text; None when absent, empty or unusable."""
    value = node.get(key)
    if value is None or type(value) is str:
        return value or None
    _unusable(context, key, "a text", value, origin)
    return None


def _unusable(context: Context, key: str, wanted: str, value: JsonValue, origin: Origin) -> None:
    message = f"`{key}` should be {wanted} and is {kind(value)}"
    context.report("IG304", message, child(origin, key), note="the keyword is ignored")
