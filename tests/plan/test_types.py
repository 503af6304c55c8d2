"""Python types of schemas, as they stand in signatures and models."""

from __future__ import annotations

from typing import Any

import pytest
from tests.plan.plans import TEXT, answering, plan_of, taking

from integen.plan.python.types import split_union


def returned(schema: Any, **components: Any) -> str:
    """Return the annotation of an answer."""
    content = {"application/json": {"schema": schema}}
    return plan_of(answering(content, **components)).package.resources[0].methods[0].returns


def accepted(schema: Any, **components: Any) -> str:
    """Return the annotation of an optional argument."""
    (argument,) = plan_of(taking(schema, **components)).package.resources[0].methods[0].arguments
    return argument.type


INTEGER = {"type": "integer"}
PET = {"type": "object", "properties": {"name": TEXT}}


@pytest.mark.parametrize(
    ("schema", "answer", "argument"),
    [
        ({"type": "string", "format": "date-time"}, "dt.datetime", "dt.datetime | str | Omit"),
        ({"type": "string", "format": "decimal"}, "TextDecimal", "str | Omit"),
        ({"type": "string", "format": "binary"}, "bytes", "FileInput | Omit"),
        ({"type": "number"}, "float", "float | Omit"),
        ({"type": "number", "format": "decimal"}, "Decimal", "Decimal | float | Omit"),
        ({"type": ["integer", "null"]}, "int | None", "int | None | Omit"),
        ({"type": "array", "items": TEXT}, "list[str]", "Sequence[str] | Omit"),
        ({"type": "object", "additionalProperties": INTEGER}, "dict[str, int]", "Mapping[str, int] | Omit"),
        ({"enum": ["a", "b"]}, 'Literal["a", "b"] | str', 'Literal["a", "b"] | Omit'),
        ({"const": "a"}, 'Literal["a"]', 'Literal["a"] | Omit'),
        ({"enum": [1.5, 2.5]}, "float", "float | Omit"),
        ({"enum": [{"a": 1}]}, "Any", "Any | Omit"),
        ({"enum": [f"v{index}" for index in range(65)]}, "str", "str | Omit"),
        ({"$ref": "#/components/schemas/Pet"}, "models.Pet", "models.Pet | models.PetParam | Omit"),
        ({"type": "array", "prefixItems": [TEXT, INTEGER], "items": False}, "list[str | int]", None),
        ({"type": "array", "items": False}, "list[Any]", None),
        ({"anyOf": [TEXT, {}]}, "Any", "Any | Omit"),
        ({}, "Any", "Any | Omit"),
    ],
)
def test_a_schema_is_a_type_in_answers_and_a_wider_one_in_arguments(
    schema: Any, answer: str, argument: str | None
) -> None:
    assert returned(schema, Pet=PET) == answer
    if argument is not None:
        assert accepted(schema, Pet=PET) == argument


def test_a_named_enum_keeps_its_name_however_many_values_it_has() -> None:
    kind = {"type": "string", "enum": [f"v{index}" for index in range(65)]}
    assert returned({"$ref": "#/components/schemas/Kind"}, Kind=kind) == "models.Kind"


@pytest.mark.parametrize("write", [returned, accepted])
def test_lists_and_unions_that_contain_each_other_become_any(write: Any) -> None:
    """Each way through them is another way: fourteen of them would take years."""
    refs = [{"$ref": f"#/components/schemas/L{index}"} for index in range(14)]
    lists = {f"L{index}": {"type": "array", "items": {"anyOf": refs}} for index in range(14)}
    text = write(refs[0], **lists)
    assert "Any" in text
    assert len(text) < 500


def test_a_list_within_itself_ends() -> None:
    lists = {"type": "array", "items": {"$ref": "#/components/schemas/L"}}
    assert returned({"$ref": "#/components/schemas/L"}, L=lists) == "list[Any]"


def test_members_of_a_union_are_found_beside_literals_that_look_like_one() -> None:
    text = 'Literal["a | None", \'"\'] | list[int | str] | None'
    assert list(split_union(text)) == ['Literal["a | None", \'"\']', "list[int | str]", "None"]


def test_an_optional_field_may_be_none_even_if_one_of_its_values_says_so() -> None:
    schema = {"type": "object", "properties": {"kind": {"const": "a | None | b"}}}
    (module,) = plan_of(answering({"application/json": {"schema": schema}})).modules
    assert module.classes[0].fields[0].type == 'Literal["a | None | b"] | None'


@pytest.mark.parametrize("wrap", [lambda ref: ref, lambda ref: {"type": "array", "items": ref}])
def test_chains_of_references_longer_than_the_stack_end(wrap: Any) -> None:
    chain = {f"C{index}": wrap({"$ref": f"#/components/schemas/C{index + 1}"}) for index in range(1500)}
    first = {"$ref": "#/components/schemas/C0"}
    assert "Any" in returned(first, **chain, C1500=TEXT)
    assert "Any" in accepted(first, **chain, C1500=TEXT)


def test_a_chain_of_bases_longer_than_the_stack_is_one_object() -> None:
    chain = {
        f"C{index}": {
            "allOf": [
                {"$ref": f"#/components/schemas/C{index + 1}"},
                {"type": "object", "properties": {f"p{index}": TEXT}},
            ]
        }
        for index in range(600)
    }
    assert returned({"$ref": "#/components/schemas/C0"}, **chain, C600=PET) == "models.C0"


def test_fields_whose_names_come_out_alike_are_told_apart() -> None:
    schema = {"type": "object", "properties": dict.fromkeys(("a", "-a", "--a", "A"), TEXT)}
    (module,) = plan_of(answering({"application/json": {"schema": schema}})).modules
    assert [field.name for field in module.classes[0].fields] == ["a", "a_", "a_2", "a_3"]
