"""Each extension in the form that its product documents, and what it comes to."""

from __future__ import annotations

from typing import Any

import pytest

from integen.curate.dialects.table import DIALECTS, READ
from integen.ir.curation import Retries

from .apis import codes, document, one, operation, plan_of, read, tools_of

ROWS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"x-mcp": False}, {"tool": False}),
    ({"x-mcp": True}, {"tool": True}),
    ({"x-mcp": {"skip": True}}, {"tool": False}),
    ({"x-mcp": {"hidden": True}}, {"tool": False}),
    ({"x-mcp": {"enabled": False}}, {"tool": False}),
    (
        {"x-mcp": {"name": "find", "title": "Find", "description": "Finds."}},
        {"name": "find", "title": "Find"},
    ),
    ({"x-mcp": {"toolsets": ["a", "b"]}}, {"toolsets": ("a", "b")}),
    ({"x-mcp": {"toolset": "a"}}, {"toolsets": ("a",)}),
    ({"x-mcp": {"alsoIn": ["a"]}}, {"also_in": ("a",)}),
    ({"x-mcp": {"scopes": ["read:pets"]}}, {"scopes": ("read:pets",)}),
    ({"x-mcp": {"confirm": True, "priority": 9}}, {"confirm": True, "priority": 9}),
    ({"x-mcp": {"outputSchema": True, "aliases": ["old"]}}, {"output_schema": True, "aliases": ("old",)}),
    ({"x-mcp": {"annotations": {"openWorldHint": False, "title": "T"}}}, {"open_world": False, "title": "T"}),
    ({"x-mcp-tool": True}, {"tool": True, "name": None}),
    ({"x-mcp-tool": False}, {"tool": False}),
    ({"x-mcp-tool": "find_pets"}, {"name": "find_pets", "tool": True}),
    (
        {"x-mcp-tool": {"enabled": True, "name": "find", "category": "scene", "priority": 3}},
        {"name": "find", "toolsets": ("scene",), "priority": 3},
    ),
    (
        {"x-mcp-tool-name": "find", "x-mcp-tool-description": "Finds."},
        {"name": "find", "description": "Finds."},
    ),
    ({"x-mcp-tool-enabled": False}, {"tool": False}),
    ({"x-mcp-enabled": False}, {"tool": False}),
    ({"x-mcp-description": "Finds."}, {"description": "Finds."}),
    ({"x-mcp-instructions": "Use it last."}, {"description": "Use it last."}),
    ({"x-mcp-group": "admin"}, {"toolsets": ("admin",)}),
    ({"x-mcp-group": ["admin", "ops"]}, {"toolsets": ("admin", "ops")}),
    ({"x-mcp-scope": "pets.read pets.write"}, {"scopes": ("pets.read", "pets.write")}),
    ({"x-mcp-integration": {"tool": {"name": "find"}}}, {"name": "find"}),
    ({"x-mcp-integration": {"resource": {"uri": "pets://all"}}}, {"tool": False}),
    ({"x-tool-name": "find", "x-tool-description": "Finds."}, {"name": "find", "description": "Finds."}),
    ({"x-tool-disable": True}, {"tool": False}),
    ({"x-tool-disable": False}, {"tool": True}),
    ({"x-speakeasy-mcp": {"disabled": True}}, {"tool": False}),
    (
        {"x-speakeasy-mcp": {"name": "find", "scopes": ["read", "store"], "title": "T", "description": "D"}},
        {"name": "find", "toolsets": ("read", "store"), "title": "T", "description": "D", "scopes": None},
    ),
    (
        {"x-gram": {"name": "find", "summary": "T", "responseFilterType": "jq"}},
        {"name": "find", "title": "T"},
    ),
    ({"x-gram": {"confirm": "always"}}, {"confirm": True}),
    ({"x-gram": {"confirm": "never"}}, {"confirm": False}),
    (
        {"x-zuplo-route": {"handler": {}, "mcp": {"type": "tool", "name": "find", "description": "D"}}},
        {"name": "find", "description": "D"},
    ),
    ({"x-zuplo-route": {"mcp": {"enabled": False}}}, {"tool": False}),
    ({"x-zuplo-route": {"mcp": {"type": "prompt"}}}, {"tool": False}),
    ({"x-zuplo-route": {"corsPolicy": "none"}}, {"tool": True, "said": ()}),
    ({"x-zuplo-mcp-tool": {"name": "find"}}, {"name": "find"}),
    ({"x-frontmcp": {"tags": ["a"], "hideFromDiscovery": True}}, {"toolsets": ("a",), "tool": False}),
    ({"x-kong-mcp-tool-name": "list-pets"}, {"name": "list_pets"}),
    ({"x-kong-mcp-tool-description": "Lists."}, {"description": "Lists."}),
    ({"x-kong-mcp-exclude": True}, {"tool": False}),
    ({"x-openai-isConsequential": True}, {"confirm": True}),
    ({"x-openai-isConsequential": "false"}, {"confirm": False}),
    ({"x-ai-name": "find", "x-ai-title": "T", "x-ai-description": "D"}, {"name": "find", "title": "T"}),
    ({"x-ai-hidden": True}, {"tool": False}),
    (
        {
            "x-speakeasy-retries": {
                "strategy": "backoff",
                "backoff": {"initialInterval": 250, "maxInterval": 2000, "exponent": 2},
                "statusCodes": ["5XX", 408],
                "retryConnectionErrors": False,
            }
        },
        {
            "retries": Retries(
                first_delay=0.25,
                longest_delay=2.0,
                exponent=2.0,
                statuses=("5XX", "408"),
                connections=False,
            )
        },
    ),
    ({"x-speakeasy-retries": {"strategy": "none"}}, {"retries": Retries(off=True)}),
]


