"""What a member of an object may hold: the vocabulary of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from integen.ir.schema import JsonValue
from integen.standard.forms import Form


@dataclass(frozen=True, slots=True)
class Free:
    """Any value."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, a flag or a number."""

    kind: str
    """`text`, `flag`, `number`, `integer`."""
    form: Form | None = None
    """Of a text."""
    above: float | None = None
    """The number has to be greater."""


@dataclass(frozen=True, slots=True)
class Choice:
    values: tuple[JsonValue, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    item: Type
    nonempty: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    value: Type
    key: Form | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the standard, by its name."""

    name: str
    or_reference: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    options: tuple[Type, ...]


Type: TypeAlias = Free | Scalar | Choice | ListOf | MapOf | Node | Either


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    type: Type
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    member: str
    values: tuple[JsonValue, ...]
    negated: bool = False
    """None of the values; also when the member is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Members that an object has, or has differently, when other members say so."""

    conditions: tuple[Condition, ...]
    members: Mapping[str, Member]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """How members of one object depend on each other."""

    kind: str
    """`one` of them, `some` of them, `not` more than one, a `single` entry in it, `filled`: any member."""
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One object of the standard in one of its versions."""

    name: str
    members: Mapping[str, Member]
    patterns: tuple[tuple[Form, Type], ...] = ()
    """Members by the form of their name."""
    rest: Type | None = None
    """What any other member holds; None: there is no other."""
    cases: tuple[Case, ...] = ()
    bonds: tuple[Bond, ...] = ()
    extensible: bool = True
    """`x-` members are allowed."""
    boolean: bool = False
    """`true` and `false` may stand in its place."""
    opaque: bool = False
    """Unknown members say nothing about the object, and are allowed."""


Shapes: TypeAlias = Mapping[str, Shape]
