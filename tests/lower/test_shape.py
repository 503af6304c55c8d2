from __future__ import annotations

from integen.ir.schema import Anything, Null, Number, Object, String, Union
from integen.ir.shape import deref, merged, without_null


def to(name):
    return {"$ref": f"#/components/schemas/{name}"}


def names(found: Object | None) -> list[tuple[str, bool]]:
    assert found is not None
    return [(item.name, item.required) for item in found.properties]


def test_deref_follows_chains_and_stops_at_loops(schemas):
    result = schemas(A=to("B"), B=to("C"), C={"type": "string"}, D={"properties": {"x": to("A")}})
    assert isinstance(deref(result.api, result.schema("D").properties[0].schema), String)
    looping = schemas(A=to("B"), B=to("A"), C=to("A"))
    assert isinstance(deref(looping.api, looping.schema("C")), Anything)


def test_merged_unites_the_parts_in_order(schemas):
    result = schemas(
        Base={
            "properties": {"id": {"type": "integer"}, "kind": {}},
            "required": ["id"],
            "description": "base",
        },
        A={
            "allOf": [
                to("Base"),
                {"properties": {"name": {}, "kind": {"type": "string"}}, "required": ["kind"]},
            ]
        },
    )
    found = merged(result.api, result.schema("A"))
    assert names(found) == [("id", True), ("kind", True), ("name", False)]
    assert isinstance(found.properties[1].schema, String)
    assert (found.origin, found.notes.description) == ("#/components/schemas/A", "base")


def test_merged_lets_a_part_require_what_another_declares(schemas):
    result = schemas(
        Base={"properties": {"id": {}}}, A={"allOf": [to("Base"), {"required": ["id", "other"]}]}
    )
    found = merged(result.api, result.schema("A"))
    assert names(found) == [("id", True)]
    assert found.extra_required == ("other",)


def test_merged_survives_schemas_that_contain_themselves(schemas):
    result = schemas(A={"allOf": [to("A"), {"properties": {"x": {}}}]})
    assert names(merged(result.api, result.schema("A"))) == [("x", False)]


def test_merged_ignores_variants_that_only_require(schemas):
    result = schemas(
        A={"properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}
    )
    assert names(merged(result.api, result.schema("A"))) == [("a", False), ("b", False)]


def test_merged_is_none_for_what_is_not_one_object(schemas):
    result = schemas(
        A={"type": "string"},
        B={"allOf": [{"type": "object"}, {"type": "string"}]},
        C={"properties": {"a": {}}, "oneOf": [{"properties": {"b": {}}}, {"properties": {"c": {}}}]},
        D={"allOf": [True]},
    )
    assert [merged(result.api, result.schema(name)) for name in "ABCD"] == [None, None, None, None]


def test_without_null_gives_the_only_other_variant_with_the_notes_of_the_union(schemas):
    union = schemas(A={"type": ["integer", "null"], "description": "d"}).schema("A")
    schema, nullable = without_null(union)
    assert isinstance(schema, Number)
    assert (schema.notes.description, nullable) == ("d", True)


def test_without_null_keeps_a_union_of_several(schemas):
    schema, nullable = without_null(schemas(A={"type": ["integer", "string", "null"]}).schema("A"))
    assert isinstance(schema, Union)
    assert (len(schema.variants), nullable) == (2, True)


def test_without_null_leaves_others_alone(schemas):
    result = schemas(A={"type": "string"}, B={"type": "null"})
    assert without_null(result.schema("A")) == (result.schema("A"), False)
    assert isinstance(without_null(result.schema("B"))[0], Null)
