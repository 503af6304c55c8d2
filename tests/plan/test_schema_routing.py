"""`x-mcp-header`: arguments that clients repeat in a header, and marks that would cost the tool."""

from __future__ import annotations

from typing import Any

import pytest
from mcp.shared.inbound import find_invalid_x_mcp_header
from tests.plan.plans import TEXT, document, input_schema, operation

MARK = "x-mcp-header"


def parameter(name: str, schema: dict[str, Any], place: str = "query", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "schema": schema, **more}


def marks(*parameters: dict[str, Any], path: str = "/x", **schemas: Any) -> dict[str, str]:
    """Return `{argument: header}` of a tool with these parameters, whose schema clients accept."""
    written = document({path: {"get": operation(parameters=list(parameters))}}, schemas=schemas)
    found = input_schema(written)
    assert find_invalid_x_mcp_header(found) is None
    return {name: item[MARK] for name, item in found["properties"].items() if MARK in item}


def test_a_mark_on_the_parameter_its_schema_or_a_shared_schema_is_kept() -> None:
    shared = {"type": "integer", MARK: "Shard"}
    found = marks(
        parameter("region", TEXT, **{MARK: "Region"}),
        parameter("tenant", {**TEXT, MARK: "Tenant"}, "header"),
        parameter("shard", {"$ref": "#/components/schemas/Shard"}, "path", required=True),
        parameter("dry", {"type": "boolean", MARK: "Dry"}),
        path="/x/{shard}",
        Shard=shared,
    )
    assert found == {"region": "Region", "tenant": "Tenant", "shard": "Shard", "dry": "Dry"}


def test_the_mark_of_a_parameter_wins_over_that_of_its_schema() -> None:
    assert marks(parameter("region", {**TEXT, MARK: "Schema"}, **{MARK: "Own"})) == {"region": "Own"}


@pytest.mark.parametrize("mark", ["", "two words", "a:b", "\r\nX: y", "é", 7, None, ["Region"], "x" * 101])
def test_what_is_no_name_of_a_header_is_left_out(mark: Any) -> None:
    assert marks(parameter("region", TEXT, **{MARK: mark})) == {}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "number"},
        {"type": "array", "items": TEXT},
        {"type": ["string", "null"]},
        {"type": "object", "properties": {"inner": {**TEXT, MARK: "Inner"}}},
        {},
    ],
)
def test_only_texts_integers_and_booleans_are_marked(schema: dict[str, Any]) -> None:
    assert marks(parameter("region", schema, **{MARK: "Region"})) == {}


def test_a_name_is_given_once_however_it_is_written() -> None:
    found = marks(parameter("one", TEXT, **{MARK: "Region"}), parameter("two", TEXT, **{MARK: "REGION"}))
    assert found == {"one": "Region"}


def test_cookies_and_bodies_are_not_repeated_where_gateways_log_them() -> None:
    assert marks(parameter("session", TEXT, "cookie", **{MARK: "Session"})) == {}
    body = {"type": "object", "properties": {"card": {**TEXT, MARK: "Card"}}}
    content = {"application/json": {"schema": body}}
    found = input_schema(document({"/x": {"post": operation(requestBody={"content": content})}}))
    assert MARK not in found["properties"]["card"]
