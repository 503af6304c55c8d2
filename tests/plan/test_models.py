"""Models and the dictionaries that may be passed for them: names, bases, spellings on the wire."""

from __future__ import annotations

from typing import Any

import pytest
from tests.plan.plans import TEXT, answering, document, operation, plan_of, taking

from integen.kit.models import CamelModel, Model
from integen.plan.python.models import Class, ModelModule
from integen.plan.python.params import Param


def modules(schema: Any, **components: Any) -> dict[str, ModelModule]:
    found = plan_of(answering({"application/json": {"schema": schema}}, **components)).modules
    return {str(module.module): module for module in found}


def classes(schema: Any, **components: Any) -> dict[str, Class]:
    found = modules(schema, **components).values()
    return {str(item.name): item for module in found for item in module.classes}


def params(schema: Any, **components: Any) -> dict[str, Param]:
    found = plan_of(taking(schema, **components)).modules
    return {str(item.name): item for module in found for item in module.params}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def record(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def test_no_field_hides_what_every_model_has() -> None:
    own = sorted(name for name in dir(Model) if not name.startswith("_"))
    assert {"model_dump", "to_dict", "copy", "schema"} <= set(own)
    found = classes(record(**dict.fromkeys(own, TEXT)))
    (item,) = found.values()
    assert [field.name for field in item.fields] == [f"{name}_" for name in own]


def test_the_base_saves_the_most_aliases() -> None:
    camel = classes(record(perPage=TEXT, sortBy=TEXT, old_name=TEXT, id=TEXT))
    (item,) = camel.values()
    assert item.base == CamelModel.__name__
    assert [(field.name, "Wire" in field.type) for field in item.fields] == [
        ("per_page", False),
        ("sort_by", False),
        ("old_name", True),
        ("id", False),
    ]
    (snake,) = classes(record(per_page=TEXT, sortBy=TEXT, old_name=TEXT)).values()
    assert snake.base == Model.__name__


def test_an_all_of_that_adds_to_a_component_inherits_from_it() -> None:
    dog = {"allOf": [ref("Animal"), record(bark=TEXT)]}
    found = modules(ref("Dog"), Animal=record(name=TEXT), Dog=dog)
    assert found["dog"].classes[0].base == "Animal"
    assert [field.name for field in found["dog"].classes[0].fields] == ["bark"]
    assert found["dog"].imported == (("animal", "Animal"),), "a base must be there when the module runs"


@pytest.mark.parametrize(
    "parts",
    [
        [ref("Animal"), record(name={"type": "integer"})],
        [ref("Animal"), ref("Toy")],
        [ref("Animal"), {"required": ["name"]}],
    ],
    ids=["says a property anew", "two components", "requires more"],
)
def test_an_all_of_that_does_more_than_add_is_written_out(parts: list[Any]) -> None:
    found = classes(ref("Dog"), Animal=record(name=TEXT), Toy=record(size=TEXT), Dog={"allOf": parts})
    assert found["Dog"].base == "Model"
    assert "name" in [field.name for field in found["Dog"].fields]


def test_components_that_extend_each_other_in_a_circle_are_written_out() -> None:
    loop = {name: {"allOf": [ref(other), record(**{name: TEXT})]} for name, other in (("A", "B"), ("B", "A"))}
    found = classes(ref("A"), **loop)
    assert {item.base for item in found.values()} == {"Model"}


def test_only_what_arguments_can_hold_has_a_dictionary() -> None:
    body = {"content": {"application/json": {"schema": record(value=ref("In"))}}}
    answer = {"200": {"description": "", "content": {"application/json": {"schema": ref("Out")}}}}
    spec = document(
        {"/x": {"post": operation(requestBody=body, responses=answer)}},
        schemas={"In": record(inner=ref("Deep")), "Deep": record(a=TEXT), "Out": record(b=TEXT)},
    )
    found = {str(item.name) for module in plan_of(spec).modules for item in module.params}
    assert found == {"InParam", "DeepParam"}


def test_a_dictionary_has_the_names_of_the_wire_and_leaves_out_what_is_read_only() -> None:
    schema = {**record(perPage=TEXT, id={**TEXT, "readOnly": True}), "required": ["perPage"]}
    (item,) = params(ref("Page"), Page=schema).values()
    assert [(key.name, key.required) for key in item.keys] == [("perPage", True)]
    assert item.is_class


@pytest.mark.parametrize("name", ["x-y", "class", "__private", "2fa", ""])
def test_a_key_that_is_no_attribute_makes_the_dictionary_a_call(name: str) -> None:
    (item,) = params(ref("Odd"), Odd=record(**{name: TEXT, "plain": TEXT})).values()
    assert not item.is_class
