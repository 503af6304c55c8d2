"""Arguments whose schema others extend: a model sees what each heir takes."""

from __future__ import annotations

import json
from typing import Any

from tests.plan.plans import TEXT, input_schema, taking, value_schema

from integen.kit.mcp.arguments import fit


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def heir(**properties: Any) -> dict[str, Any]:
    return {"allOf": [ref("Pet"), {"type": "object", "properties": properties, "required": list(properties)}]}


PET = {
    "type": "object",
    "required": ["kind"],
    "properties": {"kind": TEXT, "friend": ref("Pet")},
    "discriminator": {"propertyName": "kind", "mapping": {"feline": "#/components/schemas/Cat"}},
}
FAMILY = {"Pet": PET, "Cat": heir(lives={"type": "integer"}), "Dog": heir(bark=TEXT)}


def branches(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return `{first value of the discriminator: branch}`."""
    return {branch["properties"]["kind"]["enum"][0]: branch for branch in schema["anyOf"]}


def test_each_heir_is_a_branch_that_its_value_names() -> None:
    found = branches(value_schema(ref("Pet"), **FAMILY))
    assert list(found) == ["feline", "Dog", "Pet"]
    assert found["feline"]["properties"]["lives"] == {"type": "integer"}
    assert found["feline"]["required"] == ["kind", "lives"]
    assert "lives" not in found["Pet"]["properties"]
    assert found["Dog"]["properties"]["friend"] == {
        "type": "object",
        "description": "Another Pet, as above.",
    }


def test_a_whole_body_and_the_items_of_a_list_are_told_alike() -> None:
    body = {"content": {"application/json": {"schema": ref("Pet")}}}
    written = taking({"type": "array", "items": ref("Pet")}, **FAMILY)
    listed = input_schema(written)["properties"]["value"]["items"]
    written["paths"]["/x"]["post"]["requestBody"] = body
    assert input_schema(written)["properties"]["body"]["anyOf"] == listed["anyOf"]


def test_the_server_takes_what_is_right_and_says_what_is_missing() -> None:
    schema = {"type": "object", "properties": {"value": value_schema(ref("Pet"), **FAMILY)}}
    for right in ({"kind": "Dog", "bark": "wow"}, {"kind": "Pet", "any": 1}):
        assert fit(schema, {"value": right}) == ({"value": right}, [])
    assert fit(schema, {"value": {"kind": "feline", "lives": "9"}})[0] == {
        "value": {"kind": "feline", "lives": 9}
    }
    (problem,) = fit(schema, {"value": {"kind": "Dog"}})[1]
    assert str(problem) == "`value.bark`: is required (string)"


def test_heirs_for_whom_there_is_no_room_are_still_taken() -> None:
    many = {f"Heir{n}": heir(**{f"p{n}x{m}": TEXT for m in range(12)}) for n in range(60)}
    found = value_schema(ref("Pet"), Pet=PET, **many)
    assert len(json.dumps(found)) < 25_000
    assert 3 < len(found["anyOf"]) < 60
    last = found["anyOf"][-1]
    assert {"Pet", "Heir59"} <= set(last["properties"]["kind"]["enum"])
    schema = {"type": "object", "properties": {"value": found}}
    assert fit(schema, {"value": {"kind": "Heir59", "p59x0": "a"}})[1] == []


def test_values_that_the_property_lists_beside_those_of_heirs_are_taken() -> None:
    kind = {"type": "string", "enum": ["Cat", "Dog", "fish"]}
    base = {**PET, "properties": {"kind": kind}, "discriminator": {"propertyName": "kind"}}
    found = value_schema(ref("Pet"), **{**FAMILY, "Pet": base})
    assert found["anyOf"][-1]["properties"]["kind"]["enum"] == ["Pet", "fish"]


def test_heirs_that_hold_each_other_end() -> None:
    family = {"Pet": PET, **{f"H{n}": heir(**{f"r{m}": ref(f"H{m}") for m in range(6)}) for n in range(6)}}
    assert len(json.dumps(value_schema(ref("Pet"), **family))) < 25_000
