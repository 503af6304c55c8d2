"""openapi-core reads what was sent, by the contract alone: it knows nothing of how this package writes requests."""

from __future__ import annotations

import json
import warnings
from functools import cache, lru_cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.unmarshalling.request.datatypes import RequestUnmarshalResult
from parts import nested, parts, wanted_parts
from support import HERE, HOST, Case
from werkzeug.datastructures import Headers, ImmutableMultiDict

_SLASH = "\ue000"
"""Stands for a slash inside a value, which must not look like one of the path."""


class Judged:
    """A request as openapi-core wants to see it."""

    def __init__(self, sent: httpx2.Request) -> None:
        target, _, query = sent.url.raw_path.decode("ascii").partition("?")
        headers = Headers(sent.headers.multi_items())
        cookies = SimpleCookie(headers.get("cookie", ""))
        self.host_url = HOST
        self.path = unquote(target.replace("%2F", _SLASH))
        self.method = sent.method.lower()
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


@cache
def contract() -> dict[str, Any]:
    """Return the contract without formats: values are compared as they are on the wire."""
    document: dict[str, Any] = json.loads((HERE / "contract.json").read_text(encoding="utf-8"))
    _without_formats(document)
    return document


@lru_cache(maxsize=8)
def judge(key: str) -> OpenAPI:
    """Return the judge of one operation, who has heard of no other."""
    warnings.simplefilter("ignore")
    method, _, path = key.partition(" ")
    path = path.partition("?")[0].partition("#")[0]
    operation = contract()["paths"][path][method.lower()]
    types = operation.get("requestBody", {}).get("content", {})
    more: dict[str, Any] = {each: json.loads for each in types if "json" in each}
    more |= {
        each: bytes.decode
        for each, media in types.items()
        if "json" not in each and is_text(each, media)
    }
    alone = {**contract(), "paths": {path: {method.lower(): operation}}}
    return OpenAPI.from_dict(
        alone, config=Config(spec_validator_cls=None, extra_media_type_deserializers=more)
    )


def is_text(name: str, media: dict[str, Any]) -> bool:
    """Whether a body of this type is one text: forms are read by the judge, bytes are compared as they are."""
    form = name.startswith("multipart/") or "form-urlencoded" in name
    return not form and media.get("schema", {}).get("type") == "string"


def judged(case: Case, sent: httpx2.Request) -> RequestUnmarshalResult:
    """Return what the judge reads from a request; what was read before need not be read again."""
    same = (case.key, sent.method, str(sent.url), tuple(sent.headers.multi_items()), sent.content)
    if same not in _READ:
        _READ[same] = judge(case.key).unmarshal_request(Judged(sent))
    return _READ[same]


def check(case: Case, given: dict[str, Any], sent: httpx2.Request) -> None:
    """Fail unless openapi-core reads exactly the given arguments from the request."""
    read = judged(case, sent)
    is_multipart = sent.headers.get("content-type", "").startswith("multipart/")
    # Parts are bytes to the judge, whatever their schema says: they are compared below.
    errors = [
        str(each) for each in read.errors if not (is_multipart and "body" in str(each).lower())
    ]
    assert not errors, errors
    expected = case.expected(given)
    for place in ("path", "query", "header", "cookie"):
        values = getattr(read.parameters, place).items()
        found = {name: _with_slashes(value) for name, value in values if value is not None}
        wanted = expected.get(place, {})
        if place == "query":
            found |= nested(sent, set(wanted) - set(found))
        assert found == wanted, f"{place}: {found!r} was sent and not {wanted!r}"
    body = expected.get("body", {})
    wanted_body = body.get("", body)
    if is_multipart:
        assert sorted(parts(sent)) == sorted(wanted_parts(wanted_body))
    elif isinstance(wanted_body, bytes):
        assert sent.content == wanted_body
    elif wanted_body or read.body:
        assert read.body == wanted_body, f"body: {read.body!r} was sent and not {wanted_body!r}"


def _with_slashes(value: Any) -> Any:
    match value:
        case str():
            return value.replace(_SLASH, "/")
        case list():
            return [_with_slashes(each) for each in value]
        case dict():
            return {name: _with_slashes(each) for name, each in value.items()}
    return value


def _without_formats(node: Any) -> None:
    if isinstance(node, dict):
        if isinstance(node.get("type"), str) and isinstance(node.get("format"), str):
            del node["format"]
        for each in node.values():
            _without_formats(each)
    elif isinstance(node, list):
        for each in node:
            _without_formats(each)
