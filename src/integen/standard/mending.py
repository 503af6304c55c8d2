"""Changes that put a departure from the standard right without a doubt of what was meant."""

from __future__ import annotations

import re
from http import HTTPStatus

from integen.diagnostics.edit import Change, Edit
from integen.ir.origin import Origin, last
from integen.ir.schema import JsonValue
from integen.standard.types import Scalar, Type

_MEANT = {
    "int": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "str": "string",
    "text": "string",
    "bool": "boolean",
    "list": "array",
    "dict": "object",
    "map": "object",
}
"""Names of types in programming languages."""

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,15})")
_FLAGS = {"true": True, "false": False}


def typed(value: JsonValue, type_: Type, origin: Origin) -> Edit | None:
    """Mend a scalar of the wrong type: YAML reads `1.0` as a number, people write `"true"`."""
    if not isinstance(type_, Scalar) or value is None:
        return None
    if type_.kind == "text" and isinstance(value, bool | int | float):
        return Edit(change=Change.QUOTE, origin=origin)
    if type_.kind == "flag" and isinstance(value, str) and value.strip().lower() in _FLAGS:
        return Edit(change=Change.SET, origin=origin, value=_FLAGS[value.strip().lower()])
    return None


def converted(value: JsonValue, types: list[str], origin: Origin) -> Edit | None:
    """Mend a default that is a text and says a number or a truth value."""
    if not isinstance(value, str):
        return None
    if "boolean" in types and value in _FLAGS:
        return Edit(change=Change.SET, origin=origin, value=_FLAGS[value])
    if not {"integer", "number"}.isdisjoint(types) and _WHOLE.fullmatch(value):
        return Edit(change=Change.SET, origin=origin, value=int(value))
    return None


def chosen(value: JsonValue, values: tuple[JsonValue, ...], origin: Origin) -> Edit | None:
    """Mend a word that differs in case, or that another language has for it."""
    if values == (True,):
        return Edit(change=Change.SET, origin=origin, value=True)
    if not isinstance(value, str):
        return None
    word = value.strip().lower()
    wanted = _MEANT.get(word, word)
    meant = next((each for each in values if isinstance(each, str) and each.lower() == wanted), None)
    return None if meant is None else Edit(change=Change.SET, origin=origin, value=meant)


def added(section: str, key: str, origin: Origin) -> Edit | None:
    """Add a member that can only have one value, or that says what is so without it."""
    value: JsonValue
    match section, key:
        case "Parameter", "required":
            value = True
        case "Response", "description":
            value = _phrase(last(origin))
        case "Operation", "responses":
            value = {"default": {"description": "Any answer"}}
        case (("ImplicitFlow" | "TokenFlow" | "CodeFlow" | "DeviceFlow"), "scopes"):
            value = {}
        case _:
            return None
    return Edit(change=Change.ADD, origin=origin, key=key, value=value)


def _phrase(status: str) -> str:
    """Return what HTTP calls a status."""
    try:
        return HTTPStatus(int(status)).phrase
    except ValueError:
        return "Any other answer" if status == "default" else "An answer"


def renamed(section: str, key: str, origin: Origin) -> Edit | None:
    """Let a path start with a slash."""
    if section != "Paths" or not key.strip():
        return None
    return Edit(change=Change.RENAME, origin=origin, key="/" + key.strip())


def declared(name: str, operation: Origin, *, swagger: bool) -> Edit:
    """Declare a path variable as the text that it is read as."""
    kind: dict[str, JsonValue] = {"type": "string"} if swagger else {"schema": {"type": "string"}}
    parameter = {"name": name, "in": "path", "required": True, **kind}
    return Edit(change=Change.APPEND, origin=operation, key="parameters", value=parameter)
