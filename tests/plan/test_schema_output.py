"""Output schemas: they name what is answered, and demand so little that no answer fails them."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from mcp_types.methods import serialize_server_result
from tests.plan.plans import TEXT, answering, document, operation, plan_of

from integen.diagnostics.diagnostic import Diagnostics
from integen.lower.api import lower
from integen.naming.legal import Key
from integen.pipeline import Options
from integen.plan.names import Names
from integen.planning import plan_all
from integen.source.sources import Sources

DEMANDS = {
    "required",
    "enum",
    "format",
    "additionalProperties",
    "minLength",
    "pattern",
    "default",
    "$ref",
    "const",
}


def tool_of(written: dict[str, Any]) -> dict[str, Any]:
    api = lower(Sources.load("-", stdin=orjson.dumps(written)), Diagnostics())
    (tool,) = plan_all(api, Key("pets"), Options(spec="-", output_schemas=True), Names()).catalog.tools
    found: dict[str, Any] = tool
    return found


def output(schema: Any, **components: Any) -> Any:
    return tool_of(answering({"application/json": {"schema": schema}}, **components)).get("outputSchema")


PET = {
    "type": "object",
    "required": ["id", "kind"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "integer", "minimum": 1, "readOnly": True},
        "kind": {"type": "string", "enum": ["cat", "dog"]},
        "born": {"type": "string", "format": "date", "pattern": "^2", "default": "2000-01-01"},
        "secret": {"type": "string", "writeOnly": True},
        "friend": {"$ref": "#/components/schemas/Pet"},
        "name": {"type": ["string", "null"], "minLength": 1},
    },
}


def keywords(schema: Any) -> set[str]:
    below = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    below += [schema["items"]] if "items" in schema else []
    return set(schema).union(*map(keywords, below))


def test_members_and_types_are_named_and_nothing_is_demanded() -> None:
    found = output({"$ref": "#/components/schemas/Pet"}, Pet=PET)
    assert found["type"] == "object"
    assert set(found["properties"]) == {"id", "kind", "born", "friend", "name"}
    assert found["properties"]["id"] == {"type": "integer"}
    assert found["properties"]["kind"] == {"type": "string"}
    assert found["properties"]["name"] == {"anyOf": [TEXT, {"type": "null"}]}
    assert not keywords(found) & DEMANDS


def test_a_list_stands_in_a_member() -> None:
    assert output({"type": "array", "items": TEXT}) == {
        "type": "object",
        "properties": {"items": {"type": "array", "items": TEXT}},
    }


@pytest.mark.parametrize("schema", [TEXT, {}, {"oneOf": [PET, TEXT]}, {"type": ["object", "null"]}])
def test_what_need_not_be_an_object_or_a_list_has_no_schema(schema: Any) -> None:
    assert output(schema, Pet=PET) is None


def test_answers_that_differ_have_no_schema_and_errors_do_not_count() -> None:
    def content(schema: dict[str, Any]) -> dict[str, Any]:
        return {"description": "", "content": {"application/json": {"schema": schema}}}

    one, other = {"type": "object", "properties": {"a": TEXT}}, {"type": "object", "properties": {"b": TEXT}}
    differing = operation(responses={"200": content(one), "202": content(other)})
    assert "outputSchema" not in tool_of(document({"/x": {"get": differing}}))
    failing = operation(responses={"200": content(one), "404": content(other), "default": content(other)})
    assert tool_of(document({"/x": {"get": failing}}))["outputSchema"] == one


def test_without_the_option_there_is_none() -> None:
    (tool,) = plan_of(answering({"application/json": {"schema": PET}}, Pet=PET)).catalog.tools
    assert "outputSchema" not in tool


@pytest.mark.parametrize("version", ["2025-06-18", "2025-11-25", "2026-07-28"])
def test_the_sdk_takes_it_in_every_revision(version: str) -> None:
    tool = tool_of(answering({"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}, Pet=PET))
    result: dict[str, Any] = {"tools": [tool]}
    if version == "2026-07-28":
        result |= {"resultType": "complete", "ttlMs": 1, "cacheScope": "public"}
    sent = serialize_server_result("tools/list", version, result)
    assert sent["tools"][0]["outputSchema"] == tool["outputSchema"]


def test_a_base_whose_heirs_are_answered_is_still_an_object_at_its_root() -> None:
    base = {**PET, "discriminator": {"propertyName": "kind"}}
    cat = {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {"lives": TEXT}}]}
    found = output({"$ref": "#/components/schemas/Pet"}, Pet=base, Cat=cat)
    assert found["type"] == "object"
    assert "id" in found["properties"]
