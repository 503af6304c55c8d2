"""Reads the tables of the standard's objects.

A block begins with the object's name; words after it are `closed` (no `x-` members), `opaque` (unknown
members are allowed), `boolean` (`true` and `false` may stand in its place) and versions. Each row below is
one of

    name type          a member; `name!` is a required one
    ~form type         members whose name has a form
    * type             all other members
    : kind a b …       a bond between members, see `types.Bond`
    when a=x|y,b!=z    the rows below, indented further, hold under these conditions

and may end in versions: `3.1` from then on, `-3.0` until then, `3.1-3.1` from and until. Types are `any`,
`flag`, `number`, `natural`, `positive`, `text`, the name of a form, `=a|b` for these values, `[T]` for a list
(`1` behind it: at least one, `u`: no two alike), `{T}` and `{form:T}` for a map, an object by its name,
`@Name` for that or a reference to one, and `T / T` for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from integen.ir.schema import JsonValue
from integen.standard.forms import FORMS
from integen.standard.objects import OBJECTS
from integen.standard.schemas import SCHEMAS
from integen.standard.swagger import SWAGGER
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

VERSIONS = ("2.0", "3.0", "3.1", "3.2")
_RANGE = re.compile(r"(?P<from>3\.\d)?(?P<to>-3\.\d)?")
_LITERALS: dict[str, JsonValue] = {"true": True}
_SIMPLE: dict[str, Type] = {
    "any": Free(),
    "flag": Scalar("flag"),
    "number": Scalar("number"),
    "natural": Scalar("integer", above=-1),
    "positive": Scalar("number", above=0),
    "text": Scalar("text"),
}


@cache
def shapes(version: str) -> dict[str, Shape]:
    """Return the objects of one of `VERSIONS` by name."""
    tables = (SWAGGER,) if version == "2.0" else (OBJECTS, SCHEMAS)
    found: dict[str, Shape] = {}
    for block in _blocks("\n\n".join(tables)):
        shape = _shape(block, version)
        if shape is not None:
            found[shape.name] = shape
    return found


def known_in(version: str) -> dict[str, set[str]]:
    """Return `{object: names of its members}` of one version."""
    return {
        shape.name: {*shape.members, *(name for case in shape.cases for name in case.members)}
        for shape in shapes(version).values()
    }


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.split("\n"):
        if line and not line.startswith(" ") and block:
            yield block
            block = []
        if line.strip():
            block.append(line)
    yield block


@dataclass(slots=True)
class _Draft:
    members: dict[str, Member] = field(default_factory=dict)
    patterns: list[tuple[str, Type]] = field(default_factory=list)
    rest: Type | None = None
    cases: list[tuple[tuple[Condition, ...], dict[str, Member]]] = field(default_factory=list)
    bonds: list[Bond] = field(default_factory=list)


def _shape(block: list[str], version: str) -> Shape | None:
    name, *words = block[0].split()
    if not all(_holds(word, version) for word in words):
        return None
    draft = _Draft()
    for line in block[1:]:
        _row(draft, line, version)
    return Shape(
        name=name,
        members=draft.members,
        patterns=tuple((FORMS[form], type_) for form, type_ in draft.patterns),
        rest=draft.rest,
        cases=tuple(
            Case(conditions=conditions, members=members) for conditions, members in draft.cases if members
        ),
        bonds=tuple(draft.bonds),
        extensible="closed" not in words,
        boolean="boolean" in words,
        opaque="opaque" in words,
    )


def _row(draft: _Draft, line: str, version: str) -> None:
    words = line.split()
    if words[0] == "when":
        draft.cases.append((tuple(map(_condition, words[1].split(","))), {}))
        return
    if _RANGE.fullmatch(words[-1]) and not _holds(words.pop(), version):
        return
    name, *rest = words
    if name == ":":
        draft.bonds.append(Bond(kind=rest[0], members=tuple(rest[1:])))
    elif name == "*":
        draft.rest = _type(" ".join(rest))
    elif name[0] == "~":
        draft.patterns.append((name[1:], _type(" ".join(rest))))
    else:
        inner = line.startswith("    ")
        members = draft.cases[-1][1] if inner else draft.members
        members[name.rstrip("!")] = Member(type=_type(" ".join(rest)), required=name[-1] == "!")


def _holds(stated: str, version: str) -> bool:
    found = _RANGE.fullmatch(stated)
    if found is None or not stated:
        return True
    return (found["from"] or "0") <= version <= (found["to"] or "-9")[1:]


def _condition(text: str) -> Condition:
    member, _, values = text.partition("=")
    return Condition(
        member=member.rstrip("!"), values=tuple(map(_literal, values.split("|"))), negated=member[-1] == "!"
    )


def _literal(text: str) -> JsonValue:
    return _LITERALS.get(text, text)


def _type(text: str) -> Type:
    if " / " in text:
        return Either(tuple(map(_type, text.split(" / "))))
    if text[0] == "=":
        return Choice(tuple(map(_literal, text[1:].split("|"))))
    if text[0] == "[":
        inner, _, marks = text.rpartition("]")
        return ListOf(_type(inner[1:]), nonempty="1" in marks, unique="u" in marks)
    if text[0] == "{":
        form, _, inner = text[1:-1].rpartition(":")
        return MapOf(_type(inner), key=FORMS[form] if form else None)
    if text[0] == "@" or text[0].isupper():
        return Node(text.lstrip("@"), or_reference=text[0] == "@")
    return _SIMPLE.get(text) or Scalar("text", form=FORMS[text])
