from __future__ import annotations

from typing import Any

import pytest

from integen.ir.origin import Origin
from integen.ir.schema import (
    AllOf,
    Anything,
    Array,
    Boolean,
    Enum,
    Nothing,
    Null,
    Number,
    Object,
    Ref,
    String,
)

A = Origin("#/components/schemas/A")
B = Origin("#/components/schemas/B")
TO_B = {"$ref": "#/components/schemas/B"}


def kinds(schema: Any) -> list[str]:
    return [type(variant).__name__ for variant in schema.variants]


@pytest.mark.parametrize(
    ("written", "node"),
    [
        (True, Anything),
        ({}, Anything),
        (False, Nothing),
        ({"type": "null"}, Null),
        ({"type": "boolean"}, Boolean),
        ({"type": "string"}, String),
        ({"type": "integer"}, Number),
        ({"type": "array"}, Array),
        ({"type": "object"}, Object),
        ({"properties": {"a": True}}, Object),
        ({"required": ["a"]}, Object),
        ({"additionalProperties": True}, Object),
        ({"items": {}}, Array),
        ({"pattern": "^a$"}, String),
        ({"format": "date-time"}, String),
        ({"format": "int64"}, Number),
        ({"minimum": 1}, Number),
        ({"enum": ["a", 1]}, Enum),
        ({"const": 5}, Enum),
        ({"enum": [None]}, Null),
        ({"type": []}, Anything),
        ({"type": ["string"]}, String),
        ({"anyOf": [{"type": "string"}]}, String),
        ({"allOf": [TO_B]}, Ref),
        ({"description": "anything"}, Anything),
    ],
)
def test_a_schema_becomes_the_node_that_its_keywords_speak_about(schemas, written, node):
    assert type(schemas(A=written, B={"type": "string"}).schema("A")) is node


@pytest.mark.parametrize(
    ("written", "variants"),
    [
        ({"type": ["null", "string"]}, ["String", "Null"]),
        ({"type": ["string", "integer", "null"]}, ["String", "Number", "Null"]),
        ({"type": "string", "nullable": True}, ["String", "Null"]),
        ({"enum": ["a", None, "b"]}, ["Enum", "Null"]),
        ({"type": "string", "enum": ["a"], "nullable": True}, ["Enum", "Null"]),
        ({"anyOf": [{"type": "null"}, TO_B]}, ["Ref", "Null"]),
        ({"oneOf": [TO_B, {"type": "string"}], "nullable": True}, ["Ref", "String", "Null"]),
        ({"allOf": [TO_B], "nullable": True}, ["Ref", "Null"]),
        ({"enum": ["a", None], "nullable": True}, ["Enum", "Null"]),
    ],
)
def test_what_may_be_null_becomes_a_union_with_null_last(schemas, written, variants):
    assert kinds(schemas(A=written, B={"type": "string"}).schema("A")) == variants


def test_notes_of_a_nullable_schema_stand_on_the_union(schemas):
    union = schemas(openapi="3.0.3", A={"type": "string", "nullable": True, "description": "d"}).schema("A")
    assert union.notes.description == "d"
    assert union.variants[0].notes.description is None


def test_exclusive_flags_of_3_0_become_numbers(schemas):
    number = schemas(
        openapi="3.0.3", A={"type": "number", "minimum": 1, "exclusiveMinimum": True, "maximum": 9}
    ).schema("A")
    assert (number.minimum, number.exclusive_minimum, number.maximum) == (None, 1, 9)


def test_exclusive_bounds_of_3_1_stay_beside_inclusive_ones(schemas):
    number = schemas(A={"type": "integer", "minimum": 1, "exclusiveMinimum": 0}).schema("A")
    assert (number.minimum, number.exclusive_minimum, number.integer) == (1, 0, True)


@pytest.mark.parametrize(
    ("written", "binary", "encoding"),
    [
        ({"type": "string", "format": "byte"}, False, "base64"),
        ({"type": "string", "format": "binary"}, True, None),
        ({"type": "string", "contentMediaType": "image/png"}, True, None),
        ({"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"}, False, "base64"),
        ({"type": "string", "contentMediaType": "application/json"}, False, None),
        ({"type": "file"}, True, None),
    ],
)
def test_strings_tell_raw_bytes_from_encoded_ones(schemas, written, binary, encoding):
    string = schemas(A=written).schema("A")
    assert (string.binary, string.encoding) == (binary, encoding)


def test_objects_keep_the_order_and_what_is_required(schemas):
    written = {
        "properties": {"b": {}, "a": {"type": "string"}},
        "required": ["a", "c"],
        "additionalProperties": False,
    }
    node = schemas(A=written).schema("A")
    assert [(item.name, item.required) for item in node.properties] == [("b", False), ("a", True)]
    assert node.extra_required == ("c",)
    assert node.closed
    assert isinstance(node.additional, Nothing)


