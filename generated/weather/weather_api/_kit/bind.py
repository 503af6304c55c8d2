"""Flat arguments, as tools and the command line have them, to arguments by their places on the wire."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from .build import Arguments
from .errors import ArgumentError
from .files import from_base64
from .kinds import is_dict
from .media import essence_of
from .omit import OMIT
from .records import Body, Content, Operation

_PLACES = {"path": "path", "query": "query", "querystring": "query", "header": "headers", "cookie": "cookies"}


def bind(operation: Operation, flat: Mapping[str, Any], *, content_type: str | None = None) -> Arguments:
    """Return the arguments that flat ones stand for, by the records' `arg` names.

    Text for a file is base64 or a `data:` URL, and never a path. Raises ArgumentError for names that the
    operation does not have.
    """
    remaining = dict(flat)
    places: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "headers": {}, "cookies": {}}
    for parameter in operation.parameters:
        if parameter.arg in remaining:
            places[_PLACES[parameter.location]][parameter.name] = remaining.pop(parameter.arg)
    body = _take_body(operation.body, remaining, content_type) if operation.body else OMIT
    if remaining:
        raise _unknown(operation, next(iter(remaining)))
    return Arguments(
        path=places["path"],
        query=places["query"],
        headers=places["headers"],
        cookies=places["cookies"],
        body=body,
        content_type=content_type,
    )


def argument_names(operation: Operation) -> tuple[str, ...]:
    """Return the flat names that an operation takes, in order."""
    names = [parameter.arg for parameter in operation.parameters]
    if operation.body is not None:
        names += operation.body.fields or ([operation.body.arg] if operation.body.arg else [])
    return tuple(names)


def _take_body(body: Body, remaining: dict[str, Any], content_type: str | None) -> Any:
    content = _content(body, content_type)
    if body.arg is not None and body.arg in remaining:
        return _decoded(content, body.arg, remaining.pop(body.arg))
    fields = {name: remaining.pop(arg) for arg, name in body.fields.items() if arg in remaining}
    if fields or (body.required and body.arg is None):
        return _decoded(content, "body", fields)
    return OMIT


def _content(body: Body, content_type: str | None) -> Content:
    wanted = essence_of(content_type) if content_type else None
    return next((item for item in body.content if essence_of(item.type) == wanted), body.content[0])


def _decoded(content: Content, arg: str, value: Any) -> Any:
    if content.binary:
        return from_base64(arg, value)
    if not is_dict(value):
        return value
    binary = [name for name, encoding in content.encodings.items() if encoding.binary and name in value]
    return {**value, **{name: from_base64(name, value[name]) for name in binary}}


def _unknown(operation: Operation, name: str) -> ArgumentError:
    known = argument_names(operation)
    near = difflib.get_close_matches(name, known, n=1)
    hint = (
        f"did you mean `{near[0]}`?"
        if near
        else f"it takes {', '.join(f'`{arg}`' for arg in known) or 'none'}"
    )
    return ArgumentError(f"`{operation.key}` has no argument `{name}`: {hint}", names=(name,))
