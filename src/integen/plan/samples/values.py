"""Values that a schema allows: the least (required members only) and the most (all of them).

Deterministic: the same schema gives the same value. Bytes are `Bytes`, which each user writes in its own way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

from integen.ir.api import Api
from integen.ir.schema import (
    AllOf,
    Array,
    Boolean,
    Discriminator,
    Enum,
    Null,
    Number,
    Object,
    Property,
    Ref,
    Schema,
    String,
    Union,
)
from integen.ir.shape import deref, merged, without_null
from integen.plan.samples.patterns import fitting

_DEEPEST = 6
_WIDEST = 3
"""Levels down to which optional properties are filled in."""
_MOST_ITEMS = 50
_MOST_VISITED = 20_000
"""Schemas that one sample may lead to: those that name each other many times end there."""
_MOST_CHOSEN = 20
"""Variants of variants, which a cycle never ends."""
_LARGEST = 2**53
"""Below it every JSON reader finds the same whole number."""

_FORMATS = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "time": "03:04:05Z",
    "duration": "P1D",
    "uuid": "12345678-1234-4678-9234-567812345678",
    "email": "me@example.com",
    "uri": "https://example.com/a",
    "url": "https://example.com/a",
    "uri-reference": "/a",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "aGk=",
}
_DONE = frozenset("succeeded success completed complete finished done".split())
_TEXTS = ("text", "a b&c/d=é+%")
"""The least and the most: the second has what serialisers get wrong."""


class Unmakable(Exception):
    """No value was found; the message says for what."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """Raw bytes in the place of a JSON value."""

    data: bytes = b"\x00\xffintegen"


@dataclass(frozen=True, slots=True)
class Sampler:
    api: Api
    most: bool
    number: int = 0
    """Makes the values of two arguments differ, so that one in the place of the other is seen."""
    answer: bool = False
    """What the API sends, and not what it takes: readOnly is there, writeOnly is not."""

    _visited: list[int] = field(default_factory=lambda: [0], compare=False)
    """How many schemas a sample has led to, shared with the samplers of its parts."""

    def value(self, schema: Schema, depth: int = 0) -> Any:
        """Return a value. Raises Unmakable."""
        self._visited[0] = 0
        return self._at(schema, depth)

    def _at(self, schema: Schema, depth: int, chosen: int = 0) -> Any:
        """Return a value; `chosen` counts the variants and parts that lead here without a level between."""
        self._visited[0] += 1
        if self._visited[0] > _MOST_VISITED or chosen > _MOST_CHOSEN:
            raise Unmakable("more to choose from than samples do")
        plain = schema
        while isinstance(plain, Ref | Union):
            bare, _ = without_null(deref(self.api, plain))
            if bare is plain:
                break
            plain = bare
        if depth > _DEEPEST:
            raise Unmakable("deeper than samples go")
        shape = merged(self.api, plain) if isinstance(plain, AllOf | Object) else None
        if shape is not None:
            return self._family(shape, shape.discriminator, depth)
        match plain:
            case AllOf(parts=parts):
                return self._at(parts[0], depth, chosen + 1)
            case Union():
                return self._union(plain, depth, chosen)
            case Enum(values=values):
                return self._choice(values)
            case Array():
                return self._array(plain, depth)
            case String():
                return self._string(plain)
            case Number():
                return _number(plain, self.number)
            case Boolean():
                return self.most == (self.number % 2 == 0)
            case Null():
                return None
        return "any"

    def _choice(self, values: tuple[Any, ...]) -> Any:
        """Return one of the values; of states a good one: work that failed is no answer but an error."""
        done = [value for value in values if self.answer and str(value).lower() in _DONE]
        return done[0] if done else values[(-1 - self.number if self.most else self.number) % len(values)]

    def _union(self, schema: Union, depth: int, chosen: int) -> Any:
        reason = Unmakable("no variant")
        for variant in schema.variants:
            try:
                value = self._at(variant, depth, chosen + 1)
            except Unmakable as error:
                reason = error
                continue
            return self._marked(schema, variant, value)
        raise reason

    def _marked(self, schema: Union, variant: Schema, value: Any) -> Any:
        """Return the value with the discriminator's property saying which variant it is."""
        told = schema.discriminator
        target = getattr(variant, "target", None)
        if told is None or not isinstance(value, dict) or target is None:
            return value
        names = [name for name, origin in told.mapping if origin == target]
        stated = value.get(told.property) not in (None, *_TEXTS)
        return value if stated or not names else {**value, told.property: names[0]}

    def _family(self, base: Object, named: Discriminator | None, depth: int) -> dict[str, Any]:
        """Return the first heir of a base that others extend; the base where there is none."""
        if named is None:
            return self._object(base, depth)
        for name, origin in named.mapping:
            heir = self.api.schemas.get(origin)
            shape = None if heir is None or origin == base.origin else merged(self.api, heir)
            if shape is not None:
                return {**self._object(shape, depth), named.property: name}
        value = self._object(base, depth)
        own = next((name for name, origin in named.mapping if origin == base.origin), None)
        return value if own is None else {**value, named.property: own}

    def _object(self, schema: Object, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for item in schema.properties:
            if not travels(self.api, item, answer=self.answer):
                continue
            if item.required:
                result[item.name] = self._at(item.schema, depth + 1)
            elif self.most and depth < _WIDEST:
                try:
                    result[item.name] = self._at(item.schema, depth + 1)
                except Unmakable:
                    continue
        for name in schema.extra_required:
            result.setdefault(name, "any")
        if schema.max_properties is not None and len(result) > schema.max_properties:
            raise Unmakable("at most so many properties")
        return self._filled(schema, result, depth)

    def _filled(self, schema: Object, result: dict[str, Any], depth: int) -> dict[str, Any]:
        """Add what `minProperties` asks for, from the declared ones first."""
        for item in schema.properties:
            if len(result) >= (schema.min_properties or 0):
                return result
            if item.name not in result and travels(self.api, item, answer=self.answer):
                result[item.name] = self._at(item.schema, depth + 1)
        while len(result) < (schema.min_properties or 0):
            if schema.closed or len(result) > _MOST_ITEMS:
                raise Unmakable("at least so many properties")
            result[f"key{len(result)}"] = self._at(schema.additional, depth + 1)
        return result

    def _array(self, schema: Array, depth: int) -> list[Any]:
        least = schema.min_items or 0
        wanted = max(least, 2 if self.most else 1)
        if schema.max_items is not None:
            wanted = min(wanted, schema.max_items)
        if wanted > _MOST_ITEMS:
            raise Unmakable("so many items")
        try:
            if schema.unique:
                return self._different(schema, wanted, depth)
            return [self._next(number)._at(schema.items, depth + 1) for number in range(wanted)]
        except Unmakable:
            if least:
                raise
            return []

    def _next(self, number: int) -> Sampler:
        """Return what makes the values of the next item: the order of items can be seen then."""
        return replace(self, number=self.number + number) if number else self

    def _different(self, schema: Array, wanted: int, depth: int) -> list[Any]:
        found: list[Any] = []
        for number in range(wanted):
            value = self._next(number)._at(schema.items, depth + 1)
            if value not in found:
                found.append(value)
        if len(found) < (schema.min_items or 0):
            raise Unmakable("so many different items")
        return found

    def _string(self, schema: String) -> Any:
        if schema.binary:
            return Bytes()
        shortest, longest = schema.min_length or 0, schema.max_length
        if schema.pattern is not None:
            found = fitting(schema.pattern, shortest, longest)
            if found is None:
                raise Unmakable(f"the pattern {schema.pattern[:60]!r}")
            return found
        if schema.encoding is not None:
            return "aGk="
        if schema.format in _FORMATS:
            return _FORMATS[schema.format]
        mark = f"{self.number}" if self.number else ""
        text = (mark + _TEXTS[self.most and not schema.format]).ljust(min(shortest, 10_000), "x")
        return text if longest is None else text[:longest]


def travels(api: Api, item: Property, *, answer: bool) -> bool:
    """Return whether a property is sent that way: readOnly ones are only answered, writeOnly ones never."""
    notes = deref(api, item.schema).notes
    return not (notes.write_only if answer else notes.read_only)


def _number(schema: Number, number: int) -> float:
    low = _bound(schema.minimum, schema.exclusive_minimum, 1, schema.integer)
    high = _bound(schema.maximum, schema.exclusive_maximum, -1, schema.integer)
    wanted = 7 + number
    value: float = wanted if low is None else max(low, wanted) if high is None else min(high, low + number)
    value = value if high is None else min(value, high)
    if schema.multiple_of and math.isfinite(value / schema.multiple_of):
        value = math.ceil(value / schema.multiple_of) * schema.multiple_of
    if abs(value) >= _LARGEST:
        raise Unmakable(f"the number {value:g}")
    return int(value) if schema.integer or value == int(value) else value


def _bound(stated: float | None, exclusive: float | None, step: int, integer: bool) -> float | None:
    if exclusive is None:
        return stated
    beyond = exclusive + (step if integer else step * 0.5)
    return beyond if stated is None else max(stated, beyond) if step > 0 else min(stated, beyond)