def test_a_property_is_found_by_its_origin(schemas):
    node = schemas(A={"properties": {"a/b~c": {"type": "string"}}}).schema("A")
    assert node.properties[0].schema.origin == "#/components/schemas/A/properties/a~1b~0c"


def test_properties_may_stand_elsewhere(schemas):
    result = schemas(
        A={"properties": {"$ref": "#/components/schemas/B/properties"}},
        B={"properties": {"x": {"type": "string"}}},
        C={"properties": {"$ref": "#/no"}},
        D={"properties": {"$ref": {"type": "string"}}},
    )
    assert [item.schema.origin for item in result.schema("A").properties] == [B + "/properties/x"]
    assert result.schema("C").properties == ()
    assert [item.name for item in result.schema("D").properties] == ["$ref"]
    assert result.said() == [("IG201", "#/components/schemas/C/properties/$ref")]


def test_references_stay_references_and_cycles_are_normal(schemas):
    result = schemas(A={"properties": {"next": {"$ref": "#/components/schemas/A"}}})
    assert result.schema("A").properties[0].schema == Ref(origin=Origin(A + "/properties/next"), target=A)
    assert result.diagnostics == []


def test_references_that_only_lead_to_each_other_are_diagnosed(schemas):
    result = schemas(A=TO_B, B={"$ref": "#/components/schemas/A"}, C={"$ref": "#/components/schemas/A"})
    assert result.said() == [("IG203", A)]
    assert isinstance(result.schema("A"), Anything)
    assert isinstance(result.schema("C"), Ref)


def test_a_dangling_reference_becomes_anything_with_an_error_at_the_reference(schemas):
    result = schemas(A={"properties": {"a": {"$ref": "#/components/schemas/No"}}})
    assert isinstance(result.schema("A").properties[0].schema, Anything)
    assert result.said() == [("IG201", A + "/properties/a/$ref")]


def test_siblings_of_a_reference_narrow_it_in_3_1(schemas):
    node = schemas(A={**TO_B, "minLength": 2, "description": "d"}, B={"type": "string"}).schema("A")
    assert isinstance(node, AllOf)
    assert node.notes.description == "d"
    assert node.parts[0].target == B
    assert node.parts[1].min_length == 2


def test_words_beside_a_reference_stay_on_the_reference(schemas):
    node = schemas(A={**TO_B, "description": "d", "deprecated": True}, B={}).schema("A")
    assert isinstance(node, Ref)
    assert (node.notes.description, node.notes.deprecated) == ("d", True)


def test_siblings_of_a_reference_are_ignored_in_3_0_but_for_those_that_nobody_writes_by_accident(schemas):
    beside = {"minLength": 2, "description": "d", "readOnly": True}
    node = schemas(openapi="3.0.0", A={**TO_B, **beside}, B={}).schema("A")
    assert isinstance(node, Ref)
    assert (node.target, node.notes.description, node.notes.read_only) == (B, "d", True)
    nullable = schemas(openapi="3.0.0", A={**TO_B, **beside, "nullable": True}, B={}).schema("A")
    assert [type(variant) for variant in nullable.variants] == [Ref, Null]


def test_all_of_keeps_its_parts_and_adds_what_stands_beside(schemas):
    node = schemas(A={"allOf": [TO_B], "properties": {"x": {}}, "title": "t"}, B={"type": "object"}).schema(
        "A"
    )
    assert isinstance(node, AllOf)
    assert [type(part).__name__ for part in node.parts] == ["Ref", "Object"]
    assert node.notes.title == "t"
    assert node.parts[1].notes.title is None


def test_a_wrapper_s_own_words_win_and_the_rest_is_inherited(schemas):
    inner = {"type": "string", "title": "inner", "description": "inner", "default": "x", "x-a": 1}
    node = schemas(A={"allOf": [inner], "title": "outer", "x-b": 2}).schema("A")
    assert isinstance(node, String)
    assert (node.origin, node.notes.title, node.notes.description, node.notes.default) == (
        A,
        "outer",
        "inner",
        "x",
    )
    assert node.notes.extensions == (("x-a", 1), ("x-b", 2))


def test_variants_without_a_type_take_that_of_the_whole(schemas):
    node = schemas(A={"type": "string", "anyOf": [{"maxLength": 1}, {"description": "any text"}]}).schema("A")
    assert kinds(node) == ["String", "String"]


def test_one_of_is_exclusive_and_any_of_is_not(schemas):
    two = [{"type": "string"}, {"type": "integer"}]
    assert schemas(A={"oneOf": two}).schema("A").exclusive
    assert not schemas(A={"anyOf": two}).schema("A").exclusive


