"""How messages call what stands in a document."""

from __future__ import annotations

from integen.ir.schema import JsonValue


def kind(value: JsonValue) -> str:
    """Return what a JSON value is, in words with an article."""
    if value is None:
        return "null"
    names = {list: "a list", str: "a text", bool: "a boolean", dict: "an object"}
    return names.get(type(value), "a number")
