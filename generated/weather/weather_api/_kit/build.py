"""An operation and its arguments to the parts of a request. Nothing here touches the network.

A value never leaves its place: in a path it is percent-encoded and refused when a server could read it as
another path; in a header it cannot start another one; in a query it ends where it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from .bodies import encode
from .carrying import with_text
from .cookies import cookies_of
from .errors import ArgumentError
from .headers import headers_of
from .jsonic import as_content
from .media import essence_of
from .omit import OMIT
from .paths import path_of
from .payload import NO_BODY, Payload, Stream
from .records import Operation, Parameter
from .styles import expand, percent, percent_reserved, shaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Values keyed by their names on the wire. OMIT is the same as not there."""

    path: Mapping[str, Any] = field(default_factory=dict[str, Any])
    query: Mapping[str, Any] = field(default_factory=dict[str, Any])
    headers: Mapping[str, Any] = field(default_factory=dict[str, Any])
    cookies: Mapping[str, Any] = field(default_factory=dict[str, Any])
    body: Any = OMIT
    content_type: str | None = None
    """Which of the body's media types to send; the best one when None."""
    url: str | None = None
    """What the API said the next page is: takes the place of path and query, within the same origin."""
    via: Operation | None = None
    """The operation that gets the next page, where that is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestParts:
    """A request before it belongs to an HTTP library. Everything is encoded for its place."""

    method: str
    url: str
    """Without query."""
    query: tuple[str, ...] = ()
    """`name=value`, in order."""
    headers: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """`{lower-case name: (name, value)}`."""
    cookies: tuple[str, ...] = ()
    payload: Payload = NO_BODY

    @property
    def full_url(self) -> str:
        return (
            f"{self.url}{'&' if '?' in self.url else '?'}{'&'.join(self.query)}" if self.query else self.url
        )

    def header_items(self) -> list[tuple[bytes, bytes]]:
        """Return the headers as bytes, `Cookie` and `Content-Type` among them."""
        items = [(name.encode("ascii"), value.encode()) for name, value in self.headers.values()]
        if self.cookies and "cookie" not in self.headers:
            items.append((b"Cookie", "; ".join(self.cookies).encode()))
        if isinstance(self.payload.content, Stream) and self.payload.content.length is not None:
            items.append((b"Content-Length", str(self.payload.content.length).encode()))
        content_type = self.payload.content_type
        if content_type and not self.payload.parts and "content-type" not in self.headers:
            items.append((b"Content-Type", content_type.encode()))
        return items


def build(
    operation: Operation,
    arguments: Arguments,
    *,
    base_url: str,
    headers: Mapping[str, str | None] | None = None,
) -> RequestParts:
    """Return the request that the arguments mean; `headers` win over all others, and None removes one.

    Raises ArgumentError, which names what is missing or cannot be sent.
    """
    operation = arguments.via or operation
    arguments = _with_text(operation, arguments)
    _require(operation, arguments)
    try:
        return RequestParts(
            method=operation.method,
            url=_url(operation, arguments, base_url),
            query=() if arguments.url else tuple(_query(operation, arguments.query)),
            headers=headers_of(operation, arguments.headers, headers),
            cookies=tuple(cookies_of(operation, arguments.cookies)),
            payload=encode(operation.body, arguments.body, arguments.content_type),
        )
    except UnicodeEncodeError as error:
        raise ArgumentError("an argument holds text that is no valid Unicode (a lone surrogate)") from error


def _with_text(operation: Operation, arguments: Arguments) -> Arguments:
    """Return the arguments with bytes as the text that their parameters carry them as."""
    for parameter in operation.parameters:
        if parameter.carried:
            place = _FIELDS[parameter.location]
            values: Mapping[str, Any] = getattr(arguments, place)
            if parameter.name in values:
                text = with_text(values[parameter.name], parameter.carried)
                changed: dict[str, Any] = {place: {**values, parameter.name: text}}
                arguments = replace(arguments, **changed)
    return arguments


_FIELDS = {"path": "path", "query": "query", "querystring": "query", "header": "headers", "cookie": "cookies"}


def _url(operation: Operation, arguments: Arguments, base_url: str) -> str:
    own = base_url.rstrip("/") + path_of(operation, arguments.path)
    if arguments.url is None:
        return own
    try:
        there = urljoin(own, arguments.url)
        is_near = urlsplit(there)[:2] == urlsplit(own)[:2]
    except ValueError as error:
        raise ArgumentError(f"{operation.key}: what comes next is said to be at no valid address") from error
    if not is_near:
        raise ArgumentError(
            f"{operation.key}: what comes next is said to be at another server; it is not asked for"
        )
    return there.partition("#")[0]


def _require(operation: Operation, arguments: Arguments) -> None:
    places = {
        "path": arguments.path,
        "query": arguments.query,
        "header": arguments.headers,
        "cookie": arguments.cookies,
        "querystring": arguments.query,
    }
    missing = [
        parameter.arg
        for parameter in operation.parameters
        if (parameter.required or parameter.location == "path")
        and places[parameter.location].get(parameter.name, OMIT) in (OMIT, None)
        and not parameter.allow_empty
    ]
    if operation.body is not None and operation.body.required and arguments.body is OMIT:
        missing.append(operation.body.arg or "body")
    if missing:
        raise ArgumentError(
            f"missing required argument{'s'[: len(missing) > 1]}: {_names(missing)}", names=tuple(missing)
        )


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _query(operation: Operation, values: Mapping[str, Any]) -> Iterator[str]:
    undeclared = dict(values)
    for parameter in operation.parameters:
        if parameter.location == "query":
            yield from _query_value(parameter, undeclared.pop(parameter.name, OMIT))
        elif parameter.location == "querystring":
            yield from _whole_query(parameter, undeclared.pop(parameter.name, OMIT))
    for name, value in undeclared.items():
        if value is not OMIT and value is not None:
            style = "deepObject" if isinstance(value, Mapping) else "form"
            yield from filter(None, [expand(name, value, style=style, explode=True, encode=percent)])


def _query_value(parameter: Parameter, value: Any) -> Iterator[str]:
    if value is OMIT:
        return
    encode_text = percent_reserved if parameter.allow_reserved else percent
    if value is None or value == "":
        if parameter.allow_empty or value == "":
            yield f"{percent(parameter.name)}="
    elif parameter.content_type is not None:
        yield f"{percent(parameter.name)}={encode_text(as_content(parameter.content_type, value))}"
    else:
        text = expand(
            parameter.name, value, style=parameter.style, explode=parameter.explode, encode=encode_text
        )
        if text or parameter.allow_empty:
            yield text or f"{percent(parameter.name)}="


def _whole_query(parameter: Parameter, value: Any) -> Iterator[str]:
    """OAS 3.2 `in: querystring`: one value is the whole query. A form may be given ready, as text."""
    if value is OMIT or value is None:
        return
    if essence_of(parameter.content_type or "") != "application/x-www-form-urlencoded":
        yield percent(as_content(parameter.content_type, value))
    elif isinstance(value, str):
        yield percent_reserved(value).replace("%26", "&").replace("%2B", "+")
    else:
        shape = shaped(value)
        members = shape.items() if isinstance(shape, dict) else [(parameter.name, value)]
        for name, item in members:
            yield from filter(None, [expand(name, item, style="form", explode=True, encode=percent)])
