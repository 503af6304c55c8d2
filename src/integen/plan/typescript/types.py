"""TypeScript types of schemas, as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from integen.ir.origin import Origin
from integen.ir.schema import (
    MISSING,
    NO_NOTES,
    AllOf,
    Anything,
    Array,
    Boolean,
    Discriminator,
    Enum,
    JsonValue,
    Notes,
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
from integen.plan.content import never_answered, never_sent
from integen.plan.python.registry import Registry, single
from integen.plan.typescript.member import Member, body
from integen.plan.typescript.names import TypeNames
from integen.quoting import prose, ts_key, ts_string, wrapped

_WIDTH = 96
_WIDEST_INDEX = 12
"""Types that the members of one object may have for its index signature to name them all."""
_ATOM = re.compile(r'[\w.$]+(?:\[\])*|"[^"\\]*"')


@dataclass(slots=True)
class Trace:
    """What writing one declaration came across."""

    named: set[Origin] = field(default_factory=set)
    """Schemas that it refers to by name."""
    one_way: bool = False
    """It has a member of its own that is only answered or only sent."""


@dataclass(slots=True)
class TypeWriter:
    registry: Registry
    names: TypeNames
    cuts: frozenset[tuple[Origin, Origin]] = frozenset()
    """`(alias, alias)`: references that would make a type of nothing but itself."""
    inputs: bool = False
    """Write what is sent, not what is answered."""
    brands: dict[Origin, dict[str, list[str]]] = field(default_factory=dict)
    """`{interface: {property: values}}`: by which values unions tell interfaces apart."""
    extended: frozenset[Origin] = frozenset()
    """Interfaces that others extend."""
    trace: Trace = field(default_factory=Trace)
    _directions: dict[Origin, tuple[bool, bool]] = field(default_factory=dict)
    """What schemas that are referred to say themselves."""
    _declared: Origin | None = None
    """The alias that is being declared."""

    def declared(self, schema: Schema, origin: Origin) -> str:
        """Return the type of an alias itself, not its name."""
        self._declared = origin
        text = self._spelled(schema, "")
        self._declared = None
        return text

    def write(self, schema: Schema, indent: str = "") -> str:
        """Return the type of a value that matches `schema`; `indent` is that of the line it stands in."""
        kind = type(schema)
        if (kind is Object or kind is AllOf) and schema.origin in self.registry.classes:
            return self._named(schema.origin)
        return _FIXED.get(kind) or _WRITERS[kind](self, schema, indent)

    def _spelled(self, schema: Schema, indent: str) -> str:
        kind = type(schema)
        return _FIXED.get(kind) or _WRITERS[kind](self, schema, indent)

    def _string(self, schema: String, indent: str) -> str:
        return "rt.Blob" if schema.binary else "string"

    def _enum(self, schema: Enum, indent: str) -> str:
        return united(map(literal, schema.values), indent)

    def literal(self, shape: Object, indent: str) -> str:
        """Return an object type in braces."""
        members = self.members(shape, shape.properties, f"{indent}  ")
        return body(members.values(), self.index(shape, members.values(), f"{indent}  "), indent)

    def members(self, shape: Object, properties: Iterable[Property], indent: str) -> dict[str, Member]:
        """Return the members of these properties of `shape`, and of what it requires without declaring."""
        written = (self._member(item, indent) for item in properties)
        found = {member.name: member for member in written if member is not None}
        others = "unknown" if isinstance(shape.additional, Nothing) else self.write(shape.additional, indent)
        for name in shape.extra_required:
            found.setdefault(name, Member(name=name, type=others))
        return found

    def index(self, shape: Object, members: Iterable[Member], indent: str) -> str | None:
        """Return what other members hold: wide enough for the declared ones, which TypeScript asks for."""
        values = [value for _, value in shape.patterns]
        if not isinstance(shape.additional, Anything | Nothing):
            values.append(shape.additional)
        own = list(members)
        if not values:
            return None if own else ("never" if shape.closed else "unknown")
        texts = [self.write(value, indent) for value in values]
        texts += [member.type for member in own]
        texts += ["undefined" for member in own if member.optional][:1]
        distinct = dict.fromkeys(texts)
        return united(distinct, indent) if len(distinct) <= _WIDEST_INDEX else "unknown"

    def _member(self, item: Property, indent: str) -> Member | None:
        """Return the member of a property; None for one that is not sent."""
        schema = item.schema
        is_answered_only, is_sent_only = self._direction(schema)
        if is_answered_only or (is_sent_only and item.required):
            self.trace.one_way = True
        if is_answered_only and self.inputs:
            return None
        notes = schema.notes
        doc = notes.description or notes.title
        return Member(
            name=item.name,
            type=self.write(schema, indent),
            optional=not item.required or (is_sent_only and not self.inputs),
            readonly=is_answered_only,
            doc=wrapped(prose(doc, 400), _WIDTH) if doc else "",
            tags=() if notes is NO_NOTES else tags_of(notes),
        )

    def _direction(self, schema: Schema) -> tuple[bool, bool]:
        """Tell whether a property is only answered, and whether it is only sent."""
        notes = schema.notes
        if isinstance(schema, Ref):
            target = self._directions.get(schema.target)
            if target is None:
                api = self.registry.api
                plain = replace(schema, notes=NO_NOTES)
                target = never_sent(api, plain), never_answered(api, plain)
                self._directions[schema.target] = target
            return notes.read_only or target[0], notes.write_only or target[1]
        if isinstance(schema, AllOf):
            return never_sent(self.registry.api, schema), never_answered(self.registry.api, schema)
        return notes.read_only, notes.write_only

    def _named(self, origin: Origin) -> str:
        self.trace.named.add(origin)
        return self.class_name(origin)

    def class_name(self, origin: Origin) -> str:
        """Return the name of a schema, as answered or as sent."""
        name = self.names.inputs.get(origin) if self.inputs else None
        return name or self.names.models[origin]

    def _ref(self, schema: Ref, indent: str) -> str:
        target, names = schema.target, self.names
        found = self.registry.api.schemas.get(target)
        if found is None or (self._declared, target) in self.cuts:
            return "unknown"
        if target in names.families:
            self.trace.named.add(target)
            return (self.inputs and names.family_inputs.get(target)) or names.families[target]
        if target in names.models and not self._is_nullable_class(found):
            return self._named(target)
        return self._spelled_target(found, indent)

    def _spelled_target(self, found: Schema, indent: str) -> str:
        """Write what has no name: a scalar, or a class that may be null."""
        return self.write(found, indent) if isinstance(found, Union) else self._spelled(found, indent)

    def _is_nullable_class(self, found: Schema) -> bool:
        """Whether a component is a class or null: the name is that of the class alone."""
        return (
            isinstance(found, Union)
            and any(
                variant.origin in self.registry.classes and not isinstance(variant, Ref)
                for variant in found.variants
            )
            and found.origin not in self.registry.aliases
        )

    def _array(self, schema: Array, indent: str) -> str:
        items = self.write(schema.items, indent)
        if not schema.prefix:
            return f"{atom(items)}[]"
        least = schema.min_items or 0
        first = [
            f"{atom(text)}{'' if position < least else '?'}"
            for position, text in enumerate(self.write(item, indent) for item in schema.prefix)
        ]
        rest = [] if isinstance(schema.items, Nothing) else [f"...{atom(items)}[]"]
        return f"[{', '.join((*first, *rest))}]"

    def _union(self, schema: Union, indent: str) -> str:
        found = schema.discriminator
        if found is None:
            return united((self.write(variant, indent) for variant in schema.variants), indent)
        values: dict[Origin, list[str]] = {}
        for value, origin in found.mapping:
            values.setdefault(origin, []).append(value)
        return united((self._variant(variant, found, values, indent) for variant in schema.variants), indent)

    def _variant(
        self, variant: Schema, found: Discriminator, values: Mapping[Origin, list[str]], indent: str
    ) -> str:
        text = self.write(variant, indent)
        if not isinstance(variant, Ref) or variant.target in self.names.families:
            return text
        own = values.get(variant.target)
        return text if own is None else self.branded(variant.target, text, found.property, own)

    def branded(self, origin: Origin, text: str, name: str, values: list[str]) -> str:
        """Return a variant that has these values of the discriminator: by declaration, or said here."""
        stated = self._stated(origin, name)
        if stated is None or (
            isinstance(stated, Enum) and not all(value in stated.values for value in values)
        ):
            return text
        if origin in self.registry.classes and origin not in self.extended:
            known = self.brands.setdefault(origin, {}).setdefault(name, [])
            known += [value for value in values if value not in known]
            return text
        return f"({atom(text)} & {{ {ts_key(name)}: {united(map(ts_string, values), '')} }})"

    def _stated(self, origin: Origin, name: str) -> String | Enum | None:
        """Return what a variant says of the discriminator where a value can stand for it, or None."""
        api = self.registry.api
        found = api.schemas.get(origin)
        shape = self.registry.shape(found) if found is not None else None
        if shape is None:
            return None
        stated = next((item.schema for item in shape.properties if item.name == name), None)
        seen = 0
        while isinstance(stated, Ref) and seen < 10:
            stated, seen = api.schemas.get(stated.target), seen + 1
        if stated is None:
            return String(origin=origin)
        return stated if isinstance(stated, String | Enum) else None

    def _all_of(self, schema: AllOf, indent: str) -> str:
        shape = self.registry.shape(schema)
        if shape is not None:
            return self.literal(shape, indent)
        only = single(schema)
        if only is not None:
            return self.write(only, indent)
        parts = (part for part in schema.parts if not _says_nothing(part))
        texts = dict.fromkeys(atom(self._part(part, indent)) for part in parts)
        texts.pop("unknown", None)
        return " & ".join(texts) or "unknown"

    def _part(self, part: Schema, indent: str) -> str:
        """Write a part of an `allOf`: of a base it is the base itself, and none of its heirs."""
        if isinstance(part, Ref) and part.target in self.names.families:
            return self._named(part.target)
        if isinstance(part, Ref) and (self._declared, part.target) in self.cuts:
            whole = self.registry.api.schemas[part.target]
            own = whole.parts if isinstance(whole, AllOf) else ()
            shapes = (item for item in own if isinstance(item, Object) and not _says_nothing(item))
            return " & ".join(self.literal(item, indent) for item in shapes) or "unknown"
        return self.write(part, indent)


_FIXED: dict[type[Any], str] = {
    Anything: "unknown",
    Boolean: "boolean",
    Nothing: "never",
    Null: "null",
    Number: "number",
}
_WRITERS: dict[type[Any], Callable[[TypeWriter, Any, str], str]] = {
    AllOf: TypeWriter._all_of,
    Array: TypeWriter._array,
    Enum: TypeWriter._enum,
    Object: TypeWriter.literal,
    Ref: TypeWriter._ref,
    String: TypeWriter._string,
    Union: TypeWriter._union,
}


def _says_nothing(part: Schema) -> bool:
    """Whether a part of an `allOf` has no shape: `type: object` beside references."""
    return isinstance(part, Anything) or (
        isinstance(part, Object)
        and not part.properties
        and not part.patterns
        and not part.extra_required
        and isinstance(part.additional, Anything | Nothing)
    )


def united(texts: Iterable[str], indent: str) -> str:
    """Return the union of types, each once, null last; one on each line where they are many."""
    distinct = dict.fromkeys(texts)
    if "unknown" in distinct:
        return "unknown"
    distinct.pop("never", None)
    if distinct.pop("null", "absent") is None:
        distinct["null"] = None
    members = list(distinct) or ["never"]
    if len(members) > 2 and sum(map(len, members)) > _WIDTH - len(indent):
        return "".join(f"\n{indent}  | {member}" for member in members)
    return " | ".join(members)


def atom(text: str) -> str:
    """Return a type that `[]`, `&` and `?` can follow."""
    return text if _ATOM.fullmatch(text) else f"({text})"


def literal(value: JsonValue) -> str:
    """Return the type of one value."""
    if isinstance(value, str):
        return ts_string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if value - value == 0 else "number"  # infinity has no literal
    if isinstance(value, dict):
        members = "; ".join(f"{ts_key(str(name))}: {literal(item)}" for name, item in value.items())
        return f"{{ {members} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return "null"


def tags_of(notes: Notes) -> tuple[str, ...]:
    """Return lines for a documentation comment."""
    default = notes.default
    if default is MISSING or not isinstance(default, str | int | float | bool):
        return _DEPRECATED if notes.deprecated else ()
    tag = f"@default {literal(default)}"
    return (*(_DEPRECATED if notes.deprecated else ()), *((tag,) if len(tag) <= 80 else ()))


_DEPRECATED = ("@deprecated",)
