"""Schemas as a closed union: what a value looks like, in JSON Schema's terms of 2020-12.

Every dialect is lowered to these nodes. `nullable: true` and `type: [string, "null"]` both become a `Union`
with `Null`; `const` is an `Enum` of one value; boolean schemas are `Anything` and `Nothing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from integen.ir.origin import Origin

JsonValue: TypeAlias = Any
"""What `json.loads` gives: dict, list, str, int, float, bool or None."""


class _Missing:
    """The type of `MISSING`: a keyword that the document does not state, where None would be a value."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a schema says about a value beyond its shape."""

    title: str | None = None
    description: str | None = None
    default: JsonValue | _Missing = MISSING
    examples: tuple[JsonValue, ...] = ()
    deprecated: bool = False
    read_only: bool = False
    write_only: bool = False
    xml: dict[str, JsonValue] | None = None
    """The XML Object, as written."""
    extensions: tuple[tuple[str, JsonValue], ...] = ()
    """`x-` members in document order."""
    constraints: tuple[tuple[str, JsonValue], ...] = ()
    """Keywords that no node tells, such as `not`, `if` and `contains`, as written."""
    docs_url: str | None = None


NO_NOTES = Notes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anything:
    """Any JSON value."""

    origin: Origin
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """No value at all: the schema `false`."""

    origin: Origin
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Null:
    origin: Origin
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Boolean:
    origin: Origin
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An integer or any number, with bounds in the 2020-12 sense (exclusive ones are numbers)."""

    origin: Origin
    notes: Notes = NO_NOTES
    integer: bool
    format: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    exclusive_maximum: float | None = None
    multiple_of: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class String:
    """Text, or bytes: raw (`binary`: a file part, an octet stream) or carried by text (`encoding`)."""

    origin: Origin
    notes: Notes = NO_NOTES
    format: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    binary: bool = False
    """Raw bytes: `format: binary` (3.0), `type: file` (2.0), or a `contentMediaType` of no text (3.1)."""
    encoding: str | None = None
    """`contentEncoding`, or `base64` from `format: byte`."""
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum:
    """One of some values, in document order, without repeats. `const` is an Enum of one."""

    origin: Origin
    notes: Notes = NO_NOTES
    values: tuple[JsonValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    origin: Origin
    notes: Notes = NO_NOTES
    items: Schema
    prefix: tuple[Schema, ...] = ()
    """`prefixItems`: schemas of the first elements."""
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    name: str
    """As on the wire."""
    schema: Schema
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Discriminator:
    property: str
    mapping: tuple[tuple[str, Origin], ...]
    """Explicit and implied: each value with the origin of its variant, in the order of the variants."""
    default: Origin | None = None
    """OpenAPI 3.2 `defaultMapping`: the variant when the property is missing or its value is not mapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """An object with declared properties, in document order, and a rule for all others."""

    origin: Origin
    notes: Notes = NO_NOTES
    properties: tuple[Property, ...] = ()
    additional: Schema
    """What other properties hold: `Anything` when the document is silent, `Nothing` when it forbids them."""
    closed: bool = False
    """The document says `additionalProperties: false`."""
    patterns: tuple[tuple[str, Schema], ...] = ()
    """`patternProperties`."""
    min_properties: int | None = None
    max_properties: int | None = None
    extra_required: tuple[str, ...] = ()
    """Names that are required but not declared."""
    discriminator: Discriminator | None = None
    """Of a base that others extend by `allOf`: the value that names each of them, the base itself first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """One of several shapes: `oneOf` (exclusive), `anyOf`, type arrays, nullable."""

    origin: Origin
    notes: Notes = NO_NOTES
    variants: tuple[Schema, ...]
    """At least two, in document order; `Null`, where it occurs, is last."""
    exclusive: bool = False
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """All of several shapes at once; `ir.shape.merged` gives the one object that it amounts to, if any."""

    origin: Origin
    notes: Notes = NO_NOTES
    parts: tuple[Schema, ...]
    discriminator: Discriminator | None = None
    """As of an `Object`: this schema and what extends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A reference; `Api.schemas` holds what stands at `target` (never a Ref that loops back to itself)."""

    origin: Origin
    notes: Notes = NO_NOTES
    target: Origin


Schema: TypeAlias = (
    Anything | Nothing | Null | Boolean | Number | String | Enum | Array | Object | Union | AllOf | Ref
)
