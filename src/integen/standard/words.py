"""What the tables' types are called in messages."""

from __future__ import annotations

import json

from integen.ir.schema import JsonValue
from integen.standard.types import Choice, Either, Free, ListOf, MapOf, Node, Scalar, Type

_SCALARS = {"text": "a text", "flag": "true or false", "number": "a number", "integer": "a whole number"}
_KINDS = {list: "a list", str: "a text", bool: "a boolean", dict: "an object", type(None): "null"}


def kind(value: JsonValue) -> str:
    """Return what a JSON value is, in words with an article."""
    return _KINDS.get(type(value), "a number")


def wanted(type_: Type) -> str:
    """Return what should stand there, in words with an article."""
    match type_:
        case Scalar(shown, _, above):
            low = "" if above is None else " of 0 or more" if above < 0 else " greater than 0"
            return _SCALARS[shown] + low
        case Choice(values):
            return some(values)
        case ListOf():
            return "a list"
        case Either(options):
            return " or ".join(dict.fromkeys(map(wanted, options)))
        case MapOf() | Node():
            return "an object"
        case Free():
            return "any value"


def some(values: tuple[JsonValue, ...]) -> str:
    """Return `` `a`, `b` or `c` ``."""
    shown = [f"`{'true' if value is True else value}`" for value in values]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def cut(text: JsonValue, most: int = 60) -> str:
    """Return a text, or any value as JSON, of bearable length."""
    shown = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    return shown if len(shown) <= most else shown[: most - 1] + "…"
