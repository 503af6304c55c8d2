"""An operation and its arguments to the parts of a request. Nothing here touches the network.

A value never leaves its place: in a path it is percent-encoded and refused when a server could read it as
another path; in a header it cannot start another one; in a query it ends where it should.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from .bodies import encode
from .errors import ArgumentError
from .jsonic import json_bytes
from .media import essence_of, is_json
from .omit import OMIT
from .payload import NO_BODY, Payload, Stream
from .records import Operation, Parameter
from .styles import expand, flat, percent, percent_reserved, shaped, verbatim


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
    _require(operation, arguments)
    try:
        return RequestParts(
            method=operation.method,
            url=base_url.rstrip("/") + _path(operation, arguments.path),
            query=tuple(_query(operation, arguments.query)),
            headers=_headers(operation, arguments.headers, headers),
            cookies=tuple(_cookies(operation, arguments.cookies)),
            payload=encode(operation.body, arguments.body, arguments.content_type),
        )
    except UnicodeEncodeError as error:
        raise ArgumentError("an argument holds text that is no valid Unicode (a lone surrogate)") from error


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


_TEMPLATE = re.compile(r"\{([^{}]*)\}")


def _path(operation: Operation, values: Mapping[str, Any]) -> str:
    if "{" not in operation.path:
        return operation.path
    parameters = {
        parameter.name: parameter for parameter in operation.parameters if parameter.location == "path"
    }
    pieces = _TEMPLATE.split(operation.path)
    for index in range(1, len(pieces), 2):
        name = pieces[index]
        parameter = parameters.get(name) or Parameter(name=name, location="path", arg=name, style="simple")
        pieces[index] = _path_value(parameter, values.get(name, OMIT))
    path = "".join(pieces)
    if any(_is_dots(segment) for segment in path.split("/")):
        raise ArgumentError(
            f"the path `{operation.path}` would lead elsewhere: a segment of it is `.` or `..`"
        )
    return path


def _path_value(parameter: Parameter, value: Any) -> str:
    if value is OMIT or value is None:
        raise ArgumentError(f"missing required argument: `{parameter.arg}`", names=(parameter.arg,))
    if parameter.content_type is not None:
        text = percent(_as_content(parameter, value))
    else:
        encode_text = _reserved_in_path if parameter.allow_reserved else percent
        text = expand(
            parameter.name, value, style=parameter.style, explode=parameter.explode, encode=encode_text
        )
    if not text:
        raise ArgumentError(
            f"`{parameter.arg}` must not be empty: it is part of the path", names=(parameter.arg,)
        )
    if any(_is_dots(piece) for piece in re.split(r"[/\\]", unquote(text))):
        raise ArgumentError(
            f"`{parameter.arg}` must not have `.` or `..` as a path segment", names=(parameter.arg,)
        )
    return text


def _reserved_in_path(text: str) -> str:
    return percent_reserved(text).replace("?", "%3F")


def _is_dots(segment: str) -> bool:
    return unquote(segment) in (".", "..")


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
        yield f"{percent(parameter.name)}={encode_text(_as_content(parameter, value))}"
    else:
        text = expand(
            parameter.name, value, style=parameter.style, explode=parameter.explode, encode=encode_text
        )
        if text or parameter.allow_empty:
            yield text or f"{percent(parameter.name)}="


def _whole_query(parameter: Parameter, value: Any) -> Iterator[str]:
    """OAS 3.2 `in: querystring`: one value is the whole query."""
    if value is OMIT or value is None:
        return
    if essence_of(parameter.content_type or "") == "application/x-www-form-urlencoded" and not isinstance(
        value, str
    ):
        shape = shaped(value)
        members = shape.items() if isinstance(shape, dict) else [(parameter.name, value)]
        for name, item in members:
            yield from filter(None, [expand(name, item, style="form", explode=True, encode=percent)])
    elif isinstance(value, str):
        yield percent_reserved(value).replace("%26", "&").replace("%2B", "+")
    else:
        yield percent(_as_content(parameter, value))


def _as_content(parameter: Parameter, value: Any) -> str:
    return json_bytes(value).decode() if is_json(essence_of(parameter.content_type or "")) else flat(value)


def _cookies(operation: Operation, values: Mapping[str, Any]) -> Iterator[str]:
    parameters = {p.name: p for p in operation.parameters if p.location == "cookie"}
    for name, value in values.items():
        if value is OMIT or value is None:
            continue
        parameter = parameters.get(name) or Parameter(name=name, location="cookie", arg=name, explode=True)
        if parameter.content_type is not None:
            text = f"{percent(name)}={percent(_as_content(parameter, value))}"
        else:
            encode_text = verbatim if parameter.style == "cookie" else percent
            text = expand(name, value, style="cookie", explode=parameter.explode, encode=encode_text)
        if text:
            yield _header_text(parameter.arg, text)


def _headers(
    operation: Operation, values: Mapping[str, Any], overrides: Mapping[str, str | None] | None
) -> dict[str, tuple[str, str]]:
    headers = {"accept": ("Accept", accepted(operation))}
    parameters = {p.name.lower(): p for p in operation.parameters if p.location == "header"} if values else {}
    for name, value in values.items():
        if value is not OMIT and value is not None:
            headers[name.lower()] = (
                _header_name(name),
                _header_value(parameters.get(name.lower()), name, value),
            )
    for name, override in (overrides or {}).items():
        if override is None:
            headers.pop(name.lower(), None)
        else:
            headers[name.lower()] = (_header_name(name), _header_text(name, override))
    return headers


def _header_value(parameter: Parameter | None, name: str, value: Any) -> str:
    """Header values are not percent-encoded (OAS 3.2 appendix D)."""
    if parameter is not None and parameter.content_type is not None:
        return _header_text(parameter.arg, _as_content(parameter, value))
    explode = parameter.explode if parameter else False
    return _header_text(
        parameter.arg if parameter else name,
        expand(name, value, style="simple", explode=explode, encode=verbatim),
    )


_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def _header_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ArgumentError(f"{name!r} cannot be the name of a header")
    return name


def _header_text(arg: str, text: str) -> str:
    if _CONTROL.search(text):
        raise ArgumentError(
            f"`{arg}` must not hold line breaks or control characters: it is a header", names=(arg,)
        )
    return text.strip(" \t")


def accepted(operation: Operation) -> str:
    """Return the `Accept` header: what the answers may be, JSON before anything else."""
    types = {media_type: None for answer in operation.answers for media_type in answer.content}
    json_types = [media_type for media_type in types if is_json(essence_of(media_type))]
    others = [
        media_type
        for media_type in types
        if media_type not in json_types and _NAME_OF_TYPE.fullmatch(media_type)
    ]
    weight = ";q=0.5" if json_types else ""
    return ", ".join(json_types + [other + weight for other in others]) or "*/*"


_NAME_OF_TYPE = re.compile(r"[\x20-\x7e]+")
