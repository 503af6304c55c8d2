"""Values beside a schema that the schema itself refuses: defaults and enumerations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue
from integen.standard import mending
from integen.standard.examined import Examined, violation
from integen.standard.violation import Violation
from integen.standard.words import cut

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int, float),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_BOUNDS = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)


def values_that_do_not_fit(examined: Examined, schema: dict[str, Any], origin: Origin) -> Iterator[Violation]:
    """Compare them with `type`: what is deeper is for those who check examples."""
    for low, high in _BOUNDS:
        least, most = schema.get(low), schema.get(high)
        if _is_number(least) and _is_number(most) and least > most:
            message = f"no value is both: `{low}` is {least} and `{high}` is {most}"
            yield violation("IG911", message, child(origin, low), "Schema", lenient=True)
    stated = schema.get("type")
    types = [stated] if isinstance(stated, str) else stated if isinstance(stated, list) else []
    if not types or any(type_ not in _TYPES for type_ in types):
        return
    if schema.get("nullable") is True or schema.get("x-nullable") is True:
        types = [*types, "null"]
    if "default" in schema and not _fits(schema["default"], types):
        message = f"the default `{cut(schema['default'])}` is not of the type {_named(types)}"
        yield violation(
            "IG911",
            message,
            child(origin, "default"),
            "Schema",
            lenient=examined.version > "3.0" or schema["default"] is None,
            fix=mending.converted(schema["default"], types, child(origin, "default")),
        )
    listed = schema.get("enum")
    for index, value in enumerate(listed if isinstance(listed, list) else ()):
        if not _fits(value, types):
            message = f"the value `{cut(value)}` is not of the type {_named(types)}"
            place = child(child(origin, "enum"), index)
            yield violation("IG911", message, place, "Schema", lenient=True)


def _fits(value: JsonValue, types: list[str]) -> bool:
    return any(_is(value, type_) for type_ in types)


def _is(value: JsonValue, type_: str) -> bool:
    if isinstance(value, bool):
        return type_ == "boolean"
    if type_ == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[type_])


def _is_number(value: JsonValue) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _named(types: list[str]) -> str:
    return " or ".join(f"`{each}`" for each in types)
