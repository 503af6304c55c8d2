"""How one schema differs from another, seen by who sends the value or by who reads it.

Both are walked together. A pair of references is walked once for each direction, so recursion ends and what
changed in a shared schema is said once. Rules of JSON Schema 2020-12; a change is either narrower (fewer
values fit), wider (more do), or other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from integen.difference.change import Change
from integen.ir.api import Api
from integen.ir.origin import Origin, last
from integen.ir.schema import (
    MISSING,
    AllOf,
    Anything,
    Array,
    Boolean,
    Enum,
    JsonValue,
    Nothing,
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

_DEEPEST = 60


class Direction(StrEnum):
    REQUEST = "request"
    ANSWER = "answer"


@dataclass(slots=True)
class SchemaComparer:
    """Compares the schemas of two versions; keeps which pairs it has seen."""

    old: Api
    new: Api
    _seen: set[tuple[Origin, Origin, Direction]] = field(default_factory=set)

    def changes(self, old: Schema, new: Schema, direction: Direction, subject: str) -> Iterator[Change]:
        """Yield what differs; `subject` says where the value stands."""
        yield from self._compare(old, new, _Place(direction=direction, subject=subject), 0)

    def _compare(self, old: Schema, new: Schema, place: _Place, depth: int) -> Iterator[Change]:
        if old is new or depth > _DEEPEST:
            return
        if isinstance(old, Ref) and isinstance(new, Ref):
            pair = (old.target, new.target, place.direction)
            if pair in self._seen:
                return
            self._seen.add(pair)
            if last(old.target) == last(new.target) and "/schemas/" in new.target:
                place = place.of_component(last(new.target))
        yield from self._default(old, new, place)
        (left, was_null), (right, is_null) = self._shape(self.old, old), self._shape(self.new, new)
        if was_null != is_null and not isinstance(left, Anything) and not isinstance(right, Anything):
            yield place.said("widened" if is_null else "narrowed", left, right, *_nullness(was_null, is_null))
        if isinstance(left, Null) or isinstance(right, Null):
            return
        yield from self._shapes(left, right, place, depth + 1)

    def _shape(self, api: Api, schema: Schema) -> tuple[Schema, bool]:
        found, null = without_null(deref(api, schema))
        found = deref(api, found)
        inner, more = without_null(found)
        if isinstance(inner, AllOf):
            inner = merged(api, inner) or (deref(api, inner.parts[0]) if len(inner.parts) == 1 else inner)
        return inner, null or more

    def _default(self, old: Schema, new: Schema, place: _Place) -> Iterator[Change]:
        if place.direction is Direction.REQUEST and old.notes.default != new.notes.default:
            before, after = (_told(each.notes.default) for each in (old, new))
            yield place.change("request-default", old, new, before, after)

    def _shapes(self, old: Schema, new: Schema, place: _Place, depth: int) -> Iterator[Change]:
        match old, new:
            case (Anything(), Anything()) | (Nothing(), Nothing()) | (Boolean(), Boolean()):
                return
            case Anything() | Nothing(), _:
                yield place.said("narrowed" if isinstance(old, Anything) else "widened", old, new)
            case _, Anything() | Nothing():
                yield place.said("widened" if isinstance(new, Anything) else "narrowed", old, new)
            case Object(), Object():
                yield from self._objects(old, new, place, depth)
            case Array(), Array():
                yield from _bounds(old, new, place, _ARRAY_BOUNDS)
                yield from self._compare(old.items, new.items, place.inside("[]"), depth)
            case Enum(), Enum():
                yield from _values(old, new, place)
            case Number(), Number():
                yield from _numbers(old, new, place)
            case String(), String():
                yield from _strings(old, new, place)
            case Union(), Union():
                yield from self._variants(old, new, place, depth)
            case _, Union():
                yield from self._into_union(old, new, place, depth)
            case Union(), _:
                fits = any(_alike(self._shape(self.old, each)[0], new) for each in old.variants)
                yield place.said("narrowed" if fits else "changed", old, new)
            case Enum(), _:
                yield place.said("widened" if _kind_of_values(old) == _kind(new) else "changed", old, new)
            case _, Enum():
                yield place.said("narrowed" if _kind_of_values(new) == _kind(old) else "changed", old, new)
            case AllOf(), AllOf():
                for left, right in zip(old.parts, new.parts, strict=False):
                    yield from self._compare(left, right, place, depth)
                if len(old.parts) != len(new.parts):
                    more = len(new.parts) > len(old.parts)
                    yield place.said("narrowed" if more else "widened", old, new)
            case _:
                yield place.said("changed", old, new)

    def _objects(self, old: Object, new: Object, place: _Place, depth: int) -> Iterator[Change]:
        before = {item.name: item for item in old.properties}
        after = {item.name: item for item in new.properties}
        for name, item in after.items():
            inside = place.inside(f".{name}")
            if name not in before:
                if _travels(item, place.direction):
                    yield inside.property_added(item, old)
                continue
            yield from self._property(before[name], item, inside, depth)
        for name, item in before.items():
            if name not in after and _travels(item, place.direction):
                kind = f"{place.direction}-property-removed"
                yield place.inside(f".{name}").change(kind, item.schema, new, _type(item.schema), None)
        yield from self._additional(old, new, place, depth)
        yield from _bounds(old, new, place, _OBJECT_BOUNDS)

    def _property(self, old: Property, new: Property, place: _Place, depth: int) -> Iterator[Change]:
        if not _travels(old, place.direction) and not _travels(new, place.direction):
            return
        if old.required != new.required:
            kind = f"{place.direction}-property-{'required' if new.required else 'optional'}"
            yield place.change(kind, old.schema, new.schema)
        yield from self._compare(old.schema, new.schema, place, depth)

    def _additional(self, old: Object, new: Object, place: _Place, depth: int) -> Iterator[Change]:
        if old.closed != new.closed:
            yield place.said(
                "narrowed" if new.closed else "widened",
                old,
                new,
                "any other property" if new.closed else "no other property",
                "no other property" if new.closed else "any other property",
            )
        elif not new.closed:
            yield from self._compare(old.additional, new.additional, place.inside(".*"), depth)

    def _variants(self, old: Union, new: Union, place: _Place, depth: int) -> Iterator[Change]:
        before = {_variant_key(each): each for each in old.variants}
        after = {_variant_key(each): each for each in new.variants}
        for key, variant in after.items():
            if key in before:
                yield from self._compare(before[key], variant, place, depth)
            else:
                kind = "answer-values" if place.direction is Direction.ANSWER else "request-widened"
                yield place.change(kind, old, variant, None, _type(variant))
        for key, variant in before.items():
            if key not in after:
                yield place.change(f"{place.direction}-narrowed", variant, new, _type(variant), None)

    def _into_union(self, old: Schema, new: Union, place: _Place, depth: int) -> Iterator[Change]:
        fits = any(_alike(old, self._shape(self.new, each)[0]) for each in new.variants)
        yield place.said("widened" if fits else "changed", old, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    direction: Direction
    subject: str

    def inside(self, step: str) -> _Place:
        return _Place(direction=self.direction, subject=self.subject + step)

    def of_component(self, name: str) -> _Place:
        return _Place(direction=self.direction, subject=f"schema {name}")

    def said(
        self, how: str, old: Schema, new: Schema, before: str | None = None, after: str | None = None
    ) -> Change:
        """Return `request-<how>` or `answer-<how>`, told by types unless by `before` and `after`."""
        given = before is not None or after is not None
        return self.change(
            f"{self.direction}-{how}",
            old,
            new,
            before if given else _type(old),
            after if given else _type(new),
        )

    def change(
        self, kind: str, old: Schema, new: Schema, before: str | None = None, after: str | None = None
    ) -> Change:
        return Change(
            kind=kind, subject=self.subject, before=before, after=after, old=old.origin, new=new.origin
        )

    def property_added(self, item: Property, owner: Schema) -> Change:
        required = item.required and self.direction is Direction.REQUEST
        kind = f"{self.direction}-property-added{'-required' if required else ''}"
        return self.change(kind, owner, item.schema, None, _type(item.schema))


def _travels(item: Property, direction: Direction) -> bool:
    """Whether the property is sent: readOnly ones are not, nor are writeOnly ones in answers."""
    notes = item.schema.notes
    return not (notes.read_only if direction is Direction.REQUEST else notes.write_only)


_LOWER, _UPPER = 1, -1
_ARRAY_BOUNDS = (("min_items", _LOWER, "minItems"), ("max_items", _UPPER, "maxItems"))
_OBJECT_BOUNDS = (
    ("min_properties", _LOWER, "minProperties"),
    ("max_properties", _UPPER, "maxProperties"),
)
_TEXT_BOUNDS = (("min_length", _LOWER, "minLength"), ("max_length", _UPPER, "maxLength"))
_NUMBER_BOUNDS = (
    ("minimum", _LOWER, "minimum"),
    ("maximum", _UPPER, "maximum"),
    ("exclusive_minimum", _LOWER, "exclusiveMinimum"),
    ("exclusive_maximum", _UPPER, "exclusiveMaximum"),
)


def _bounds(
    old: Schema, new: Schema, place: _Place, bounds: tuple[tuple[str, int, str], ...]
) -> Iterator[Change]:
    for name, side, keyword in bounds:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        tighter = before is None or (after is not None and (after - before) * side > 0)
        told = (f"{keyword} {_plain(before)}", f"{keyword} {_plain(after)}")
        yield place.said("narrowed" if tighter else "widened", old, new, *told)


def _numbers(old: Number, new: Number, place: _Place) -> Iterator[Change]:
    if old.integer != new.integer:
        yield place.said("narrowed" if new.integer else "widened", old, new)
    if old.format != new.format:
        yield place.change(f"{place.direction}-format", old, new, old.format or "none", new.format or "none")
    if old.multiple_of != new.multiple_of:
        told = (f"multipleOf {_plain(old.multiple_of)}", f"multipleOf {_plain(new.multiple_of)}")
        yield place.said("widened" if new.multiple_of is None else "narrowed", old, new, *told)
    yield from _bounds(old, new, place, _NUMBER_BOUNDS)


def _strings(old: String, new: String, place: _Place) -> Iterator[Change]:
    if (old.binary, old.encoding) != (new.binary, new.encoding):
        yield place.said("changed", old, new)
    elif old.format != new.format:
        yield place.change(f"{place.direction}-format", old, new, old.format or "none", new.format or "none")
    if old.pattern != new.pattern:
        yield place.change(
            f"{place.direction}-format", old, new, old.pattern or "no pattern", new.pattern or "no pattern"
        )
    yield from _bounds(old, new, place, _TEXT_BOUNDS)


def _values(old: Enum, new: Enum, place: _Place) -> Iterator[Change]:
    before = {_told(value): None for value in old.values}
    after = {_told(value): None for value in new.values}
    gone = [value for value in before if value not in after]
    come = [value for value in after if value not in before]
    if gone:
        yield place.change(f"{place.direction}-narrowed", old, new, ", ".join(gone), None)
    if come:
        kind = "answer-values" if place.direction is Direction.ANSWER else "request-widened"
        yield place.change(kind, old, new, None, ", ".join(come))


def _alike(left: Schema, right: Schema) -> bool:
    return type(left) is type(right) and _kind(left) == _kind(right)


_KINDS: Mapping[type, str] = {Boolean: "boolean", Object: "object", Array: "array", Null: "null"}


def _kind(schema: Schema) -> str:
    match schema:
        case Number(integer=integer):
            return "integer" if integer else "number"
        case String(binary=binary):
            return "file" if binary else "string"
        case _:
            return _KINDS.get(type(schema), "value")


_VALUE_KINDS = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"))


def _kind_of_values(schema: Enum) -> str:
    kinds = {
        next((name for kind, name in _VALUE_KINDS if isinstance(v, kind)), "value") for v in schema.values
    }
    return kinds.pop() if len(kinds) == 1 else "value"


def _variant_key(schema: Schema) -> str:
    if isinstance(schema, Ref):
        return f"ref {last(schema.target)}"
    title = schema.notes.title
    if isinstance(schema, Object):
        return f"object {title or sorted(item.name for item in schema.properties)}"
    if isinstance(schema, Enum):
        return f"enum {schema.values!r}"
    return _kind(schema)


def _type(schema: Schema) -> str:
    """Return the type as people say it, in a few words."""
    match schema:
        case Ref(target=target):
            return last(target)
        case Array(items=items):
            return f"array of {_type(items)}"
        case Enum(values=values):
            return "one of " + ", ".join(_told(value) for value in values[:8])
        case Union(variants=variants):
            return " or ".join(_type(each) for each in variants[:6])
        case Anything():
            return "any value"
        case Nothing():
            return "no value"
        case _:
            return _kind(schema)


def _nullness(was: bool, now: bool) -> tuple[str, str]:
    return ("null too" if was else "never null", "null too" if now else "never null")


def _told(value: JsonValue) -> str:
    return "none" if value is MISSING else json.dumps(value, ensure_ascii=False, default=str)[:80]


def _plain(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"
