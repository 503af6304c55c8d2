"""Operations that answer before they are done are recognised from the document."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Polling
from integen.lower.api import lower
from integen.source.sources import Sources

LONG = {"x-ms-long-running-operation": True}


def via(place: Any) -> dict[str, Any]:
    return {**LONG, "x-ms-long-running-operation-options": {"final-state-via": place}}


def found(method: str, headers: tuple[str, ...] = (), status: str = "202", **more: Any) -> Polling | None:
    named = {name: {"schema": {"type": "string"}} for name in headers}
    answers = {status: {"description": "", "headers": named}}
    item = {method: {"responses": answers, **more}}
    if method != "get":
        item["get"] = {"responses": {"200": {"description": ""}}}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/x": item}}
    api = lower(Sources.load("-", stdin=orjson.dumps(document)), Diagnostics())
    return next(item.polling for item in api.operations if item.method == method.upper())


@pytest.mark.parametrize(
    ("method", "extensions", "final"),
    [
        ("put", LONG, "original"),
        ("patch", LONG, "original"),
        ("post", LONG, "location"),
        ("delete", LONG, "operation"),
        ("post", via("azure-async-operation"), "operation"),
        ("post", via("operation-location"), "operation"),
        ("put", via("location"), "location"),
        ("post", via("original-uri"), "original"),
        ("put", via(["no", "word"]), "original"),
    ],
)
def test_the_extension_says_where_the_result_stands(method: str, extensions: Any, final: str) -> None:
    polling = found(method, **extensions)
    assert polling is not None
    assert (polling.final, polling.states) == (final, True)


@pytest.mark.parametrize(
    ("method", "headers", "final"),
    [
        ("post", ("Location",), "location"),
        ("delete", ("location", "Retry-After"), "location"),
        ("post", ("Operation-Location",), "operation"),
        ("post", ("operation-location", "Location"), "location"),
        ("put", ("Operation-Location",), "original"),
    ],
)
def test_a_202_with_an_address_is_waited_for(method: str, headers: tuple[str, ...], final: str) -> None:
    polling = found(method, headers)
    assert polling is not None
    assert (polling.final, polling.states) == (final, False)
    assert headers[0] in polling.reason


@pytest.mark.parametrize(
    ("method", "headers", "status", "more"),
    [
        ("get", ("Location",), "202", {}),
        ("post", ("Location",), "201", {}),
        ("post", ("Retry-After",), "202", {}),
        ("post", (), "202", {}),
        ("post", ("Location",), "202", {"x-ms-long-running-operation": False}),
        ("get", (), "200", LONG),
    ],
)
def test_anything_else_is_not(method: str, headers: tuple[str, ...], status: str, more: Any) -> None:
    assert found(method, headers, status, **more) is None
