"""Which values examples show: what the document gives where it fits, else something that says what it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from integen.freshness import Options
from integen.naming.legal import Key
from integen.pipeline import plan_all, read
from integen.plan.names import Names


def example(schema: dict[str, Any], **more: Any) -> Any:
    """Return what the example gives for a required property `owner` of this schema."""
    body = {"type": "object", "required": ["owner"], "properties": {"owner": schema}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {
            "/a": {
                "post": {
                    "operationId": "add",
                    "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
                    "responses": {"204": {"description": "Done"}},
                }
            }
        },
        **more,
    }
    options = Options(spec="-", stdin=json.dumps(document).encode(), name="t")
    _, api, _ = read(options)
    plan = plan_all(api, Key("t"), options, Names.from_json({}))
    assert plan.docs is not None
    return next(iter(plan.docs.facts.values()))["example"]["owner"]


@pytest.mark.parametrize(
    ("schema", "shown"),
    [
        ({"type": "string"}, "owner"),
        ({"type": "string", "minLength": 8}, "ownerxxx"),
        ({"type": "string", "maxLength": 3}, "own"),
        ({"type": "string", "examples": ["python"]}, "python"),
        ({"type": "string", "default": "me"}, "me"),
        ({"type": "string", "format": "date"}, "2026-01-02"),
        ({"type": "string", "enum": ["open", "closed"]}, "open"),
        ({"type": "array", "items": {"type": "string", "examples": ["a"]}}, ["a"]),
        ({"type": "array", "items": {"type": "string"}}, ["owner"]),
        ({"$ref": "#/components/schemas/Named"}, {"name": "Rex"}),
        ({"type": "boolean", "default": True}, True),
    ],
)
def test_an_example_shows_what_the_document_gives_or_what_it_is(schema: dict[str, Any], shown: Any) -> None:
    named = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
    more = {"components": {"schemas": {"Named": {**named, "examples": [{"name": "Rex"}]}}}}
    assert example(schema, **more) == shown


@pytest.mark.parametrize(
    ("schema", "refused"),
    [
        ({"type": "integer", "examples": ["seven"]}, "seven"),
        ({"type": "integer", "minimum": 10, "examples": [3]}, 3),
        ({"type": "integer", "examples": [True]}, True),
        ({"type": "string", "examples": [7]}, 7),
        ({"type": "string", "maxLength": 2, "examples": ["long"]}, "long"),
        ({"type": "string", "pattern": "^[a-z]+$", "examples": ["UP"]}, "UP"),
        ({"type": "string", "enum": ["a"], "examples": ["b"]}, "b"),
        ({"type": "array", "items": {"type": "integer"}, "examples": [["x"]]}, ["x"]),
        ({"type": "array", "minItems": 2, "items": {"type": "integer"}, "examples": [[1]]}, [1]),
        (
            {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"type": "integer"}},
                "examples": [{"name": "x"}],
            },
            {"name": "x"},
        ),
        ({"type": "string", "examples": ["\u202etxt.exe"]}, "\u202etxt.exe"),
        ({"type": "string", "examples": ["x" * 3000]}, "x" * 3000),
    ],
)
def test_an_example_that_does_not_fit_or_cannot_be_read_is_not_shown(
    schema: dict[str, Any], refused: Any
) -> None:
    found = example(schema)
    assert (type(found), found) != (type(refused), refused)
