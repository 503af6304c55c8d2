"""What the values of an enum are called, as extensions of schemas say it.

* `x-enum-varnames` and `x-enum-descriptions`: a name and a description for each value.
  Source: openapi-generator.tech/docs/templating, section Enum.
* `x-enumNames` and `x-enumDescriptions`: the same, of NSwag and others.
  Source: github.com/RicoSuter/NSwag, issue 1993.
* `x-ms-enum`: an object whose `values` have `value`, `name` and `description`.
  Source: github.com/Azure/autorest, docs/extensions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from integen.ir.schema import JsonValue

NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names")
DESCRIPTIONS = ("x-enum-descriptions", "x-enumDescriptions")
DETAILED = "x-ms-enum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    value: JsonValue
    name: str | None = None
    description: str | None = None


def labels(extensions: Mapping[str, JsonValue], values: Sequence[JsonValue]) -> tuple[Label, ...]:
    """Return a label for each value that has one, in their order; lists that do not fit say nothing."""
    names, descriptions = _listed(extensions, NAMES, values), _listed(extensions, DESCRIPTIONS, values)
    detailed = _detailed(extensions.get(DETAILED))
    found = []
    for at, value in enumerate(values):
        name, about = detailed.get(_key(value), (None, None))
        label = Label(
            value=value,
            name=names[at] if names else name,
            description=descriptions[at] if descriptions else about,
        )
        if label.name or label.description:
            found.append(label)
    return tuple(found)


def misfits(extensions: Mapping[str, JsonValue], values: Sequence[JsonValue]) -> tuple[str, ...]:
    """Return the extensions that have not one text for each value."""
    known = [key for key in (*NAMES, *DESCRIPTIONS) if key in extensions]
    return tuple(key for key in known if _texts(extensions[key], values) is None)


def _listed(
    extensions: Mapping[str, JsonValue], keys: Sequence[str], values: Sequence[JsonValue]
) -> list[str] | None:
    for key in keys:
        found = _texts(extensions.get(key), values)
        if found is not None:
            return found
    return None


def _texts(told: JsonValue, values: Sequence[JsonValue]) -> list[str] | None:
    """Return one text for each value, from a list in their order or an object by the values."""
    if isinstance(told, dict):
        found = [told.get(str(value), "") for value in values]
        return found if all(isinstance(text, str) for text in found) and any(found) else None
    fits = isinstance(told, list) and len(told) == len(values)
    return told if fits and all(isinstance(text, str) for text in told) else None


def _detailed(told: JsonValue) -> dict[str, tuple[str | None, str | None]]:
    listed = told.get("values") if isinstance(told, dict) else None
    return {
        _key(item["value"]): (_text(item.get("name")), _text(item.get("description")))
        for item in (listed if isinstance(listed, list) else ())
        if isinstance(item, dict) and "value" in item
    }


def _key(value: JsonValue) -> str:
    return str(value)


def _text(value: JsonValue) -> str | None:
    return value if isinstance(value, str) and value else None