@pytest.mark.parametrize(("extensions", "facts"), ROWS, ids=lambda value: next(iter(value), ""))
def test_an_extension_is_read_as_its_product_means_it(
    extensions: dict[str, Any], facts: dict[str, Any]
) -> None:
    curation = one(extensions).curation
    assert {name: getattr(curation, name) for name in facts} == facts


def test_every_dialect_has_a_row() -> None:
    tested = {key for extensions, _ in ROWS for key in extensions} | {
        "x-mcp-category",
        "x-codegen-request-body-name",
    }
    assert tested == READ
    assert len({dialect.key for dialect in DIALECTS}) == len(DIALECTS)


@pytest.mark.parametrize(
    ("method", "hints", "effect", "idempotent"),
    [
        ("post", {"readOnlyHint": True}, "read", True),
        ("get", {"readOnlyHint": False}, "write", True),
        ("delete", {"destructiveHint": False}, "write", True),
        ("post", {"destructiveHint": True}, "destructive", False),
        ("post", {"idempotentHint": True}, "write", True),
        ("delete", {"idempotentHint": False}, "destructive", False),
    ],
)
def test_hints_win_over_the_method(
    method: str, hints: dict[str, bool], effect: str, idempotent: bool
) -> None:
    found = one({"x-mcp": {"annotations": hints}}, method=method)
    assert (str(found.effect), found.idempotent) == (effect, idempotent)


def test_an_object_at_the_root_that_describes_a_server_says_nothing() -> None:
    told = {"protocolVersion": "2025-06-18", "tools": [{"name": "x"}], "enabled": False}
    assert one({}, **{"x-mcp": told}).curation.said == ()


def test_the_nearer_place_wins() -> None:
    paths = {
        "/a": {"get": operation()},
        "/b": {"x-mcp": True, "get": operation(), "post": operation(**{"x-mcp": False})},
        "/c": {"get": operation(tags=["t"])},
    }
    tags = [{"name": "t", "x-mcp": {"enabled": True, "toolsets": ["cats"]}}]
    api, diagnostics = read(document(paths, tags=tags, **{"x-mcp": False}))
    tools = {each.key: each.curation.tool for each in api.operations}
    assert tools == {"GET /a": False, "GET /b": True, "POST /b": False, "GET /c": True}
    assert api.operations[-1].curation.toolsets == ("cats",)
    assert len(diagnostics) == 0


