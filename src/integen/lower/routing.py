"""Marks of arguments that gateways route by, `x-mcp-header`: says which of them cannot be kept, and why."""

from __future__ import annotations

import re

from integen.ir.api import Api, Location, Operation, Parameter
from integen.ir.schema import Boolean, Enum, Number, Schema, String
from integen.ir.shape import deref, without_null
from integen.lower.context import Context

MARK = "x-mcp-header"
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
"""Of RFC 9110 section 5.6.2, and short."""
_PLACES = (Location.PATH, Location.QUERY, Location.HEADER)


def check_routing(context: Context, api: Api) -> None:
    """Report every mark that would cost the tool, had it one: clients drop tools with such marks."""
    for operation in api.operations:
        _check(context, api, operation)


def _check(context: Context, api: Api, operation: Operation) -> None:
    taken: set[str] = set()
    for item in operation.parameters:
        mark = _mark(api, item.schema)
        if mark is None:
            continue
        problem = _problem(api, item, mark, taken)
        if problem is not None:
            message = f"`{MARK}` of the parameter `{item.name}` {problem}"
            context.report("IG414", message, item.origin, note="it is ignored")
        if isinstance(mark, str):
            taken.add(mark.lower())


def _mark(api: Api, schema: Schema) -> object:
    own = dict(schema.notes.extensions)
    return own[MARK] if MARK in own else dict(deref(api, schema).notes.extensions).get(MARK)


def _problem(api: Api, item: Parameter, mark: object, taken: set[str]) -> str | None:
    if not isinstance(mark, str) or not _TOKEN.fullmatch(mark):
        return "is no name of a header"
    if item.location not in _PLACES:
        return f"stands on a {item.location} parameter"
    if not _is_plain(without_null(deref(api, item.schema))[0]):
        return "stands on what is no text, whole number or boolean"
    return f"has the name `{mark}` that another parameter has" if mark.lower() in taken else None


def _is_plain(schema: Schema) -> bool:
    match schema:
        case String():
            return True
        case Number(integer=whole):
            return whole
        case Enum(values=values):
            return all(isinstance(value, str | int) for value in values)
    return isinstance(schema, Boolean)
