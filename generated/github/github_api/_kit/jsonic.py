"""JSON of Python values: models by alias, Decimals with every digit, OMIT left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from .errors import ArgumentError
from .kinds import is_list, is_mapping, is_tuple
from .media import essence_of, is_json
from .omit import OMIT, Omit
from .styles import flat, json_default


def json_bytes(value: Any) -> bytes:
    """Return compact UTF-8 JSON. Raises ArgumentError for what JSON cannot hold, NaN included."""
    special = False

    def default(item: Any) -> Any:
        nonlocal special
        if isinstance(item, (Decimal, Omit)):
            special = True
            return 0
        return json_default(item)

    text = _dump(value, default)
    # The standard library can neither write a Decimal as a number nor leave a member out.
    return ("".join(_written(value)) if special else text).encode()


def as_content(content_type: str | None, value: Any) -> str:
    """Return the text of a parameter that has a media type: JSON, or what a primitive is written as."""
    return json_bytes(value).decode() if is_json(essence_of(content_type or "")) else flat(value)


def _dump(value: Any, default: Callable[[Any], Any]) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=default)
    except (ValueError, TypeError, RecursionError) as error:
        raise ArgumentError(f"the body cannot be written as JSON: {error}") from error


def _written(value: Any) -> Iterator[str]:
    if isinstance(value, Decimal):
        yield _digits(value)
    elif is_mapping(value):
        members = [(key, item) for key, item in value.items() if item is not OMIT]
        for index, (key, item) in enumerate(members):
            yield f"{',' if index else '{'}{json.dumps(str(key), ensure_ascii=False)}:"
            yield from _written(item)
        yield "}" if members else "{}"
    elif is_list(value) or is_tuple(value):
        items = [item for item in value if item is not OMIT]
        for index, item in enumerate(items):
            yield "," if index else "["
            yield from _written(item)
        yield "]" if items else "[]"
    elif value is None or isinstance(value, (str, bool, int, float, Enum)):
        yield _dump(value, json_default)
    else:
        yield from _written(json_default(value))


def _digits(value: Decimal) -> str:
    if not value.is_finite():
        raise ArgumentError(f"the body cannot be written as JSON: {value} is no number")
    return str(value)
