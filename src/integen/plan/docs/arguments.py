"""Arguments as people read them, from the JSON Schema that tools list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson

from integen.plan.docs.page import Argument

_VALUES = 60
_WITHOUT_LIMITS = 1
"""Members of a schema that has nothing but a type."""
_NAMES = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "array": "list",
    "null": "null",
}
_FORMATS = {"date-time": "time", "date": "date", "uuid": "UUID", "uri": "URL", "email": "e-mail address"}
_LIMITS: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("minimum", lambda value: f"at least {value}"),
    ("exclusiveMinimum", lambda value: f"more than {value}"),
    ("maximum", lambda value: f"at most {value}"),
    ("exclusiveMaximum", lambda value: f"less than {value}"),
    ("multipleOf", lambda value: f"a multiple of {value}"),
    ("minLength", lambda value: f"at least {_counted(value, 'character')}"),
    ("maxLength", lambda value: f"at most {_counted(value, 'character')}"),
    ("pattern", lambda value: f"like `{value}`"),
    ("minItems", lambda value: f"at least {_counted(value, 'item')}"),
    ("maxItems", lambda value: f"at most {_counted(value, 'item')}"),
)


def _counted(count: Any, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def arguments(schema: Mapping[str, Any], told: Mapping[str, str]) -> Iterator[Argument]:
    """Yield the arguments of an input schema, in its order; `told` are descriptions in full."""
    required = set(schema.get("required", ()))
    for name, found in schema.get("properties", {}).items():
        shape = found if isinstance(found, dict) else {}
        values = tuple(map(_shown, _choices(shape)[:_VALUES]))
        yield Argument(
            name=name,
            type=type_of(shape),
            required=name in required,
            description=told.get(name) or str(shape.get("description", "")),
            limits=tuple(say(shape[word]) for word, say in _LIMITS if word in shape)
            if len(shape) > _WITHOUT_LIMITS
            else (),
            values=values,
            default=_shown(shape["default"]) if "default" in shape else None,
            schema=shape if _has_members(shape) else None,
        )


def _shown(value: Any) -> str:
    """Return a text as it is, and any other value as JSON."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


def _choices(shape: Mapping[str, Any]) -> list[Any]:
    items = shape.get("items")
    inner = shape if "enum" in shape or not isinstance(items, dict) else items
    found = [inner["const"]] if "const" in inner else inner.get("enum", [])
    return found if isinstance(found, list) else []


def type_of(shape: Any, depth: int = 0) -> str:
    """Return what a value is, in words."""
    if not isinstance(shape, dict) or depth > 3:
        return "anything"
    for word in ("anyOf", "oneOf"):
        if isinstance(shape.get(word), list):
            return _one_of(shape[word], depth)
    stated = shape.get("type")
    names = [stated] if isinstance(stated, str) else list(stated or ())
    if not names:
        return "one of the values" if "enum" in shape or "const" in shape else "anything"
    return " or ".join(_named(name, shape, depth) for name in names)


def _one_of(variants: list[Any], depth: int) -> str:
    words = list(dict.fromkeys(type_of(each, depth + 1) for each in variants))
    return " or ".join(words) if len(words) < 4 else f"one of {len(variants)} kinds"


def _named(name: str, shape: Mapping[str, Any], depth: int) -> str:
    if name == "array" and isinstance(shape.get("items"), dict):
        inner = type_of(shape["items"], depth + 1)
        return "list" if inner == "anything" else f"list of {inner}"
    if name == "string":
        if shape.get("contentEncoding") == "base64":
            return "file as base64 text"
        return _FORMATS.get(str(shape.get("format")), "text")
    return _NAMES.get(name, "anything")


def _has_members(shape: Any) -> bool:
    """Whether what is inside is not told by the type in words."""
    if not isinstance(shape, dict):
        return False
    inside = (shape.get("items"), *shape.get("anyOf", ()), *shape.get("oneOf", ()), *shape.get("allOf", ()))
    return "properties" in shape or any(_has_members(each) for each in inside)
