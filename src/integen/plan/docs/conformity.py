"""Whether a value that a document gives as an example is one: many are of another type, or out of date.

This asks for what breaks a call. It is no validator; `plan/samples/validity.py` is, at a higher price.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from integen.ir.api import Api
from integen.ir.schema import (
    AllOf,
    Array,
    Boolean,
    Enum,
    Nothing,
    Null,
    Number,
    Object,
    Schema,
    String,
    Union,
)
from integen.ir.shape import deref, merged
from integen.plan.samples.patterns import fitting

_DEEPEST = 8
_PLAIN = re.compile(r"\^?(\[[\w\- .]+\]|\\[dw])(\{\d+(,\d*)?\}|[+*])?\$?")
"""Patterns that are run: one class of characters cannot take long."""


def conforms(api: Api, schema: Schema, value: Any, *, answer: bool = False, depth: int = 0) -> bool:
    """Whether the schema allows the value, as far as it is looked into."""
    schema = deref(api, schema)
    if depth > _DEEPEST:
        return True
    match schema:
        case Null():
            return value is None
        case Nothing():
            return False
        case Boolean():
            return isinstance(value, bool)
        case Enum(values=values):
            return any(value == each and type(value) is type(each) for each in values)
        case Number():
            return _is_number(schema, value)
        case String():
            return _is_text(schema, value)
        case Union(variants=variants):
            return any(conforms(api, each, value, answer=answer, depth=depth + 1) for each in variants)
        case Array():
            return _is_array(api, schema, value, answer=answer, depth=depth)
        case AllOf() | Object():
            return _is_object(api, schema, value, answer=answer, depth=depth)
    return True


def _is_number(schema: Number, value: Any) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return False
    return (
        not (schema.integer and value != int(value))
        and (schema.minimum is None or value >= schema.minimum)
        and (schema.maximum is None or value <= schema.maximum)
        and (schema.exclusive_minimum is None or value > schema.exclusive_minimum)
        and (schema.exclusive_maximum is None or value < schema.exclusive_maximum)
    )


def _is_text(schema: String, value: Any) -> bool:
    if not isinstance(value, str) or schema.binary:
        return False
    if not (schema.min_length or 0) <= len(value) <= (schema.max_length or len(value)):
        return False
    if schema.pattern is None:
        return True
    if _PLAIN.fullmatch(schema.pattern):
        return re.search(schema.pattern, value) is not None
    return fitting(schema.pattern, len(value), len(value)) == value


def _is_array(api: Api, schema: Array, value: Any, *, answer: bool, depth: int) -> bool:
    if not isinstance(value, list) or schema.prefix:
        return isinstance(value, list)
    if not (schema.min_items or 0) <= len(value) <= (schema.max_items or len(value)):
        return False
    return all(conforms(api, schema.items, each, answer=answer, depth=depth + 1) for each in value[:5])


def _is_object(api: Api, schema: AllOf | Object, value: Any, *, answer: bool, depth: int) -> bool:
    shape = merged(api, schema)
    if shape is None:
        parts: Sequence[Schema] = schema.parts if isinstance(schema, AllOf) else ()
        return all(conforms(api, part, value, answer=answer, depth=depth + 1) for part in parts)
    if not isinstance(value, dict) or any(not isinstance(name, str) for name in value):
        return False
    known = {item.name: item for item in shape.properties}
    if not answer and any(item.required and name not in value for name, item in known.items()):
        return False
    if shape.closed and any(name not in known for name in value):
        return False
    return all(
        conforms(api, known[name].schema, each, answer=answer, depth=depth + 1)
        for name, each in value.items()
        if name in known
    )
