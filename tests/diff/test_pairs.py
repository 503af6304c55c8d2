"""Pairs of documents with known answers: one for each rule and direction."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from integen.difference.change import RULES, Severity
from integen.difference.compare import Difference, compare
from integen.difference.side import of_document
from integen.freshness import Options

STRING, INTEGER = {"type": "string"}, {"type": "integer"}

BASE: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "https://a.example"}, {"url": "https://b.example"}],
    "paths": {
        "/pets": {
            "get": {
                "operationId": "listPets",
                "summary": "List pets",
                "description": "List pets of the shop.",
                "tags": ["pets"],
                "parameters": [
                    {
                        "name": "limit",
                        "in": "query",
                        "description": "How many.",
                        "schema": {"type": "integer"},
                    },
                    {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {
                            "application/json": {
                                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
                            }
                        },
                    },
                    "404": {"description": "none"},
                },
                "security": [{"oauth": ["read"]}],
            },
            "post": {
                "operationId": "addPet",
                "tags": ["pets"],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "born": {"type": "object", "properties": {"year": {"type": "integer"}}},
                                },
                            }
                        }
                    },
                },
                "responses": {"201": {"description": "ok"}},
            },
        }
    },
    "components": {
        "schemas": {
            "Pet": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": "integer"},
                    "kind": {"type": "string", "enum": ["cat", "dog"]},
                    "owner": {"type": "object", "properties": {"name": {"type": "string"}}},
                },
            }
        },
        "securitySchemes": {
            "oauth": {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "https://a.example/t",
                        "scopes": {"read": "Read", "write": "Write"},
                    }
                },
            },
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        },
    },
}

GET = ("paths", "/pets", "get")
POST = ("paths", "/pets", "post")
LIMIT = (*GET, "parameters", 0)
QUERY = (*GET, "parameters", 1)
BODY = (*POST, "requestBody")
JSON = (*BODY, "content", "application/json", "schema")
NAME = (*JSON, "properties", "name")
BORN = (*JSON, "properties", "born")
OK = (*GET, "responses", "200")
PET = ("components", "schemas", "Pet")
GONE = object()


def edited(*edits: tuple[tuple[Any, ...], Any]) -> dict[str, Any]:
    """Return the base document with each place set, or removed."""
    document = deepcopy(BASE)
    for path, value in edits:
        node: Any = document
        for step in path[:-1]:
            node = node[step]
        if value is GONE:
            del node[path[-1]]
        else:
            node[path[-1]] = value
    return document


def difference(old: Any, new: Any) -> Difference:
    before, _, _ = of_document(_options(old), "old", {})
    after, _, _ = of_document(_options(new), "new", before.names)
    return compare(before, after)


def _options(document: Any) -> Options:
    return Options(spec="-", stdin=json.dumps(document).encode(), name="api")


def kinds(old: Any, new: Any) -> set[str]:
    return {change.kind for change in difference(old, new).changes}


LIMITED = {"name": "page", "in": "query", "schema": INTEGER}

# Each row: the place, its old value (or `BASE`'s), its new value, what is said one way, and the other way.
SAME = object()
ROWS: list[tuple[str, tuple[Any, ...], Any, Any, set[str], set[str]]] = [
    ("a tool", ("paths", "/more"), GONE, {"get": {"operationId": "more", "responses": {}}},
     {"tool-added", "method-added"}, {"tool-removed", "method-removed"}),
    ("a title", (*GET, "summary"), SAME, "All pets", {"title-changed", "description-changed"},
     {"title-changed", "description-changed"}),
    ("a description", (*GET, "description"), SAME, "List pets, the youngest first.",
     {"description-changed"}, {"description-changed"}),
    ("a tag", (*GET, "tags"), SAME, ["animals"], {"toolset-moved", "method-renamed"},
     {"toolset-moved", "method-renamed"}),
    ("what an argument says", (*LIMIT, "description"), SAME, "At most so many.",
     {"argument-description-changed"}, {"argument-description-changed"}),
    ("whether an argument is needed", (*LIMIT, "required"), GONE, True,
     {"argument-required"}, {"argument-optional"}),
    ("a deprecation", (*GET, "deprecated"), GONE, True,
     {"deprecated", "description-changed"}, {"undeprecated", "description-changed"}),
    ("an argument's place", (*LIMIT, "in"), SAME, "header",
     {"parameter-moved"}, {"parameter-moved"}),
    ("an argument's style", (*LIMIT, "schema"), {"type": "array", "items": INTEGER},
     {"type": "array", "items": STRING}, {"request-changed"}, {"request-changed"}),
    ("an argument's type", (*LIMIT, "schema"), SAME, STRING, {"request-changed"}, {"request-changed"}),
    ("integers and numbers", (*LIMIT, "schema"), SAME, {"type": "number"},
     {"request-widened"}, {"request-narrowed"}),
    ("any value", (*LIMIT, "schema"), SAME, {}, {"request-widened"}, {"request-narrowed"}),
    ("null", (*LIMIT, "schema"), SAME, {"type": ["integer", "null"]},
     {"request-widened"}, {"request-narrowed"}),
    ("a maximum", (*LIMIT, "schema"), SAME, {"type": "integer", "maximum": 9},
     {"request-narrowed"}, {"request-widened"}),
    ("a minimum", (*LIMIT, "schema"), {"type": "integer", "minimum": 1},
     {"type": "integer", "minimum": 2}, {"request-narrowed"}, {"request-widened"}),
    ("an exclusive maximum", (*LIMIT, "schema"), {"type": "integer", "exclusiveMaximum": 5},
     {"type": "integer", "exclusiveMaximum": 4}, {"request-narrowed"}, {"request-widened"}),
    ("a multiple", (*LIMIT, "schema"), SAME, {"type": "integer", "multipleOf": 5},
     {"request-narrowed"}, {"request-widened"}),
    ("a format", (*LIMIT, "schema"), SAME, {"type": "integer", "format": "int64"},
     {"request-format"}, {"request-format"}),
    ("a default", (*LIMIT, "schema"), SAME, {"type": "integer", "default": 7},
     {"request-default"}, {"request-default"}),
    ("a longest text", (*QUERY, "schema"), SAME, {"type": "string", "maxLength": 5},
     {"request-narrowed"}, {"request-widened"}),
    ("a shortest text", (*QUERY, "schema"), SAME, {"type": "string", "minLength": 5},
     {"request-narrowed"}, {"request-widened"}),
    ("a pattern", (*QUERY, "schema"), SAME, {"type": "string", "pattern": "a"},
     {"request-format"}, {"request-format"}),
    ("an enumeration", (*QUERY, "schema"), SAME, {"type": "string", "enum": ["a"]},
     {"request-narrowed"}, {"request-widened"}),
    ("values of an enumeration", (*QUERY, "schema"), {"enum": ["a"]}, {"enum": ["a", "b"]},
     {"request-widened"}, {"request-narrowed"}),
    ("one more variant", (*QUERY, "schema"), SAME, {"type": ["string", "integer"]},
     {"request-widened"}, {"request-narrowed"}),
    ("a variant of several", (*QUERY, "schema"), {"type": ["string", "integer"]},
     {"type": ["string", "integer", "boolean"]}, {"request-widened"}, {"request-narrowed"}),
    ("fewest items", (*LIMIT, "schema"), {"type": "array", "items": INTEGER},
     {"type": "array", "items": INTEGER, "minItems": 1}, {"request-narrowed"}, {"request-widened"}),
    ("most items", (*LIMIT, "schema"), {"type": "array", "items": INTEGER, "maxItems": 3},
     {"type": "array", "items": INTEGER, "maxItems": 2}, {"request-narrowed"}, {"request-widened"}),
    ("a body", BODY, GONE, SAME, {"body-added-required", "argument-added-required", "argument-added"},
     {"body-removed", "argument-removed"}),
    ("whether a body is needed", (*BODY, "required"), SAME, False,
     {"body-optional", "argument-optional"}, {"body-required", "argument-required"}),
    ("a media type of the body", (*BODY, "content", "text/plain"), GONE, {"schema": STRING},
     {"body-media-added", "argument-added", "argument-optional"},
     {"body-media-removed", "argument-removed", "argument-required"}),
    ("a property of the body", (*JSON, "properties", "age"), GONE, INTEGER,
     {"argument-added"}, {"argument-removed"}),
    ("a property inside the body", (*BORN, "properties", "month"), GONE, INTEGER,
     {"request-property-added"}, {"request-property-removed"}),
    ("what is needed inside the body", (*BORN, "required"), GONE, ["year"],
     {"request-property-required"}, {"request-property-optional"}),
    ("other properties", (*BORN, "additionalProperties"), GONE, False,
     {"request-narrowed"}, {"request-widened"}),
    ("how many properties", (*BORN, "minProperties"), GONE, 1, {"request-narrowed"}, {"request-widened"}),
    ("a scope", (*GET, "security"), SAME, [{"oauth": ["read", "write"]}], {"scope-added"}, {"scope-removed"}),
    ("an alternative of credentials", (*GET, "security"), SAME, [{"oauth": ["read"]}, {"key": []}],
     {"security-looser"}, {"security-stricter"}),
    ("credentials at once", (*GET, "security"), SAME, [{"oauth": ["read"], "key": []}],
     {"security-stricter"}, {"security-looser"}),
    ("no credentials", (*GET, "security"), SAME, [], {"security-looser"}, {"security-stricter"}),
    ("the first server", ("servers", 0, "url"), SAME, "https://c.example",
     {"server-default"}, {"server-default"}),
    ("another server", ("servers", 1), SAME, {"url": "https://c.example"},
     {"server-added", "server-removed"}, {"server-added", "server-removed"}),
    ("a status", (*GET, "responses", "500"), GONE, {"description": "no"},
     {"status-added"}, {"status-removed"}),
    ("a success", (*GET, "responses", "202"), GONE, {"description": "later"},
     {"status-added"}, {"success-removed"}),
    ("a media type of an answer", (*OK, "content", "text/csv"), GONE, {"schema": STRING},
     {"answer-media-added"}, {"answer-media-removed"}),
    ("a property of an answer", (*PET, "properties", "age"), GONE, INTEGER,
     {"answer-property-added"}, {"answer-property-removed"}),
    ("what an answer always has", (*PET, "required"), SAME, ["id", "kind"],
     {"answer-property-required"}, {"answer-property-optional"}),
    ("null in an answer", (*PET, "properties", "id"), SAME, {"type": ["integer", "null"]},
     {"answer-widened"}, {"answer-narrowed"}),
    ("values of an answer", (*PET, "properties", "kind", "enum"), SAME, ["cat", "dog", "fish"],
     {"answer-values"}, {"answer-narrowed"}),
    ("the type of an answer", (*PET, "properties", "id"), SAME, STRING,
     {"answer-changed"}, {"answer-changed"}),
    ("the range of an answer", (*PET, "properties", "id"), SAME, {"type": "number"},
     {"answer-widened"}, {"answer-narrowed"}),
    ("the format of an answer", (*PET, "properties", "id"), SAME, {"type": "integer", "format": "int64"},
     {"answer-format"}, {"answer-format"}),
    ("deep inside an answer", (*PET, "properties", "owner", "properties", "name"), SAME, INTEGER,
     {"answer-changed"}, {"answer-changed"}),
    ("a header of an answer", (*OK, "headers"), {"X-Left": {"schema": INTEGER}},
     {"X-Left": {"schema": STRING}}, {"answer-changed"}, {"answer-changed"}),
    ("what is only read", (*NAME, "readOnly"), GONE, True, {"argument-removed"}, {"argument-added-required"}),
    ("what is only written", (*PET, "properties", "id", "writeOnly"), GONE, True, set(), set()),
]  # fmt: skip


def pair(row: tuple[str, tuple[Any, ...], Any, Any, set[str], set[str]]) -> tuple[Any, Any]:
    _, place, old, new, _, _ = row
    return tuple(deepcopy(BASE) if value is SAME else edited((place, value)) if value is not GONE
                 else without(place) for value in (old, new))  # type: ignore[return-value]  # fmt: skip


def without(place: tuple[Any, ...]) -> dict[str, Any]:
    node: Any = BASE
    for step in place[:-1]:
        node = node[step]
    return edited((place, GONE)) if place[-1] in node else deepcopy(BASE)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_change_is_told_in_both_directions(row):
    old, new = pair(row)
    assert kinds(old, new) == row[4]
    assert kinds(new, old) == row[5]


def test_a_style_is_told():
    styled = edited(((*LIMIT, "schema"), {"type": "array", "items": INTEGER}))
    other = deepcopy(styled)
    other["paths"]["/pets"]["get"]["parameters"][0]["style"] = "pipeDelimited"
    assert kinds(styled, other) == {"parameter-style"}


def test_a_path_that_keeps_its_operation_id_is_the_same_operation():
    moved = deepcopy(BASE)
    moved["paths"]["/v2/pets"] = moved["paths"].pop("/pets")
    found = difference(BASE, moved)
    assert {change.kind for change in found.changes} == {"path-changed", "description-changed"}
    assert {(change.before, change.after) for change in found.of(Severity.BREAKING)} == {
        ("GET /pets", "GET /v2/pets"),
        ("POST /pets", "POST /v2/pets"),
    }


def test_a_shared_schema_is_told_once_with_every_operation_of_it():
    both = edited(((*POST, "responses", "201"), deepcopy(BASE["paths"]["/pets"]["get"]["responses"]["200"])))
    changed = deepcopy(both)
    changed["components"]["schemas"]["Pet"]["properties"]["id"] = STRING
    told = [change for change in difference(both, changed).changes if change.kind == "answer-changed"]
    assert [change.subject for change in told] == ["schema Pet.id"]


def test_recursion_ends():
    def tree(kind: dict[str, Any]) -> dict[str, Any]:
        child = {"$ref": "#/components/schemas/Pet"}
        return edited(
            ((*PET, "properties"), {"id": kind, "child": child, "all": {"type": "array", "items": child}})
        )

    assert kinds(tree(INTEGER), tree(STRING)) == {"answer-changed"}


def test_nothing_is_told_of_the_same_document():
    found = difference(BASE, deepcopy(BASE))
    assert found.changes == ()
    assert found.bump == "none"


def test_order_is_no_change():
    turned = deepcopy(BASE)
    turned["components"]["schemas"]["Pet"]["properties"] = dict(
        reversed(turned["components"]["schemas"]["Pet"]["properties"].items())
    )
    turned["paths"]["/pets"]["get"]["parameters"].reverse()
    turned["paths"]["/pets"] = dict(reversed(turned["paths"]["/pets"].items()))
    assert difference(BASE, turned).changes == ()


def test_hints_are_told_by_which_way_they_turn():
    hinted = edited(((*POST, "x-mcp"), {"annotations": {"readOnlyHint": True}}))
    assert kinds(BASE, hinted) == {"hint-safer"}
    assert kinds(hinted, BASE) == {"hint-less-safe"}


def test_a_tool_that_is_called_otherwise_is_told_as_renamed():
    named = edited(((*POST, "x-mcp"), {"name": "adopt_pet"}))
    assert kinds(BASE, named) == {"tool-renamed", "title-changed"}


def test_an_argument_that_must_give_way_to_another_is_told_as_renamed():
    two = edited((QUERY, {"name": "limit", "in": "header", "schema": STRING}), (LIMIT, {**LIMITED}))
    rival = deepcopy(two)
    rival["paths"]["/pets"]["get"]["parameters"].insert(0, {"name": "limit", "in": "query", "schema": STRING})
    assert "argument-renamed" in kinds(two, rival)


def test_models_are_told():
    more = edited((("components", "schemas", "Owner"), {"type": "object", "properties": {"a": STRING}}))
    assert kinds(BASE, more) == {"model-added"}
    assert kinds(more, BASE) == {"model-removed"}


def test_a_body_that_may_be_left_out_is_safe():
    body = {"content": {"application/json": {"schema": {"type": "array", "items": STRING}}}}
    assert kinds(edited((BODY, GONE)), edited((BODY, body))) == {"body-added", "argument-added"}


def test_a_needed_property_inside_the_body_breaks():
    needed = edited((BORN, {"type": "object", "required": ["year", "day"],
                            "properties": {"year": INTEGER, "day": INTEGER}}))  # fmt: skip
    assert "request-property-added-required" in kinds(BASE, needed)


@pytest.mark.parametrize(
    ("edit", "bump"),
    [
        (((*GET, "parameters"), []), "major"),
        (((*GET, "responses", "500"), {"description": "no"}), "minor"),
        (((*GET, "description"), "Another."), "patch"),
    ],
)
def test_the_bump_follows_the_worst_change(edit, bump):
    assert difference(BASE, edited(edit)).bump == bump


def test_every_rule_is_told_by_some_pair():
    told = {kind for row in ROWS for kind in (*row[4], *row[5])}
    elsewhere = {
        "parameter-style",
        "path-changed",
        "hint-safer",
        "hint-less-safe",
        "tool-renamed",
        "argument-renamed",
        "model-added",
        "model-removed",
        "model-renamed",  # only a lock file that somebody edited does that
        "body-added",
        "request-property-added-required",
    }
    assert set(RULES) - told == elsewhere
