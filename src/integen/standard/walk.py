"""Holds a document to the tables, node by node, and says what is wrong and where."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import orjson

from integen.diagnostics.edit import Edit
from integen.ir.origin import Origin, child, last
from integen.ir.schema import JsonValue
from integen.standard import mending
from integen.standard.dialects import DIALECT, speaks
from integen.standard.forms import Form
from integen.standard.table import VERSIONS, known_in, shapes
from integen.standard.types import (
    Bond,
    Case,
    Choice,
    Condition,
    Either,
    Free,
    ListOf,
    MapOf,
    Member,
    Node,
    Scalar,
    Shape,
    Type,
)
from integen.standard.violation import Violation, title
from integen.standard.words import cut, kind, some, wanted

_FITS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "flag": (bool,),
    "number": (int, float),
    "integer": (int, float),
}
_CANONICAL = orjson.OPT_SORT_KEYS
_REFERRING = frozenset({"PathItem", "Schema"})
"""Objects of which `$ref` is a member like others."""


class Walk:
    """One walk through documents of one version. `visited` and `references` are what it has met."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.visited: dict[Origin, tuple[str, dict[str, Any]]] = {}
        """`{origin: (name of the object, the object)}`, in document order."""
        self.references: deque[tuple[Origin, str, str]] = deque()
        """Where a reference stands, its text, and the object that it should lead to."""
        self._shapes = shapes(version)
        self._foreign = False
        """The document says that its schemas are of another dialect."""

    def node(self, name: str, value: JsonValue, origin: Origin) -> Iterator[Violation]:
        """Check what should be an object of the standard."""
        shape = self._shapes[name]
        if shape.boolean and isinstance(value, bool):
            return
        if not isinstance(value, dict):
            yield self._wrong(value, origin, name, Node(name))
            return
        if origin in self.visited:
            return
        self.visited[origin] = (name, value)
        if self._is_foreign(shape, value):
            return
        if isinstance(value.get("$ref"), str) and name in _REFERRING:
            self.references.append((child(origin, "$ref"), value["$ref"], name))
        yield from self._members(shape, value, origin)
        for bond in shape.bonds:
            yield from self._bond(bond, value, origin, name)

    def _is_foreign(self, shape: Shape, value: dict[str, Any]) -> bool:
        """Tell whether a schema is of a dialect that the tables do not describe."""
        if shape.name == "Document" and "jsonSchemaDialect" in value:
            self._foreign = not speaks(value["jsonSchemaDialect"])
        if shape.name != "Schema" or DIALECT not in shape.members:
            return False
        return not speaks(value[DIALECT]) if DIALECT in value else self._foreign

    def target(self, name: str, value: JsonValue, origin: Origin) -> Iterator[Violation]:
        """Check what a reference to such an object leads to."""
        yield from self._value(Node(name, or_reference=name not in _REFERRING), value, origin, name)

    def _members(self, shape: Shape, value: dict[str, Any], origin: Origin) -> Iterator[Violation]:
        members: dict[str, Member] = dict(shape.members)
        for case in shape.cases:
            if all(_applies(condition, value) for condition in case.conditions):
                members.update(case.members)
        for key, inner in value.items():
            member = members.get(key)
            if member is not None:
                yield from self._value(member.type, inner, child(origin, key), shape.name)
            elif not (shape.extensible and key[:2] == "x-"):
                yield from self._other(shape, key, inner, value, origin)
        for key, member in members.items():
            if member.required and key not in value:
                message = f"the {title(shape.name)} needs `{key}`{_because(shape, key, value)}"
                fix = mending.added(shape.name, key, origin)
                yield self._violation("IG902", message, origin, shape.name, fix=fix)

    def _other(
        self, shape: Shape, key: str, inner: JsonValue, value: dict[str, Any], origin: Origin
    ) -> Iterator[Violation]:
        place = child(origin, key)
        for form, type_ in shape.patterns:
            if form.fits(key):
                yield from self._value(type_, inner, place, shape.name)
                return
        if shape.rest is not None:
            yield from self._value(shape.rest, inner, place, shape.name)
        elif shape.patterns:
            form, type_ = shape.patterns[0]
            fix = mending.renamed(shape.name, key, place)
            yield self._violation("IG906", f"`{cut(key)}` is not {form.says}", place, shape.name, fix=fix)
            yield from self._value(type_, inner, place, shape.name)
        elif not shape.opaque:
            yield self._unknown(shape, key, value, place)

    def _unknown(self, shape: Shape, key: str, value: dict[str, Any], place: Origin) -> Violation:
        name, shown = shape.name, cut(key)
        for case in shape.cases:
            if key in case.members:
                failing = next(each for each in case.conditions if not _applies(each, value))
                needed = f"`{failing.member}` {'is not' if failing.negated else 'is'} {some(failing.values)}"
                message = f"`{shown}` is a member of the {title(name)} only when {needed}"
                return self._violation("IG903", message, place, name)
        there = [version for version in VERSIONS if key in known_in(version).get(name, ())]
        if there:
            message = (
                f"`{shown}` is a member of the {title(name)} in OpenAPI {there[0]}, not in {self.version}"
            )
            return self._violation("IG904", message, place, name)
        near = get_close_matches(cut(key), known_in(self.version)[name], 1, 0.75)
        hint = f"did you mean `{near[0]}`?" if near else None
        message = f"`{shown}` is not a member of the {title(name)}"
        return self._violation("IG903", message, place, name, hint=hint)

    def _value(self, type_: Type, value: JsonValue, origin: Origin, section: str) -> Iterator[Violation]:
        match type_:
            case Free():
                return
            case Node(name, or_reference):
                if or_reference and isinstance(value, dict) and "$ref" in value:
                    yield from self._reference(value, origin, name)
                else:
                    yield from self.node(name, value, origin)
            case Scalar():
                yield from self._scalar(type_, value, origin, section)
            case ListOf():
                yield from self._list(type_, value, origin, section)
            case MapOf():
                yield from self._map(type_, value, origin, section)
            case Choice(values):
                if not any(value is each if each is True else value == each for each in values):
                    yield self._not_among(value, values, origin, section)
            case Either(options):
                yield from self._either(options, value, origin, section)

    def _reference(self, value: dict[str, Any], origin: Origin, name: str) -> Iterator[Violation]:
        place = child(origin, "$ref")
        if origin in self.visited:
            return
        self.visited[origin] = ("Reference", value)
        if isinstance(value["$ref"], str):
            self.references.append((place, value["$ref"], name))
        allowed = self._shapes["Reference"].members
        for key, inner in value.items():
            member = allowed.get(key)
            if member is not None:
                yield from self._value(member.type, inner, child(origin, key), "Reference")
            elif key[:2] != "x-":
                message = f"`{cut(key)}` beside a `$ref` is ignored"
                yield self._violation("IG914", message, child(origin, key), "Reference")

    def _scalar(self, scalar: Scalar, value: Any, origin: Origin, section: str) -> Iterator[Violation]:
        if not isinstance(value, _FITS[scalar.kind]) or (scalar.kind != "flag" and type(value) is bool):
            yield self._wrong(value, origin, section, scalar)
        elif scalar.kind in ("number", "integer") and not _within(scalar, value):
            message = f"`{_last(origin)}` should be {wanted(scalar)} and is {cut(value)}"
            yield self._violation("IG905", message, origin, section)
        elif scalar.form is not None and not scalar.form.fits(str(value)):
            yield self._ill_formed(scalar.form, str(value), origin, section)

    def _list(self, type_: ListOf, value: JsonValue, origin: Origin, section: str) -> Iterator[Violation]:
        if not isinstance(value, list):
            yield self._wrong(value, origin, section, type_)
            return
        if type_.nonempty and not value:
            yield self._violation("IG905", f"`{_last(origin)}` is empty", origin, section)
        seen: set[bytes] = set()
        for index, item in enumerate(value):
            place = child(origin, index)
            if type_.unique:
                written = orjson.dumps(item, option=_CANONICAL)
                if written in seen:
                    message = f"`{cut(item)}` stands twice in `{_last(origin)}`"
                    yield self._violation("IG908", message, place, section)
                seen.add(written)
            yield from self._value(type_.item, item, place, section)

    def _map(self, type_: MapOf, value: JsonValue, origin: Origin, section: str) -> Iterator[Violation]:
        if not isinstance(value, dict):
            yield self._wrong(value, origin, section, type_)
            return
        for key, inner in value.items():
            place = child(origin, key)
            if type_.key is not None and not type_.key.fits(key):
                yield self._ill_formed(type_.key, key, place, section)
            yield from self._value(type_.value, inner, place, section)

    def _either(
        self, options: tuple[Type, ...], value: JsonValue, origin: Origin, section: str
    ) -> Iterator[Violation]:
        fitting = next((option for option in options if self._has_kind(option, value)), None)
        if fitting is None:
            yield self._wrong(value, origin, section, Either(options))
        else:
            yield from self._value(fitting, value, origin, section)

    def _has_kind(self, type_: Type, value: JsonValue) -> bool:
        match type_:
            case Node(name):
                return isinstance(value, dict) or (isinstance(value, bool) and self._shapes[name].boolean)
            case MapOf():
                return isinstance(value, dict)
            case ListOf():
                return isinstance(value, list)
            case Scalar(shown):
                return isinstance(value, _FITS[shown])
            case Choice():
                return isinstance(value, str)
            case _:
                return True

    def _bond(self, bond: Bond, value: dict[str, Any], origin: Origin, section: str) -> Iterator[Violation]:
        there = [name for name in bond.members if name in value]
        names = some(bond.members) if bond.members else ""
        message = ""
        if bond.kind in ("one", "not") and len(there) > 1:
            message = f"`{there[0]}` and `{there[1]}` exclude each other"
            origin = child(origin, there[1])
        elif bond.kind in ("one", "some") and not there:
            message = f"the {title(section)} needs {names}"
        elif (
            bond.kind == "single"
            and there
            and isinstance(value[there[0]], dict)
            and len(value[there[0]]) != 1
        ):
            message = f"`{there[0]}` should have one media type and has {len(value[there[0]]) or 'none'}"
        elif bond.kind == "filled" and not value:
            message = f"the {title(section)} is empty"
        if message:
            code = "IG907" if there else "IG902"
            yield self._violation(code, message, origin, section)

    def _not_among(
        self, value: JsonValue, values: tuple[JsonValue, ...], origin: Origin, section: str
    ) -> Violation:
        near = (
            get_close_matches(cut(value), [str(each) for each in values], 1) if isinstance(value, str) else ()
        )
        shown = f"`{cut(value)}`" if isinstance(value, str | bool | int | float) else kind(value)
        message = f"`{_last(origin)}` should be {some(values)} and is {shown}"
        hint = f"did you mean `{near[0]}`?" if near else None
        fix = mending.chosen(value, values, origin)
        return self._violation("IG905", message, origin, section, hint=hint, fix=fix)

    def _ill_formed(self, form: Form, value: str, origin: Origin, section: str) -> Violation:
        code = "IG913" if form.advice else "IG906"
        return self._violation(code, f"`{cut(value)}` is not {form.says}", origin, section)

    def _wrong(self, value: JsonValue, origin: Origin, section: str, type_: Type) -> Violation:
        name = _last(origin)
        what = f"`{name}`" if name else f"the {title(section)}"
        message = f"{what} should be {wanted(type_)} and is {kind(value)}"
        return self._violation("IG901", message, origin, section, fix=mending.typed(value, type_, origin))

    def _violation(
        self,
        code: str,
        message: str,
        origin: Origin,
        section: str,
        *,
        hint: str | None = None,
        fix: Edit | None = None,
    ) -> Violation:
        return Violation(code=code, message=message, origin=origin, section=section, hint=hint, fix=fix)


def _within(scalar: Scalar, value: Any) -> bool:
    if scalar.kind == "integer" and isinstance(value, float) and not value.is_integer():
        return False
    return scalar.above is None or bool(value > scalar.above)


def _applies(condition: Condition, value: dict[str, Any]) -> bool:
    there = condition.member in value and any(
        value[condition.member] is each or value[condition.member] == each for each in condition.values
    )
    return there is not condition.negated


def _because(shape: Shape, key: str, value: dict[str, Any]) -> str:
    """Return why a member is needed that other objects of the kind do without."""
    if key in shape.members and shape.members[key].required:
        return ""
    case: Case | None = next(
        (
            case
            for case in shape.cases
            if key in case.members and all(_applies(condition, value) for condition in case.conditions)
        ),
        None,
    )
    if case is None:
        return ""
    return f" when `{case.conditions[0].member}` is `{cut(value.get(case.conditions[0].member))}`"


def _last(origin: Origin) -> str:
    return cut(last(origin)) if "/" in origin else ""
