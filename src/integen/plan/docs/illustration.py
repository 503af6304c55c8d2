"""Values for people to read: what the document gives as an example, else the least that a schema allows.

Texts without an example are the names of what they stand for (`owner="owner"`), everything else is what the
tests of the package try.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from integen.ir.api import Api
from integen.ir.schema import MISSING, AllOf, Array, Notes, Object, Ref, Schema, String, Union
from integen.ir.shape import deref, merged, without_null
from integen.kit.visible import visible
from integen.plan.docs.conformity import conforms
from integen.plan.samples.values import Sampler, Unmakable, travels

_DEEPEST = 5
_MOST_MEMBERS = 12
"""Optional properties of an answer that are shown; there may be hundreds."""
_LONGEST = 2000
"""Characters of JSON that an example of the document may have."""


@dataclass(frozen=True, slots=True)
class Illustrator:
    api: Api
    answer: bool = False
    """What the API sends: optional properties are shown, readOnly is there and writeOnly is not."""

    def value(self, schema: Schema, name: str, depth: int = 0) -> Any:
        """Return a value; `name` is what it stands for. Raises Unmakable."""
        found = next(self._said(schema), MISSING)
        if found is not MISSING:
            return found
        plain, _ = without_null(deref(self.api, schema))
        plain, _ = without_null(deref(self.api, plain))
        if depth > _DEEPEST:
            raise Unmakable("deeper than examples go")
        shape = merged(self.api, plain) if isinstance(plain, AllOf | Object) else None
        if shape is not None and not shape.min_properties:
            return self._object(shape, depth)
        match plain:
            case Array(min_items=least) if not plain.prefix and (least or 0) <= 1 and plain.max_items != 0:
                return self._array(plain, name, depth)
            case Union() if plain.discriminator is None:
                return self.value(plain.variants[0], name, depth + 1)
            case String(format=None, pattern=None, encoding=None, binary=False):
                return _named(plain, name)
        return Sampler(self.api, most=False, answer=self.answer).value(plain)

    def _said(self, schema: Schema) -> Iterator[Any]:
        """Yield what the document says itself: examples first, then the default."""
        seen = 0
        while seen < _DEEPEST:
            yield from self._fitting(schema, schema.notes)
            if not isinstance(schema, Ref):
                return
            target = self.api.schemas.get(schema.target)
            if target is None:
                return
            schema, seen = target, seen + 1

    def _fitting(self, schema: Schema, notes: Notes) -> Iterator[Any]:
        for value in (*notes.examples, *(() if self.answer else (notes.default,))):
            if value is MISSING or value is None or not _is_showable(value):
                continue
            if conforms(self.api, schema, value, answer=self.answer):
                yield value

    def _object(self, shape: Object, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for item in shape.properties:
            if not travels(self.api, item, answer=self.answer):
                continue
            if item.required:
                result[item.name] = self.value(item.schema, item.name, depth + 1)
            elif self.answer and depth < 2 and len(result) < _MOST_MEMBERS:
                try:
                    result[item.name] = self.value(item.schema, item.name, depth + 1)
                except Unmakable:
                    continue
        for name in shape.extra_required:
            result.setdefault(name, "any")
        return result

    def _array(self, schema: Array, name: str, depth: int) -> list[Any]:
        try:
            return [self.value(schema.items, name, depth + 1)]
        except Unmakable:
            if schema.min_items:
                raise
            return []


def _named(schema: String, name: str) -> str:
    """Return the name of what a text stands for, as long as the schema wants it."""
    text = name.ljust(min(schema.min_length or 0, 1000), "x")
    return text if schema.max_length is None else text[: schema.max_length]


def _is_showable(value: Any) -> bool:
    """Whether it is short, and nothing in it hides from a reader."""
    if isinstance(value, bool | int | float):
        return True
    try:
        text = value if isinstance(value, str) else orjson.dumps(value).decode()
    except (TypeError, ValueError):
        return False  # an integer beyond 64 bits, a lone surrogate
    return len(text) <= _LONGEST and visible(text) == text


def trimmed(value: Any, depth: int = 0) -> Any:
    """Return a JSON value short enough to be looked at: `…` stands for what is left out."""
    match value:
        case str():
            return value if len(value) <= 120 else f"{value[:119]}…"
        case list() if depth < 4:
            return [trimmed(each, depth + 1) for each in value[:1]] + (["…"] if len(value) > 1 else [])
        case dict() if depth < 4:
            members = list(value.items())
            kept = {name: trimmed(each, depth + 1) for name, each in members[:_MOST_MEMBERS]}
            return {**kept, "…": "…"} if len(members) > _MOST_MEMBERS else kept
        case list() | dict():
            return "…" if value else value
    return value
