"""From one page to the next: pure functions over what was asked and what was answered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar, cast
from urllib.parse import SplitResult, parse_qs, unquote_plus, urlsplit, urlunsplit

from .build import Arguments
from .http import Response
from .kinds import is_list, is_mapping
from .omit import OMIT
from .polling import asking, question
from .records import Operation, Pagination
from .styles import flat, percent

T_co = TypeVar("T_co", covariant=True)


class Page(Protocol[T_co]):
    """What generated models of pages have in common, so that type checkers know what their items are."""

    def page_items(self) -> Sequence[T_co]: ...


_PIECE = re.compile(r'<[^<>]*>|"(?:[^"\\]|\\.)*"|[;,=]|[^\s<>";,=]+')
"""A piece of a `Link` header: a target, a quoted string, a sign, a word."""


def next_page(operation: Operation, arguments: Arguments, response: Response, data: Any) -> Arguments | None:
    """Return the arguments that get the page after this one, or None when this was the last.

    `data` is the answer as JSON values. A page that would be asked for twice is the end: some servers answer
    the last page for ever.
    """
    pagination = operation.pagination
    if pagination is None:
        return None
    items = _at(data, pagination.items)
    found = items if is_list(items) else []
    if pagination.more and _at(data, pagination.more) is False:
        return None
    following = _following(operation, pagination, arguments, response, data, found)
    return None if following == arguments else following


def _following(
    operation: Operation,
    pagination: Pagination,
    arguments: Arguments,
    response: Response,
    data: Any,
    items: Sequence[Any],
) -> Arguments | None:
    match pagination.kind:
        case "cursor":
            return moved(pagination, arguments, _at(data, pagination.next) or None)
        case "after":
            last = items[-1] if items else None
            return moved(pagination, arguments, last.get("id") if is_mapping(last) else None)
        case "url" | "link":
            return _at_link(operation, pagination, arguments, linked(response) or _at(data, pagination.next))
        case "page" | "offset":
            if linked(response):
                return at_url(operation, arguments, linked(response))
            return _counted(pagination, arguments, len(items))
        case _:
            return None


def _counted(pagination: Pagination, arguments: Arguments, count: int) -> Arguments | None:
    """Count on, unless the page is empty or shorter than was asked for."""
    size = _number(_asked(pagination, arguments, pagination.size))
    if count == 0 or (size is not None and count < size):
        return None
    current = _number(_asked(pagination, arguments, pagination.parameter))
    if pagination.kind == "offset":
        return moved(pagination, arguments, (current or 0) + count)
    return moved(pagination, arguments, (pagination.start if current is None else current) + 1)


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _asked(pagination: Pagination, arguments: Arguments, name: str | None) -> Any:
    place = arguments.body if pagination.location == "body" else arguments.query
    return place.get(name) if name is not None and is_mapping(place) else None


def moved(pagination: Pagination, arguments: Arguments, value: Any) -> Arguments | None:
    """Return the arguments with another value of the one that pages."""
    name = pagination.parameter
    if name is None or value is None or value is OMIT:
        return None
    if pagination.location == "body":
        body: Mapping[str, Any] = arguments.body if is_mapping(arguments.body) else {}
        return replace(arguments, body={**body, name: value})
    return replace(arguments, query={**arguments.query, name: value})


def _at_link(
    operation: Operation, pagination: Pagination, arguments: Arguments, link: Any
) -> Arguments | None:
    """Return the arguments of the page that an answer names, by its URL or as another operation says."""
    if not isinstance(link, str) or not link:
        return None
    try:
        target = urlsplit(link)
    except ValueError:
        return at_url(operation, arguments, link)  # refused where it is asked for
    through = _through(pagination, arguments, target)
    if through is not None:
        return through
    kept = {name: arguments.query.get(name, OMIT) for name in pagination.kept}
    for name, value in kept.items():
        if value is not OMIT and value is not None:
            target = _with_query(target, name, flat(value))
    return at_url(operation, arguments, urlunsplit(target) if kept else link)


def _through(pagination: Pagination, arguments: Arguments, target: SplitResult) -> Arguments | None:
    """Return the arguments of the operation that gets the next page: those of this call by their names, and
    what the link says; None where that is not all that it needs.
    """
    via = pagination.via
    if via is None:
        return None
    path = dict(arguments.path)
    if pagination.parameter is not None and pagination.location == "path":
        path[pagination.parameter] = target.path
    places = {place: [item.name for item in via.parameters if item.location == place] for place in _PLACES}
    if not all(name in path for name in places["path"]):
        return None
    said = {
        name: values[0] if len(values) == 1 else values for name, values in parse_qs(target.query).items()
    }
    return replace(
        arguments,
        via=via,
        url=None,
        path={name: path[name] for name in places["path"]},
        query={name: arguments.query[name] for name in places["query"] if name in arguments.query} | said,
        headers={name: arguments.headers[name] for name in places["header"] if name in arguments.headers},
        body=OMIT,
    )


_PLACES = ("path", "query", "header")


def _with_query(parts: SplitResult, name: str, value: str) -> SplitResult:
    """Return the URL with a parameter (in lower case) once, however it was written, and with this value."""
    others = [pair for pair in parts.query.split("&") if pair]
    kept = [pair for pair in others if unquote_plus(pair.partition("=")[0]).lower() != name]
    return parts._replace(query="&".join((*kept, f"{percent(name)}={percent(value)}")))


def at_url(operation: Operation, arguments: Arguments, url: Any) -> Arguments | None:
    """Return the arguments that get a page by its address; what the first call wrote is not written again."""
    if not isinstance(url, str) or not url:
        return None
    if operation.effect == "read":
        return replace(arguments, url=url)
    return replace(asking(arguments), url=url, via=question(operation))


def linked(response: Response) -> str | None:
    """Return the target of the `Link` header with the relation `next`. Source: RFC 8288 section 3."""
    for header in response.headers.get_list("link"):
        target: str | None = None
        pieces: list[str] = _PIECE.findall(header)
        for name, sign, value in zip(["", "", *pieces], ["", *pieces], pieces, strict=False):
            if value.startswith("<"):
                target = value[1:-1]
            elif sign == "=" and name.lower() == "rel" and "next" in value.strip('"').lower().split():
                return target
    return None


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        data = data.get(name) if is_mapping(data) else None
    return data


def items_of(page: Any, path: tuple[str, ...]) -> Sequence[Any]:
    """Return the items of a decoded page: a list, a mapping, or a model (its fields by their wire names)."""
    for name in path:
        page = _member(page, name)
    return page if is_list(page) else ()


def _member(value: Any, name: str) -> Any:
    if is_mapping(value):
        return value.get(name)
    fields: Mapping[str, Any] = getattr(cast("Any", type(value)), "model_fields", {})
    for field, info in fields.items():
        if (info.validation_alias or field) == name:
            return getattr(value, field)
    return getattr(value, name, None)
