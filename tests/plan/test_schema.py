"""Input schemas of tools: small, without references, and never stricter than the document."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.plan.plans import TEXT, document, input_schema, operation, value_schema


def nested(levels: int, width: int = 1) -> dict[str, Any]:
    """Return an object that holds `width` objects that hold … `levels` deep."""
    if not levels:
        return TEXT
    return {
        "type": "object",
        "properties": {f"p{index}": nested(levels - 1, width) for index in range(width)},
    }


def depth(schema: dict[str, Any]) -> int:
    return max((1 + depth(item) for item in schema.get("properties", {}).values()), default=0)


def test_a_small_schema_is_complete_however_deep() -> None:
    assert depth(value_schema(nested(7))) == 7


def test_a_large_schema_loses_its_lowest_levels_and_says_what_they_hold() -> None:
    found = value_schema(nested(6, width=3))
    assert depth(found) < 6
    assert len(json.dumps(found)) < 12_000
    while "properties" in found:
        found = found["properties"]["p0"]
    assert found == {"type": "object", "description": "Properties: p0, p1, p2"}


def test_the_names_of_a_cut_object_are_a_sample() -> None:
    wide = {"type": "object", "properties": {f"name{index}": nested(1, width=30) for index in range(30)}}
    found = value_schema({"type": "object", "properties": {"inner": wide}})
    while "properties" in found:
        found = next(iter(found["properties"].values()))
    text = found["description"]
    assert text.startswith("Properties: p0, p1, ")
    assert text.endswith("p11, …")


def test_a_schema_inside_itself_is_cut_to_an_object() -> None:
    tree = {"type": "object", "properties": {"name": TEXT, "child": {"$ref": "#/components/schemas/Tree"}}}
    found = value_schema({"$ref": "#/components/schemas/Tree"}, Tree=tree)
    assert found["properties"]["name"] == TEXT
    assert found["properties"]["child"] == {"type": "object", "description": "Another Tree, as above."}


def test_lists_and_unions_that_contain_each_other_stay_small() -> None:
    """Nothing but a budget stops them: each way through them is another way."""
    refs = [{"$ref": f"#/components/schemas/L{index}"} for index in range(14)]
    lists = {f"L{index}": {"type": "array", "items": {"anyOf": refs}} for index in range(14)}
    found = value_schema(refs[0], **lists)
    assert found["type"] == "array"
    assert len(json.dumps(found)) < 60_000


def test_nothing_that_clients_cannot_read_is_left() -> None:
    tree = {
        "allOf": [nested(1), {"type": "object", "properties": {"more": {"$ref": "#/components/schemas/T"}}}]
    }
    text = json.dumps(value_schema({"oneOf": [{"$ref": "#/components/schemas/T"}, {"type": "null"}]}, T=tree))
    assert "$ref" not in text
    assert "allOf" not in text


def test_parts_that_are_no_object_stay_together() -> None:
    found = value_schema({"allOf": [{"type": "string", "minLength": 2}, {"type": "string", "maxLength": 5}]})
    assert found == {"allOf": [{"type": "string", "minLength": 2}, {"type": "string", "maxLength": 5}]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["a", "b"], {"type": "string", "enum": ["a", "b"]}),
        ([1, 2], {"type": "integer", "enum": [1, 2]}),
        (["a", 1], {"enum": ["a", 1]}),
        ([True], {"type": "boolean", "enum": [True]}),
    ],
)
def test_an_enum_lists_its_values_and_its_type_where_they_have_one(values: list[Any], expected: Any) -> None:
    assert value_schema({"enum": values}) == expected


def test_a_value_may_be_null_where_the_enum_says_so() -> None:
    assert value_schema({"enum": ["a", None]}) == {
        "anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]
    }


def test_an_enum_of_hundreds_is_told_by_example() -> None:
    found = value_schema({"type": "string", "enum": [f"v{index}" for index in range(500)]})
    assert found == {"type": "string", "description": "One of 500 values: v0, v1, v2, v3, v4, v5, v6, v7, …"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["x" * 201, "b"], {"type": "string"}),
        ([{"a": 1}], {}),
        ([["a"], "b"], {}),
    ],
)
def test_values_that_cannot_be_listed_are_not_forbidden(values: list[Any], expected: dict[str, Any]) -> None:
    found = value_schema({"enum": values})
    assert found.pop("description").startswith(f"One of {len(values)} values: ")
    assert found == expected


def test_only_an_object_that_allows_nothing_else_is_closed() -> None:
    properties = {"a": TEXT}
    closed = {"type": "object", "properties": properties, "additionalProperties": False}
    assert value_schema(closed)["additionalProperties"] is False
    assert "additionalProperties" not in value_schema({**closed, "patternProperties": {"^x-": TEXT}})
    assert value_schema({"type": "object", "additionalProperties": TEXT})["additionalProperties"] == TEXT


@pytest.mark.parametrize("rest", [False, {"type": "boolean"}])
def test_a_tuple_is_a_list_of_any_of_its_elements(rest: Any) -> None:
    found = value_schema({"type": "array", "prefixItems": [TEXT, {"type": "integer"}], "items": rest})
    more = [rest] if rest else []
    assert found == {"type": "array", "items": {"anyOf": [TEXT, {"type": "integer"}, *more]}}


def test_a_tuple_with_anything_after_it_is_any_list() -> None:
    assert value_schema({"type": "array", "prefixItems": [TEXT]}) == {"type": "array"}


def test_variants_that_look_alike_are_one_and_a_free_one_frees_all() -> None:
    assert value_schema({"anyOf": [TEXT, TEXT]}) == TEXT
    assert value_schema({"anyOf": [TEXT, {}]}) == {}


def test_what_only_answers_hold_cannot_be_passed() -> None:
    found = value_schema(
        {"type": "object", "properties": {"id": {**TEXT, "readOnly": True}, "name": TEXT}, "required": ["id"]}
    )
    assert found == {"type": "object", "properties": {"name": TEXT}}


def test_bounds_defaults_and_patterns_are_told() -> None:
    number = {"type": "integer", "minimum": 1, "exclusiveMaximum": 9, "multipleOf": 2, "default": 2}
    text = {"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^a", "format": "email"}
    many = {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 3}
    for schema in (number, text, many):
        assert value_schema(schema) == schema


def test_arguments_that_nobody_declared_are_refused_and_required_ones_are_named() -> None:
    parameters = [
        {"name": "id", "in": "query", "required": True, "schema": TEXT, "description": "Which <b>one</b>."},
        {"name": "old", "in": "query", "deprecated": True, "schema": TEXT},
    ]
    found = input_schema(document({"/x": {"get": operation(parameters=parameters)}}))
    assert found == {
        "type": "object",
        "properties": {
            "id": {**TEXT, "description": "Which one."},
            "old": {**TEXT, "deprecated": True},
        },
        "required": ["id"],
        "additionalProperties": False,
    }


def test_many_arguments_leave_no_room_for_what_is_within_the_last_of_them() -> None:
    parameters = [{"name": f"p{index}", "in": "query", "schema": TEXT} for index in range(200)]
    inner = {"name": "z", "in": "query", "content": {"application/json": {"schema": nested(1, width=9)}}}
    found = input_schema(document({"/x": {"get": operation(parameters=[*parameters, inner])}}))
    assert "properties" not in found["properties"]["z"]