def test_a_tag_names_and_describes_the_toolset_of_its_operations() -> None:
    tags = [{"name": "t", "x-mcp-category": {"name": "Scene Management", "description": "Scenes."}}]
    api, _ = read(document({"/a": {"get": operation(tags=["t"])}}, tags=tags))
    assert api.operations[0].curation.toolsets == ("Scene Management",)
    assert api.toolsets == {"Scene Management": "Scenes."}


@pytest.mark.parametrize(
    "more",
    [
        {"x-mcp": {"instructions": "Ask first."}},
        {"x-mcp-instructions": "Ask first."},
        {"info": {"title": "Pets", "version": "1", "x-mcp-instructions": "Ask first."}},
    ],
)
def test_instructions_stand_at_the_root_or_in_info(more: dict[str, Any]) -> None:
    api, diagnostics = read({**document({"/a": {"get": operation()}}), **more})
    assert api.instructions == "Ask first."
    assert len(diagnostics) == 0


def test_arguments_are_spoken_of_at_the_operation_and_at_the_parameter() -> None:
    parameters = [
        {"name": "page", "in": "query", "schema": {}, "x-mcp": False},
        {"name": "size", "in": "query", "schema": {}, "x-ai-description": "How many."},
        {"name": "secret", "in": "header", "schema": {}, "x-internal": True},
    ]
    found = one({"parameters": parameters, "x-mcp": {"arguments": {"size": {"name": "count", "value": 5}}}})
    told = found.curation.of_argument
    assert told("query", "page").hidden
    assert told("header", "secret").hidden
    size = told("query", "size")
    assert (size.name, size.description, size.value, size.hidden) == ("count", "How many.", 5, False)


MALFORMED = [
    {"x-mcp": 3},
    {"x-mcp": {"name": ["a"]}},
    {"x-mcp": {"toolsets": [1]}},
    {"x-mcp": {"annotations": [True]}},
    {"x-mcp": {"annotations": {"readonlyHint": True}}},
    {"x-mcp": {"descripton": "D"}},
    {"x-mcp": {"arguments": ["page"]}},
    {"x-mcp": {"pagination": "none"}},
    {"x-mcp": {"priority": True}},
    {"x-mcp-tool": 1},
    {"x-mcp-group": {}},
    {"x-speakeasy-mcp": True},
    {"x-speakeasy-mcp": {"disabled": "yes"}},
    {"x-gram": {"confirm": True}},
    {"x-zuplo-route": {"mcp": "tool"}},
    {"x-openai-isConsequential": "maybe"},
    {"x-tool-disable": "no"},
    {"x-speakeasy-retries": {"strategy": "forever"}},
    {"x-speakeasy-retries": {"backoff": {"exponent": -1}}},
    {"x-ai-description": ""},
]


@pytest.mark.parametrize("extensions", MALFORMED, ids=str)
def test_what_cannot_be_read_is_told_once_and_changes_nothing(extensions: dict[str, Any]) -> None:
    value = document({"/pets": {"get": operation(**extensions)}})
    api, diagnostics = read(value)
    assert [item.code for item in diagnostics] == ["IG520"]
    (said,) = diagnostics
    assert str(said.origin).startswith("#/paths/~1pets/get/x-")
    assert api.operations[0].curation.said == ()


def test_two_extensions_that_disagree_are_told_and_the_first_of_the_table_wins() -> None:
    told = {"x-speakeasy-mcp": {"name": "b"}, "x-mcp-tool-name": "a"}
    value = document({"/pets": {"get": operation(**told)}})
    assert codes(value) == ["IG521"]
    assert read(value)[0].operations[0].curation.name == "a"


def test_two_extensions_that_agree_are_fine() -> None:
    told = {"x-speakeasy-mcp": {"name": "a"}, "x-mcp-tool-name": "a"}
    assert codes(document({"/pets": {"get": operation(**told)}})) == []


