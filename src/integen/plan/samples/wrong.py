"""Values that a tool's input schema forbids: each of another type, outside a bound, or of no such choice.

Only what hosts and models cannot have meant otherwise: no `"5"` for 5, no object as its JSON text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

MOST = 4
"""Values of one argument."""
_LONGEST = 2_000

Schema = Mapping[str, Any]

_KINDS: Mapping[type, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}
_OTHERS: tuple[Any, ...] = ("no such value", {"no": "value"}, ["no value"])


def wrong_arguments(schema: Schema, valid: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return wrong values of each argument; `valid` are values that are right."""
    found = {
        name: list(_values(member, schema, valid.get(name)))[:MOST]
        for name, member in schema.get("properties", {}).items()
    }
    return {name: values for name, values in found.items() if values}


def _values(schema: Any, root: Schema, valid: Any) -> Iterator[Any]:
    schema = _resolved(schema, root)
    types = _types(schema, root, 0)
    if types:
        yield from [each for each in _OTHERS if _KINDS[type(each)] not in types][:1]
    if not isinstance(schema, dict):
        return
    for keyword, makes in _BOUNDS.items():
        if keyword in schema and types and len(types - {"null"}) == 1:
            yield from makes(schema)
    yield from _inside(schema, root, valid)


def _resolved(schema: Any, root: Schema) -> Any:
    for _ in range(20):
        target = schema.get("$ref") if isinstance(schema, dict) else None
        if not isinstance(target, str):
            return schema
        schema = root
        for step in target.removeprefix("#/").split("/"):
            schema = schema.get(step.replace("~1", "/").replace("~0", "~"), {})
    return {}


def _types(schema: Any, root: Schema, depth: int) -> set[str]:
    """Return the types that are allowed; empty when that cannot be told."""
    schema = _resolved(schema, root)
    if not isinstance(schema, dict) or depth > 5:
        return set()
    stated = schema.get("type")
    if stated is not None:
        return {stated} if isinstance(stated, str) else set(stated)
    if "enum" in schema:
        return {_KINDS[type(value)] for value in schema["enum"]}
    branches = [_types(each, root, depth + 1) for each in schema.get("anyOf", ()) or schema.get("oneOf", ())]
    return set().union(*branches) if branches and all(branches) else set()


def _no_choice(schema: Schema) -> Iterator[Any]:
    values = schema["enum"]
    if all(isinstance(value, str) for value in values):
        yield "no such value"
    elif all(type(value) is int for value in values):
        yield max(values) + 1


def _beyond(keyword: str, step: int) -> Callable[[Schema], Iterator[Any]]:
    def value(schema: Schema) -> Iterator[Any]:
        if isinstance(schema[keyword], int) and abs(schema[keyword]) < 2**53:
            yield schema[keyword] + step

    return value


def _too_long(schema: Schema) -> Iterator[Any]:
    if schema["maxLength"] <= _LONGEST and "enum" not in schema and "contentEncoding" not in schema:
        yield "x" * (schema["maxLength"] + 1)


def _too_short(schema: Schema) -> Iterator[Any]:
    if 0 < schema["minLength"] <= _LONGEST and "contentEncoding" not in schema:
        yield "x" * (schema["minLength"] - 1)


_PLAIN = re.compile(r"\^(?:[A-Za-z0-9_ -]|\\d|\\w|\[[A-Za-z0-9_-]+\]|[+]|\{\d+(?:,\d*)?\})+\$")


def _unlike(schema: Schema) -> Iterator[Any]:
    """A text with no letter that a simple pattern from start to end knows."""
    if _PLAIN.fullmatch(schema["pattern"]) and schema.get("maxLength", 9) >= 3:
        yield "\u2260" * max(3, schema.get("minLength", 0))


_BOUNDS: Mapping[str, Callable[[Schema], Iterator[Any]]] = {
    "enum": _no_choice,
    "minimum": _beyond("minimum", -1),
    "maximum": _beyond("maximum", 1),
    "exclusiveMinimum": _beyond("exclusiveMinimum", 0),
    "exclusiveMaximum": _beyond("exclusiveMaximum", 0),
    "maxLength": _too_long,
    "minLength": _too_short,
    "pattern": _unlike,
}


def _inside(schema: Schema, root: Schema, valid: Any) -> Iterator[Any]:
    """Yield values that are wrong inside: an item, a missing member, one that there is not."""
    kind = schema.get("type")
    if kind == "array":
        types = _types(schema.get("items"), root, 0)
        if types:
            yield from [[each] for each in _OTHERS if _KINDS[type(each)] not in types][:1]
        if schema.get("minItems", 0) > 0:
            yield []
        if isinstance(valid, list) and valid and schema.get("maxItems", 100) < 100:
            yield valid[:1] * (schema["maxItems"] + 1)
    elif kind == "object" and isinstance(valid, dict):
        for name in list(schema.get("required", ()))[:1]:
            yield {other: value for other, value in valid.items() if other != name}
        if schema.get("additionalProperties") is False:
            yield {**valid, "no_such_member": 1}
