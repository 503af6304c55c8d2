"""openapi-core reads what was sent, by the contract alone: it knows nothing of how this package writes requests."""

from __future__ import annotations

import json
import warnings
from functools import lru_cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2
from bodies import FORM, check_body, is_read
from cases import Case, Try
from contract import address, contract, contracted, judged_method
from jsonschema import FormatChecker
from jsonschema_path import SchemaPath
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.unmarshalling.request.datatypes import RequestUnmarshalResult
from openapi_core.validation.schemas import oas31_schema_validators_factory
from parameters import check_unread
from support import HOST, SECRET
from werkzeug.datastructures import Headers, ImmutableMultiDict

_SLASH = "\ue000"
"""Stands for a slash inside a value, which must not look like one of the path."""


class Judged:
    """A request as openapi-core wants to see it."""

    def __init__(self, sent: httpx2.Request, method: str) -> None:
        target, _, query = sent.url.raw_path.decode("ascii").partition("?")
        headers = Headers(sent.headers.multi_items())
        cookies = SimpleCookie(headers.get("cookie", ""))
        self.host_url = HOST
        self.path = unquote(target.replace("%2F", _SLASH))
        self.method = method
        self.content_type = headers.get("content-type", "")
        self.body = sent.content or None
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(parse_qsl(query, keep_blank_values=True)),
            header=headers,
            cookie=ImmutableMultiDict(
                [(name, unquote(item.value)) for name, item in cookies.items()]
            ),
        )


_READ: dict[Any, RequestUnmarshalResult] = {}

# What stands in the contract for people, such as formats, decides nothing here: it would be copied for each value.
oas31_schema_validators_factory.format_checker = FormatChecker([])


@lru_cache(maxsize=8)
def judge(key: str) -> OpenAPI:
    """Return the judge of one operation, who has heard of no other."""
    warnings.simplefilter("ignore")
    operation = dict(contracted(key))
    body = operation.get("requestBody", {})
    types = body.get("content", {})
    more: dict[str, Any] = {
        each: json.loads for each in types if "json" in each and is_read(each, types[each])
    }
    if types:
        unread = {each: _as_it_is for each in types if not is_read(each, types[each])}
        more |= unread
        operation["requestBody"] = {**body, "content": {**types, **{each: {} for each in unread}}}
    alone = {**contract(), "paths": {address(key)[1]: {judged_method(key): operation}}}
    read = SchemaPath.from_dict(alone, resolved_cache_maxsize=4096)
    return OpenAPI(read, Config(spec_validator_cls=None, extra_media_type_deserializers=more))


def _as_it_is(content: bytes, **_: str) -> bytes:
    return content


def judged(case: Case, sent: httpx2.Request) -> RequestUnmarshalResult:
    """Return what the judge reads from a request; what was read before need not be read again."""
    same = _same(case, sent)
    if same not in _READ:
        _READ[same] = judge(case.key).unmarshal_request(Judged(sent, judged_method(case.key)))
    return _READ[same]


_TRANSPORT = frozenset(
    ("accept", "accept-encoding", "connection", "content-length", "host", "user-agent")
)
"""Headers that clients differ in."""


def _same(case: Case, sent: httpx2.Request) -> tuple[Any, ...]:
    """Return what the judge sees of a request: whoever sends the same is judged alike."""
    declared = {wire.lower() for _, _, place, wire in case.arguments if place == "header"}
    headers = [item for item in sent.headers.multi_items() if item[0] not in _TRANSPORT - declared]
    content = sent.content
    boundary = sent.headers.get("content-type", "").partition("boundary=")[2].strip('"')
    if boundary:
        headers = [(name, value.replace(boundary, "")) for name, value in headers]
        content = content.replace(boundary.encode(), b"")
    return case.key, sent.url.raw_path, tuple(sorted(headers)), content


def check(case: Case, tried: Try, given: dict[str, Any], sent: httpx2.Request) -> None:
    """Fail unless exactly the given arguments are read from the request."""
    assert sent.method == case.key.partition(" ")[0]
    fixed = case.key.partition("#")[0].partition("?")[2]
    assert set(parse_qsl(fixed)) <= set(sent.url.params.multi_items()), (
        "the query of the path is missing"
    )
    read, operation = judged(case, sent), contracted(case.key)
    expected = case.expected(given)
    body = expected.get("body", {})
    wanted_body = body.get("", body)
    missing = "Missing required request body" if is_empty_form(sent) else None
    errors = [str(each) for each in read.errors if str(each) != missing]
    assert not errors, errors
    unread = check_unread(operation.get("x-unread", ()), expected, case.key, sent)
    for place in ("path", "query", "header", "cookie"):
        wanted = {
            name: value
            for name, value in expected.get(place, {}).items()
            if (place, name) not in unread
        }
        values = getattr(read.parameters, place).items()
        found = {name: _with_slashes(value) for name, value in values if value is not None}
        found = {
            name: value
            for name, value in found.items()
            if name in wanted or SECRET not in str(value)
        }
        assert found == wanted, f"{place}: {found!r} was sent and not {wanted!r}"
    check_body(tried, operation, wanted_body, read.body, sent)


def is_empty_form(sent: httpx2.Request) -> bool:
    """Whether a form without members was sent, which has no bytes: the judge takes it for no body."""
    return not sent.content and sent.headers.get("content-type") == FORM


def _with_slashes(value: Any) -> Any:
    match value:
        case str():
            return value.replace(_SLASH, "/")
        case list():
            return [_with_slashes(each) for each in value]
        case dict():
            return {name: _with_slashes(each) for name, each in value.items()}
    return value
