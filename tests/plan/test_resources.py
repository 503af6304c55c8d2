"""What operations are called: resources from tags, methods from ids, and nothing in the way of the kit."""

from __future__ import annotations

from typing import Any

import pytest
from tests.plan.plans import answering, document, operation, plan_of

from integen.kit.client import AsyncClient, SyncClient
from integen.naming.legal import PyIdent
from integen.plan.operation_names import resource_name
from integen.plan.python.resources import Method, Resource, type_name


def resources(paths: dict[str, Any], **more: Any) -> dict[str, Resource]:
    return {str(item.name): item for item in plan_of(document(paths) | more).package.resources}


def methods(paths: dict[str, Any]) -> set[str]:
    return {f"{item.name}.{method.name}" for item in resources(paths).values() for method in item.methods}


def method(paths: dict[str, Any]) -> Method:
    (resource,) = resources(paths).values()
    return resource.methods[0]


def test_tags_that_differ_only_in_case_are_one_resource() -> None:
    paths = {f"/{tag}": {"get": operation(tag=tag)} for tag in ("Pets", "pets", "PETS")}
    assert list(resources(paths)) == ["pets"]
    assert len(resources(paths)["pets"].methods) == 3


def test_a_resource_has_the_description_of_its_tag_even_if_its_name_had_to_give_way() -> None:
    paths = {"/x": {"get": operation(tag="class")}, "/y": {"get": operation(tag="request")}}
    tags = [{"name": "class", "description": "Lessons"}, {"name": "request", "description": "Wishes"}]
    found = resources(paths, tags=tags)
    assert {name: item.doc for name, item in found.items()} == {"class_": "Lessons", "request_": "Wishes"}


@pytest.mark.parametrize("client", [SyncClient, AsyncClient])
def test_no_resource_hides_what_clients_have_themselves(client: type) -> None:
    own = {name for name in (*dir(client), *client.__annotations__, "package") if not name.startswith("_")}
    assert {"package", "request", "in_mode"} <= own
    assert {name: resource_name(name) for name in own} == {name: f"{name}_" for name in own}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("pull_requests", "PullRequests"),
        ("client", "ClientResource"),
        ("decimal", "DecimalResource"),
        ("async_jobs", "AsyncJobsResource"),
        ("class_", "Class"),
    ],
)
def test_the_class_of_a_resource_has_a_name_that_no_import_has(resource: str, expected: str) -> None:
    assert type_name(PyIdent(resource)) == expected


def test_without_tags_the_path_says_where_an_operation_belongs() -> None:
    paths = {"/api/v2/pets/{id}": {"get": operation(tag=None)}, "/{x}": {"get": operation(tag=None)}}
    assert set(resources(paths)) == {"pets", "api"}


def test_methods_leave_out_what_the_resource_says_already() -> None:
    paths = {
        "/pets": {"get": operation(id="listPets"), "post": operation(id="pets/create")},
        "/pets/{id}": {"get": operation(id="getPetById"), "delete": operation(id="delete_a_pet_for")},
    }
    assert methods(paths) == {"pets.list", "pets.create", "pets.get_by_id", "pets.delete_a_pet_for"}


def test_two_operations_that_want_one_name_get_their_context() -> None:
    paths = {"/a-b": {"get": operation(tag="x")}, "/a_b": {"get": operation(tag="x")}}
    found = methods(paths)
    assert len(found) == 2


@pytest.mark.parametrize("name", ["models", "dt", "dict", "print", "builtins"])
def test_no_method_hides_a_name_that_annotations_beside_it_use(name: str) -> None:
    assert methods({"/m": {"get": operation(id=name)}}) == {"pets.get_m"}


def test_arguments_that_hide_something_give_way_and_reach_the_wire_under_their_own_names() -> None:
    names = ["self", "options", "class", "models", "list", "OMIT", "omit"]
    parameters = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    found = method({"/x": {"get": operation(parameters=parameters)}})
    assert found.places == (
        (
            "query",
            (
                ("self", "self_"),
                ("options", "options_"),
                ("class", "class_"),
                ("models", "models_"),
                ("list", "list_"),
                ("OMIT", "omit"),
                ("omit", "query_omit"),
            ),
        ),
    )


def test_an_argument_of_the_body_with_the_name_of_a_parameter_says_where_it_goes() -> None:
    schema = {"type": "object", "properties": {"id": {"type": "string"}}}
    body = {"content": {"application/json": {"schema": schema}}}
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}]
    found = method({"/x/{id}": {"post": operation(parameters=parameters, requestBody=body)}})
    assert found.places == (("path", (("id", "id"),)), ("body", (("id", "body_id"),)))


@pytest.mark.parametrize(
    ("content", "returns"),
    [
        ({"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}, "models.Pet"),
        ({"text/csv": {}, "application/json": {"schema": {"type": "integer"}}}, "int"),
        ({"image/png": {}}, "bytes"),
        ({"application/json": {}}, "Any"),
        ({}, "None"),
    ],
)
def test_an_answer_has_the_type_that_its_media_type_allows(content: dict[str, Any], returns: str) -> None:
    plan = plan_of(answering(content, Pet={"type": "object", "properties": {"id": {"type": "integer"}}}))
    assert plan.package.resources[0].methods[0].returns == returns