def test_discriminators_map_names_references_and_implied_variants(schemas):
    result = schemas(
        A={
            "oneOf": [TO_B, {"$ref": "#/components/schemas/C"}, {"$ref": "#/components/schemas/D"}],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {"see": "#/components/schemas/C", "bee": "B"},
            },
        },
        B={},
        C={},
        D={},
    )
    found = result.schema("A").discriminator
    assert found.property == "kind"
    assert found.mapping == (
        ("bee", B),
        ("see", "#/components/schemas/C"),
        ("D", "#/components/schemas/D"),
    )


def test_a_discriminator_value_that_leads_nowhere_is_left_out(schemas):
    two = {
        "oneOf": [TO_B, {"type": "string"}],
        "discriminator": {"propertyName": "k", "mapping": {"x": "Nope"}},
    }
    result = schemas(A=two, B={})
    assert result.schema("A").discriminator.mapping == (("B", B),)
    assert result.said() == [("IG305", A + "/discriminator/mapping/x")]


def test_repeated_enum_values_are_kept_once_and_true_is_not_one(schemas):
    assert schemas(A={"enum": ["a", "a", 1, True, 1.5]}).schema("A").values == ("a", 1, True, 1.5)


def test_numbers_in_an_enum_of_strings_become_strings(schemas):
    result = schemas(A={"type": "string", "enum": [1, "b"]})
    assert result.schema("A").values == ("1", "b")
    assert result.said() == [("IG304", A + "/enum/0")]


def test_every_target_of_a_reference_is_in_the_schemas(lowered):
    result = lowered(
        paths={
            "/a": {
                "get": {
                    "responses": {
                        "200": {"content": {"application/json": {"schema": {"$ref": "#/x-models/Pet"}}}}
                    }
                }
            }
        },
        **{
            "x-models": {
                "Pet": {"type": "object", "properties": {"a": {"$ref": "#/x-models/Inner"}}},
                "Inner": {},
            }
        },
    )
    assert list(result.api.schemas) == ["#/x-models/Pet", "#/x-models/Inner"]


def test_references_by_anchor_are_followed(schemas):
    result = schemas(A={"$ref": "#leaf"}, B={"$defs": {"x": {"$anchor": "leaf", "type": "string"}}})
    assert result.schema("A").target == B + "/$defs/x"
    assert isinstance(result.api.schemas[B + "/$defs/x"], String)


def test_a_pointer_may_lead_through_a_reference(schemas):
    result = schemas(
        A={"$ref": "#/components/schemas/C/properties/x"}, B={"properties": {"x": {"type": "string"}}}, C=TO_B
    )
    assert result.schema("A").target == B + "/properties/x"


def test_very_deep_schemas_end_in_a_diagnostic(schemas):
    nested: dict[str, Any] = {"type": "string"}
    for _ in range(60):
        nested = {"type": "array", "items": nested}
    result = schemas(A=nested)
    assert [item.code for item in result.diagnostics] == ["IG303"]


@pytest.mark.parametrize(
    "written",
    [
        {"type": "string", "maxLength": "many", "pattern": 5, "format": ["x"]},
        {"type": "object", "properties": [], "required": "a", "additionalProperties": "no"},
        {"type": "array", "items": [1, "x"], "minItems": -1, "prefixItems": 3},
        {"type": 5},
        {"type": "strnig"},
        {"type": {"a": 1}},
        {"enum": "a"},
        {"enum": []},
        {"allOf": {}},
        {"oneOf": ["x", None, 5]},
        {"$ref": 5},
        {"$ref": ["a"]},
        {"$ref": "http://["},
        {"$ref": "other.yaml"},
        {"$ref": ""},
        {"$ref": "#"},
        {"$ref": "#nope"},
        {"$ref": "#/%zz/~9"},
        {"discriminator": [], "oneOf": [{}, {}]},
        {"properties": {"a": None, "b": 5, "c": []}},
        {"title": 5, "description": {"a": 1}, "deprecated": "yes", "readOnly": 1, "examples": 5},
        {"minimum": "1", "maximum": True, "multipleOf": []},
        {"patternProperties": 5, "minProperties": 1.5},
        5,
        "x",
        None,
        [],
    ],
)
def test_nonsense_is_diagnosed_and_never_raises(schemas, written):
    result = schemas(A=written)
    assert A in result.api.schemas
    assert result.diagnostics or written in ({"$ref": "#"}, {"$ref": ""})


def test_each_type_of_several_is_a_node_of_its_own(schemas):
    found = schemas(
        A={"type": ["object", "string", "null"], "properties": {"a": {"type": "integer"}}}
    ).schema("A")
    place = "#/components/schemas/A"
    assert [variant.origin for variant in found.variants] == [
        f"{place}/type/0",
        f"{place}/type/1",
        f"{place}/type/2",
    ]
    assert found.origin == place
    assert found.variants[0].properties[0].schema.origin == f"{place}/properties/a"
