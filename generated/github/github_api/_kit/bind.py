"""Flat arguments, as tools and the command line have them, to arguments by their places on the wire."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from .bodies import in_place
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
    remaining = {**operation.preset, **flat}
    places: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "headers": {}, "cookies": {}}
    for parameter in operation.parameters:
        if parameter.arg in remaining:
            places[_PLACES[parameter.location]][parameter.name] = remaining.pop(parameter.arg)
    body: Any = OMIT
    if operation.body is not None:
        content_type = _chosen(operation.body, remaining) or content_type
        body, content_type = _take_body(operation.body, remaining, content_type)
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
        body = operation.body
        names += [*body.fields, *filter(None, (body.arg, body.choice))]
    return tuple(names)


def _chosen(body: Body, remaining: dict[str, Any]) -> str | None:
    """Take the argument that chooses a media type."""
    chosen = remaining.pop(body.choice, None) if body.choice is not None else None
    if chosen is not None and not isinstance(chosen, str):
        raise ArgumentError(f"`{body.choice}` is the name of a media type", names=(body.choice or "",))
    return chosen


def _take_body(body: Body, remaining: dict[str, Any], content_type: str | None) -> tuple[Any, str | None]:
    """Return the body and the media type that it is meant for; None: the best one."""
    fields = {name: remaining.pop(arg) for arg, name in body.fields.items() if arg in remaining}
    if body.arg is not None and body.arg in remaining:
        value = remaining.pop(body.arg)
        if body.fields:
            _require_choice(body, value, content_type)
            content_type = in_place(body, fields, value, content_type)
        return _decoded(_content(body, content_type), body.arg, value), content_type
    if fields or (body.required and (body.fields or body.arg is None)):
        return _decoded(_content(body, content_type), "body", fields), content_type
    return OMIT, content_type


def _require_choice(body: Body, value: Any, content_type: str | None) -> None:
    """Refuse text that may be meant as text or as base64."""
    others = [content for content in body.content if content.whole]
    if content_type is None and isinstance(value, str) and len({content.binary for content in others}) > 1:
        types = ", ".join(f"`{content.type}`" for content in others)
        message = f"`{body.arg}` may be one of {types}: say which one with `{body.choice}`"
        raise ArgumentError(message, names=(body.choice or "",))


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
