"""Values that a schema allows: the least, with required members only, or the most, with all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import find, settings, strategies
from hypothesis.errors import HypothesisException

from integen.ir.api import Api
from integen.ir.schema import (
    MISSING,
    AllOf,
    Array,
    Boolean,
    Enum,
    Null,
    Number,
    Object,
    Schema,
    String,
    Union,
)
from integen.ir.shape import deref, merged, without_null
from integen.plan.content import never_sent

DEEPEST = 4

_FORMATS = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "uuid": "12345678-1234-4678-9234-567812345678",
    "email": "me@example.com",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "ipv4": "127.0.0.1",
    "byte": "aGk=",
    "time": "03:04:05Z",
}


class Unmakable(Exception):
    """A value that only luck would find, such as one of a pattern."""


@dataclass(frozen=True, slots=True)
class Values:
    api: Api
    most: bool

    def of(self, schema: Schema, depth: int = 0) -> Any:
        """Return a value. Raises Unmakable."""
        schema, _ = without_null(deref(self.api, schema))
        schema = deref(self.api, schema)
        shape = merged(self.api, schema) if isinstance(schema, AllOf | Object) else None
        if shape is not None:
            return self._object(shape, depth)
        match schema:
            case AllOf():
                return self.of(schema.parts[0], depth)
            case Union():
                return self.of(schema.variants[0], depth)
            case Enum():
                return schema.values[-1 if self.most else 0]
            case Array():
                return self._array(schema, depth)
            case String():
                return self._string(schema)
            case Number():
                return _number(schema)
            case Boolean():
                return self.most
            case Null():
                return None
        return "any"

    def _object(self, schema: Object, depth: int) -> dict[str, Any]:
        if depth > DEEPEST:
            if any(item.required for item in schema.properties):
                raise Unmakable("too deep")
            return {}
        result: dict[str, Any] = {}
        for item in schema.properties:
            if never_sent(self.api, item.schema):
                continue
            if item.required:
                result[item.name] = self.of(item.schema, depth + 1)
            elif self.most and depth < 2:
                try:
                    result[item.name] = self.of(item.schema, depth + 1)
                except Unmakable:
                    continue
        return result

    def _array(self, schema: Array, depth: int) -> list[Any]:
        wanted = max(schema.min_items or 0, 2 if self.most else 1)
        if schema.unique or schema.max_items is not None:
            wanted = max(schema.min_items or 0, min(1, schema.max_items or 1))
        if depth > DEEPEST and not schema.min_items:
            return []
        return [self.of(schema.items, depth + 1) for _ in range(wanted)]

    def _string(self, schema: String) -> Any:
        if schema.binary:
            return b"\x00\xff"
        stated = [schema.notes.default, *schema.notes.examples]
        usable = [text for text in stated if isinstance(text, str) and text and text is not MISSING]
        if schema.pattern:
            return usable[0] if usable else _matching(schema.pattern, schema.min_length or 0)
        if schema.format in _FORMATS:
            return _FORMATS[schema.format]
        text = "a b&c/d=é,;+%" if self.most and not schema.format else "text"
        text = text.ljust(schema.min_length or 0, "x")
        return text[: schema.max_length] if schema.max_length is not None else text


@cache
def _matching(pattern: str, shortest: int) -> str:
    """Return the simplest text of a pattern."""
    try:
        texts = strategies.from_regex(pattern, fullmatch=pattern[:1] == "^" and pattern[-1:] == "$")
        return find(
            texts, lambda text: len(text) >= shortest, settings=settings(derandomize=True, database=None)
        )
    except (re.error, HypothesisException) as error:
        raise Unmakable(f"the pattern {pattern!r}") from error


def _number(schema: Number) -> float:
    low, high = schema.minimum, schema.maximum
    if schema.exclusive_minimum is not None:
        low = schema.exclusive_minimum + 1
    if schema.exclusive_maximum is not None:
        high = schema.exclusive_maximum - 1
    value = 7 if low is None else low
    value = value if high is None else min(value, high)
    if schema.multiple_of:
        value = schema.multiple_of
    return int(value) if schema.integer else value
