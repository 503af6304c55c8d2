"""What can be decided about an operation and about its arguments, and which values that takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import orjson

from integen.ir.schema import JsonValue

Reader = Callable[[JsonValue], Any]
"""Returns the value in the form that `Curation` has; raises Unfit."""

MOST_TEXT = 20_000
"""Characters of a description or of instructions; what tools show is cut shorter than that."""
MOST_NAMES = 100


class Unfit(Exception):
    """The value is not what a fact takes; the message says what that is, as in `a text`."""


def text(value: JsonValue) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MOST_TEXT:
        raise Unfit("a text")
    return value.strip()


def flag(value: JsonValue) -> bool:
    """Take the texts `true` and `false` too: generators of documents write them."""
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    if not isinstance(value, bool):
        raise Unfit("true or false")
    return value


def names(value: JsonValue) -> tuple[str, ...]:
    """Take one text for a list of one."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list | tuple) or len(found) > MOST_NAMES:
        raise Unfit("a list of texts")
    if not all(isinstance(item, str) and item.strip() for item in found):
        raise Unfit("a list of texts")
    return tuple(dict.fromkeys(item.strip() for item in found))


def number(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 1_000_000:
        raise Unfit("a whole number")
    return value


def pagination(value: JsonValue) -> JsonValue:
    """Take what `x-integen-pagination` takes; false says that there are no pages."""
    if value is not False and not (isinstance(value, dict) and isinstance(value.get("kind"), str)):
        raise Unfit("false, or an object with `kind`")
    return anything(value)


def mapping(value: JsonValue) -> JsonValue:
    if not isinstance(value, dict):
        raise Unfit("an object")
    return anything(value)


def anything(value: JsonValue) -> JsonValue:
    """Take whatever JSON can write; TOML has dates and infinity besides."""
    try:
        size = len(json.dumps(value, allow_nan=False))
        orjson.dumps(value)  # catalogs have numbers of 64 bits
    except (TypeError, ValueError, RecursionError):
        raise Unfit("a value that JSON has") from None
    if size > MOST_TEXT:
        raise Unfit(f"shorter than {MOST_TEXT:,} characters")
    return value


ALSO_IN = "also_in"
"""The one fact of which all statements hold: further toolsets."""

FACTS: dict[str, Reader] = {
    "included": flag,
    "tool": flag,
    "name": text,
    "title": text,
    "description": text,
    "read_only": flag,
    "destructive": flag,
    "idempotent": flag,
    "open_world": flag,
    "toolsets": names,
    ALSO_IN: names,
    "scopes": names,
    "confirm": flag,
    "output_schema": flag,
    "priority": number,
    "aliases": names,
    "pagination": pagination,
    "retries": mapping,
}
"""Of an operation, in the order in which people are shown them; also the keys of `integen.toml`."""

ARGUMENT_FACTS: dict[str, Reader] = {
    "hidden": flag,
    "name": text,
    "description": text,
    "value": anything,
}
"""Of one argument."""
