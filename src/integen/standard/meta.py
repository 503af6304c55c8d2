"""The tables as a JSON Schema, for a validator that reads a gigabyte in a few seconds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

from integen.standard.dialects import DIALECT, PATTERN
from integen.standard.table import shapes
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

Json: TypeAlias = dict[str, Any]

_KINDS = {"text": "string", "flag": "boolean", "number": "number", "integer": "integer"}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FOREIGN: Json = {
    "required": [DIALECT],
    "type": "object",
    "properties": {DIALECT: {"not": {"type": "string", "pattern": PATTERN}}},
}
_REFERENCE: Json = {"type": "object", "required": ["$ref"]}


@cache
def meta_schema(version: str, root: str = "Document") -> Json:
    """Return the schema of documents of a version."""
    known = shapes(version)
    return {
        "$schema": _DRAFT,
        "$ref": f"#/$defs/{root}",
        "$defs": {name: _of_shape(shape) for name, shape in known.items()},
    }


def _of_shape(shape: Shape) -> Json:
    schema: Json = {"type": "object", **_members(shape.members)}
    patterns: Json = {form.pattern: _of(type_) for form, type_ in shape.patterns}
    if shape.extensible:
        patterns["^x-"] = True
    if patterns:
        schema["patternProperties"] = patterns
    conditions = [_case(case) for case in shape.cases] + [_bond(bond) for bond in shape.bonds]
    if conditions:
        schema["allOf"] = conditions
    if shape.rest is not None:
        schema["additionalProperties"] = _of(shape.rest)
    elif not shape.opaque:
        # Slow, and needed only where members depend on others.
        schema["unevaluatedProperties" if _grows(shape) else "additionalProperties"] = False
    if DIALECT in shape.members:
        schema = {"if": _FOREIGN, "else": schema}
    return {"if": {"type": "boolean"}, "else": schema} if shape.boolean else schema


def _grows(shape: Shape) -> bool:
    """Tell whether a case brings members that the object has not otherwise."""
    return any(name not in shape.members for case in shape.cases for name in case.members)


def _members(members: Mapping[str, Member]) -> Json:
    found: Json = {"properties": {name: _of(member.type) for name, member in members.items()}}
    required = [name for name, member in members.items() if member.required]
    return {**found, "required": required} if required else found


def _case(case: Case) -> Json:
    return {"if": {"allOf": [_condition(each) for each in case.conditions]}, "then": _members(case.members)}


def _condition(condition: Condition) -> Json:
    wanted = {
        "required": [condition.member],
        "properties": {condition.member: {"enum": list(condition.values)}},
    }
    return {"not": wanted} if condition.negated else wanted


def _bond(bond: Bond) -> Json:
    alternatives = [{"required": [name]} for name in bond.members]
    if bond.kind == "one":
        return {"oneOf": alternatives}
    if bond.kind == "some":
        return {"anyOf": alternatives}
    if bond.kind == "single":
        return {"properties": {bond.members[0]: {"minProperties": 1, "maxProperties": 1}}}
    if bond.kind == "filled":
        return {"minProperties": 1}
    return {"not": {"required": list(bond.members)}}


def _of(type_: Type) -> Json | bool:
    match type_:
        case Free():
            return True
        case Choice(values):
            return {"enum": list(values)}
        case ListOf(item, nonempty, unique):
            more = {**({"minItems": 1} if nonempty else {}), **({"uniqueItems": True} if unique else {})}
            return {"type": "array", "items": _of(item), **more}
        case MapOf(value, key):
            names = {"propertyNames": {"pattern": key.pattern}} if key else {}
            return {"type": "object", "additionalProperties": _of(value), **names}
        case Either(options):
            return {"anyOf": [_of(option) for option in options]}
        case Scalar():
            return _scalar(type_)
        case Node():
            return _node(type_)


def _node(node: Node) -> Json:
    plain = {"$ref": f"#/$defs/{node.name}"}
    if not node.or_reference:
        return plain
    return {"if": _REFERENCE, "then": {"$ref": "#/$defs/Reference"}, "else": plain}


def _scalar(scalar: Scalar) -> Json:
    found: Json = {"type": _KINDS[scalar.kind]}
    if scalar.form is not None:
        found["pattern"] = scalar.form.pattern
    if scalar.above is not None:
        found["exclusiveMinimum"] = scalar.above
    return found