def body_of(extensions: dict[str, Any]) -> dict[str, Any]:
    body = {"content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}
    post = operation(requestBody=body, **extensions)
    (tool,) = tools_of(document({"/pets": {"post": post}})).values()
    properties: dict[str, Any] = tool["inputSchema"]["properties"]
    return properties


def test_the_body_is_called_as_other_generators_are_told() -> None:
    assert list(body_of({"x-codegen-request-body-name": "names"})) == ["names"]
    assert list(body_of({"x-codegen-request-body-name": "body"})) == ["body"]


@pytest.mark.parametrize(
    ("extensions", "described"),
    [
        ({"x-enum-varnames": ["Off", "On"]}, "State. 0: Off; 1: On"),
        ({"x-enumNames": ["Off", "On"]}, "State. 0: Off; 1: On"),
        ({"x-enum-descriptions": ["It sleeps.", "It works."]}, "State. 0: It sleeps; 1: It works"),
        (
            {"x-enum-varnames": ["Off", "On"], "x-enum-descriptions": {"1": "It works."}},
            "State. 0: Off; 1: On, It works",
        ),
        (
            {"x-ms-enum": {"name": "State", "values": [{"value": 1, "name": "On", "description": "Works"}]}},
            "State. 1: On, Works",
        ),
        ({"x-enum-varnames": ["Off"]}, "State."),
        ({"x-enum-varnames": [1, 2]}, "State."),
        ({"x-ms-enum": {"values": "x"}}, "State."),
    ],
)
def test_values_that_say_nothing_themselves_are_explained(extensions: dict[str, Any], described: str) -> None:
    schema = {"type": "integer", "enum": [0, 1], "description": "State.", **extensions}
    get = operation(parameters=[{"name": "state", "in": "query", "schema": schema}])
    (tool,) = tools_of(document({"/pets": {"get": get}})).values()
    assert tool["inputSchema"]["properties"]["state"]["description"] == described


def test_values_that_are_their_names_are_not_explained() -> None:
    schema = {"enum": ["in-progress"], "x-enum-varnames": ["InProgress"]}
    get = operation(parameters=[{"name": "state", "in": "query", "schema": schema}])
    (tool,) = tools_of(document({"/pets": {"get": get}})).values()
    assert "description" not in tool["inputSchema"]["properties"]["state"]


def test_models_explain_their_values_too() -> None:
    state = {"type": "integer", "enum": [0, 1], "x-enum-varnames": ["Off", "On"]}
    pet = {"type": "object", "properties": {"state": {"$ref": "#/components/schemas/State"}}}
    schema = {"$ref": "#/components/schemas/Pet"}
    responses = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
    value = document(
        {"/p": {"get": {"responses": responses}}}, components={"schemas": {"Pet": pet, "State": state}}
    )
    docs = {alias.name: alias.doc for module in plan_of(value).modules for alias in module.aliases}
    assert docs == {"State": "`State`: 0: Off; 1: On."}


def test_names_that_tell_more_than_their_values_are_constants_of_the_sdk() -> None:
    schemas = {
        "State": {"type": "integer", "enum": [0, 1, 2], "x-enum-varnames": ["Off", "On!", "on"]},
        "Kind": {"enum": ["c", 'd"'], "x-ms-enum": {"values": [{"value": "c", "name": "Cat"}]}},
        "Same": {"enum": ["in-progress"], "x-enum-varnames": ["InProgress"]},
        "Pet": {
            "type": "object",
            "properties": {
                name.lower(): {"$ref": f"#/components/schemas/{name}"} for name in ("State", "Kind", "Same")
            },
        },
    }
    schema = {"$ref": "#/components/schemas/Pet"}
    responses = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
    plan = plan_of(document({"/p": {"get": {"responses": responses}}}, components={"schemas": schemas}))
    found = {
        constant.name: constant.value
        for module in plan.modules
        for alias in module.aliases
        for constant in alias.constants
    }
    assert found == {"STATE_OFF": "0", "STATE_ON": "1", "KIND_CAT": '"c"'}
    assert {name for name, _ in plan.package.models} >= found.keys()
