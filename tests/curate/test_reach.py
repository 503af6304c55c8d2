"""What is decided arrives where it is used: tools, catalog, calls, the lock."""

from __future__ import annotations

from typing import Any

import pytest

from integen.curate.facts import ARGUMENT_FACTS, Unfit
from integen.curate.settings import Settings
from integen.kit.bind import bind
from integen.kit.records import Operation
from integen.kit.retry import policy_of
from integen.plan.names import Names

from .apis import codes, document, operation, plan_of, read, rule, tools_of

PARAMETERS = [
    {"name": "region", "in": "query", "required": True, "schema": {"type": "string"}},
    {"name": "page", "in": "query", "schema": {"type": "integer"}},
    {"name": "$top", "in": "query", "schema": {"type": "integer"}, "description": "Items."},
]


def curated(told: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a document with one operation that `x-mcp` speaks of."""
    return document({"/pets": {"get": operation(operationId="pets/list", **{"x-mcp": told}, **more)}})


def the_tool(value: dict[str, Any]) -> dict[str, Any]:
    (tool,) = tools_of(value).values()
    return tool


def test_name_title_and_description_are_those_that_were_decided() -> None:
    tool = the_tool(curated({"name": "find_pets", "title": "Find pets", "description": "Finds.\nOften."}))
    assert (tool["name"], tool["title"], tool["description"]) == ("find_pets", "Find pets", "Finds.\nOften.")


def test_all_four_hints_are_explicit() -> None:
    told = {"annotations": {"readOnlyHint": False, "openWorldHint": False, "idempotentHint": False}}
    assert the_tool(curated(told))["annotations"] == {
        "readOnlyHint": False,
        "destructiveHint": False,
        "idempotentHint": False,
        "openWorldHint": False,
    }


def test_a_tool_that_needs_a_person_says_so_to_models_and_programs() -> None:
    tool = the_tool(curated({"confirm": True}))
    assert tool["_meta"] == {"integen/confirm": True}
    assert tool["description"].endswith("Ask the user to confirm before you call it.")


def test_an_operation_without_tool_is_a_method_all_the_same() -> None:
    plan = plan_of(curated({"enabled": False}))
    assert plan.catalog.tools == ()
    assert plan.catalog.index == {}
    assert "tool" not in plan.catalog.operations["GET /pets"]
    assert [method.name for resource in plan.package.resources for method in resource.methods] == ["list"]


def test_hidden_renamed_described_and_preset_arguments() -> None:
    told = {
        "arguments": {
            "region": {"hidden": True, "value": "eu"},
            "page": {"value": 2},
            "$top": {"name": "limit", "description": "How many at most."},
        }
    }
    plan = plan_of(curated(told, parameters=PARAMETERS))
    (tool,) = plan.catalog.tools
    assert tool["inputSchema"] == {
        "type": "object",
        "properties": {
            "page": {"type": "integer", "default": 2},
            "limit": {"type": "integer", "description": "How many at most."},
        },
        "additionalProperties": False,
    }
    record = Operation.from_json("GET /pets", plan.catalog.operations["GET /pets"])
    assert dict(bind(record, {"limit": 3}).query) == {"region": "eu", "page": 2, "$top": 3}
    assert dict(bind(record, {"page": 7}).query) == {"region": "eu", "page": 7}
    (resource,) = plan.package.resources
    assert [argument.name for argument in resource.methods[0].arguments] == ["region", "page", "top"]


@pytest.mark.parametrize("value", [10**30, {"a": [2**70]}, "x" * 30_000, float("inf"), {1, 2}])
def test_a_preset_that_no_catalog_can_hold_is_refused(value: Any) -> None:
    with pytest.raises(Unfit):
        ARGUMENT_FACTS["value"](value)


def test_a_required_argument_stays_when_nothing_would_be_sent() -> None:
    value = curated({"arguments": {"region": {"hidden": True}}}, parameters=PARAMETERS)
    assert codes(value) == ["IG525"]
    assert "region" in the_tool(value)["inputSchema"]["properties"]


def test_an_argument_that_there_is_not_is_told_with_the_nearest() -> None:
    _, diagnostics = read(curated({"arguments": {"pgae": {"hidden": True}}}, parameters=PARAMETERS))
    (said,) = diagnostics
    assert (said.code, said.hint) == ("IG524", "did you mean `page`?")


def test_properties_of_a_body_are_arguments_too() -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string"}, "owner": {"type": "string"}}}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    told = {"arguments": {"body.owner": {"hidden": True, "value": "me"}}}
    post = operation(requestBody=body, **{"x-mcp": told})
    plan = plan_of(document({"/pets": {"post": post}}))
    (tool,) = plan.catalog.tools
    assert list(tool["inputSchema"]["properties"]) == ["name"]
    record = Operation.from_json("POST /pets", plan.catalog.operations["POST /pets"])
    assert bind(record, {"name": "Rex"}).body == {"name": "Rex", "owner": "me"}


def test_toolsets_order_and_pins_are_in_the_index() -> None:
    paths = {
        "/a": {"get": operation(operationId="a", tags=["x"], **{"x-mcp": {"toolsets": ["My Set", "more"]}})},
        "/b": {"get": operation(operationId="b", tags=["x"], **{"x-mcp": {"priority": 5}})},
        "/c": {"get": operation(operationId="c", tags=["x"])},
    }
    plan = plan_of(document(paths), Settings(toolsets={"my_set": "Mine."}))
    assert plan.catalog.index == {
        "b": ("GET /b", "x", "read", [], True),
        "a": ("GET /a", "my_set", "read", ["more"]),
        "c": ("GET /c", "x", "read"),
    }
    assert plan.catalog.integration["toolsets"] == {"x": "Operations of `x`.", "my_set": "Mine.", "more": ""}


def test_further_toolsets_leave_the_first_as_it_is() -> None:
    settings = Settings(rules=(rule("GET /a", also_in=("common",)), rule("GET /**", also_in=("reading",))))
    plan = plan_of(document({"/a": {"get": operation(operationId="a", tags=["x"])}}), settings)
    assert plan.catalog.index["a"] == ("GET /a", "x", "read", ["common", "reading"])


def test_scopes_are_asked_of_every_scheme_that_takes_tokens() -> None:
    plan = plan_of(curated({"scopes": ["read:pets"]}))
    assert plan.catalog.operations["GET /pets"]["security"] == [{"bearer": ["read:pets"]}, {}]


def test_output_schemas_of_single_tools() -> None:
    schema = {"type": "object", "properties": {"id": {"type": "integer"}}}
    responses = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
    assert "outputSchema" in the_tool(curated({"outputSchema": True}, responses=responses))
    assert "outputSchema" not in the_tool(curated({}, responses=responses))


def test_pagination_is_replaced_or_forgotten() -> None:
    told = {"pagination": {"kind": "offset", "parameter": "page", "items": "data"}}
    api, _ = read(curated(told, parameters=PARAMETERS))
    found = api.operations[0].pagination
    assert found is not None
    assert (found.kind, found.parameter, found.items, found.reason) == (
        "offset",
        "page",
        ("data",),
        "`x-mcp`",
    )
    api, _ = read(curated({"pagination": False}, parameters=PARAMETERS))
    assert api.operations[0].pagination is None


def test_retries_reach_the_kit() -> None:
    told = {"backoff": {"initialInterval": 100, "exponent": 3, "maxInterval": 900}, "statusCodes": ["418"]}
    record = plan_of(curated({"retries": told})).catalog.operations["GET /pets"]
    policy = policy_of(Operation.from_json("GET /pets", record).retries, 2)
    again = policy.after_response(1, status=418, headers={}, harmless=True, now=0.0, random=0.0)
    assert again == pytest.approx(0.3)
    assert policy.after_response(0, status=503, headers={}, harmless=True, now=0.0, random=0.0) is None
    off = plan_of(curated({"retries": {"strategy": "none"}})).catalog.operations["GET /pets"]
    assert policy_of(Operation.from_json("GET /pets", off).retries, 2).max_retries == 0


def test_instructions_are_in_the_catalog() -> None:
    value = {**curated({}), "x-mcp-instructions": "Ask \u202efirst."}
    assert plan_of(value).catalog.integration["instructions"] == "Ask first."


# Names


@pytest.mark.parametrize(
    ("wanted", "name", "said"),
    [
        ("list-pets", "list_pets", []),
        ("pets.list", "pets_list", []),
        ("List pets!", "list_pets", ["IG527"]),
        ("9lives", "op_9lives", ["IG527"]),
        ("x" * 80, None, ["IG527"]),
        ("search_tools", "pets_list", ["IG528"]),
    ],
)
def test_names_are_made_legal(wanted: str, name: str | None, said: list[str]) -> None:
    value = curated({"name": wanted})
    assert codes(value) == said
    (tool,) = tools_of(value)
    assert len(tool) <= 50
    assert name is None or tool == name


def test_of_two_that_want_one_name_the_first_gets_it() -> None:
    paths = {
        "/a": {"get": operation(operationId="a", **{"x-mcp": {"name": "same"}})},
        "/b": {"get": operation(operationId="b", **{"x-mcp": {"name": "Same"}})},
    }
    assert codes(document(paths)) == ["IG528"]
    assert sorted(tools_of(document(paths))) == ["b", "same"]


def test_a_name_that_somebody_chose_goes_before_one_that_is_derived() -> None:
    paths = {
        "/a": {"get": operation(operationId="find")},
        "/b": {"get": operation(operationId="b", tags=["x"], **{"x-mcp": {"name": "find"}})},
    }
    names = Names()
    plan_of(document({"/a": paths["/a"]}), names=names)
    plan = plan_of(document(paths), names=names)
    assert plan.catalog.index["find"][0] == "GET /b"
    assert len(plan.catalog.index) == 2


def test_a_renamed_tool_keeps_its_old_names() -> None:
    names = Names()
    plain = document({"/pets": {"get": operation(operationId="pets/list")}})
    plan_of(plain, names=names)
    first = plan_of(curated({"name": "find_pets"}), names=names)
    assert first.catalog.integration["aliases"] == {"pets_list": "find_pets"}
    second = plan_of(curated({"name": "search_pets"}), names=names)
    assert second.catalog.integration["aliases"] == {"find_pets": "search_pets", "pets_list": "search_pets"}
    back = plan_of(plain, names=names)
    assert list(back.catalog.index) == ["pets_list"]
    assert back.catalog.integration["aliases"] == {"find_pets": "pets_list", "search_pets": "pets_list"}


def test_a_tool_that_never_had_another_name_has_no_alias() -> None:
    plan = plan_of(curated({"name": "find_pets"}))
    assert "aliases" not in plan.catalog.integration


def test_aliases_can_be_stated() -> None:
    plan = plan_of(curated({"name": "find_pets", "aliases": ["pets_find", "no good"]}))
    assert plan.catalog.integration["aliases"] == {"pets_find": "find_pets"}


def test_without_curation_nothing_is_recorded_that_was_not_before() -> None:
    names = Names()
    plan_of(document({"/pets": {"get": operation(operationId="pets/list")}}), names=names)
    assert not {"tool-names", "tool-aliases"} & names.as_json().keys()
