"""A package of a Swagger 2.0 document: what is sent, and what answers become."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.generate.conftest import Upstream, generated_module

PET = {"$ref": "#/definitions/Pet"}
OK = {"200": {"description": "", "schema": PET}}


def listed(name: str, place: str, form: str) -> dict[str, Any]:
    return {"name": name, "in": place, "type": "array", "items": {"type": "string"}, "collectionFormat": form}


def extending(base: str, **properties: Any) -> dict[str, Any]:
    return {"allOf": [{"$ref": f"#/definitions/{base}"}, {"type": "object", "properties": properties}]}


FORMS = ("csv", "ssv", "tsv", "pipes", "multi")
DOCUMENT = {
    "swagger": "2.0",
    "info": {"title": "Shelter", "version": "1"},
    "host": "shelter.example",
    "consumes": ["application/json"],
    "produces": ["application/json"],
    "paths": {
        "/pets": {
            "get": {
                "operationId": "find",
                "tags": ["pets"],
                "parameters": [listed(form, "query", form) for form in FORMS],
                "responses": {"200": {"description": "", "schema": {"type": "array", "items": PET}}},
            },
            "post": {
                "operationId": "add",
                "tags": ["pets"],
                "parameters": [{"name": "pet", "in": "body", "required": True, "schema": PET}],
                "responses": OK,
            },
        },
        "/notes": {
            "post": {
                "operationId": "note",
                "tags": ["pets"],
                "parameters": [
                    {"name": "User-Agent", "in": "header", "type": "string"},
                    {
                        "name": "note",
                        "in": "body",
                        "schema": {"type": "object", "properties": {"text": {"type": "string"}}},
                    },
                ],
                "responses": {"204": {"description": ""}},
            },
            "put": {
                "operationId": "labels",
                "tags": ["pets"],
                "parameters": [{"name": "labels", "in": "body", "schema": {"$ref": "#/definitions/Labels"}}],
                "responses": {"204": {"description": ""}},
            },
        },
        "/photos": {
            "post": {
                "operationId": "photo",
                "tags": ["pets"],
                "consumes": ["multipart/form-data"],
                "parameters": [
                    {"name": "file", "in": "formData", "type": "file", "required": True},
                    {"name": "title", "in": "formData", "type": "string"},
                ],
                "responses": {"204": {"description": ""}},
            },
        },
    },
    "definitions": {
        "Pet": {
            "type": "object",
            "discriminator": "kind",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}, "friends": {"type": "array", "items": PET}},
        },
        "Labels": {
            "type": "object",
            "properties": {"main": {"type": "string"}},
            "additionalProperties": {"type": "string"},
        },
        "Cat": extending("Pet", kind={"type": "string", "default": "Cat"}, claws={"type": "integer"}),
        "Tabby": extending("Cat", stripes={"type": "integer"}),
    },
}


@pytest.fixture(scope="module")
def shelter(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    folder: Path = tmp_path_factory.mktemp("shelter")
    spec = folder / "shelter.json"
    spec.write_text(json.dumps(DOCUMENT))
    return generated_module(spec, folder / "generated", "shelter")


@pytest.mark.parametrize(
    ("form", "sent"),
    [
        ("csv", "csv=a,b%20c"),
        ("ssv", "ssv=a%20b%20c"),
        ("tsv", "tsv=a%09b%20c"),
        ("pipes", "pipes=a%7Cb%20c"),
        ("multi", "multi=a&multi=b%20c"),
    ],
)
def test_items_stand_together_as_their_collection_format_says(
    shelter: ModuleType, upstream: Upstream, form: str, sent: str
):
    upstream.answer([])
    with shelter.Client(base_url=upstream.url) as client:
        client.pets.find(**{form: ["a", "b c"]})
    assert upstream.last.target == f"/pets?{sent}"


def test_an_answer_becomes_the_heir_that_it_says_it_is(shelter: ModuleType, upstream: Upstream):
    pets = [
        {"kind": "Cat", "claws": 18, "friends": [{"kind": "Tabby", "stripes": 5}]},
        {"kind": "Pet"},
        {"kind": "Dog", "barks": True},
        {},
    ]
    upstream.answer(pets)
    with shelter.Client(base_url=upstream.url) as client:
        found = client.pets.find()
    assert [type(pet).__name__ for pet in found] == ["Cat", "Pet", "Pet", "Pet"]
    assert type(found[0].friends[0]).__name__ == "Tabby"
    assert found[0].friends[0].stripes == 5
    assert [pet.to_dict() for pet in found[:3]] == pets[:3]


def test_an_heir_is_sent_whole_where_its_base_is_asked_for(shelter: ModuleType, upstream: Upstream):
    models = shelter.models
    upstream.answer({"kind": "Tabby", "stripes": "many"})
    cat = models.Cat(kind="Cat", claws=18, friends=[models.Tabby(kind="Tabby", stripes=5)])
    with shelter.Client(base_url=upstream.url) as client:
        answered = client.pets.add(body=cat)
    assert json.loads(upstream.last.body) == cat.to_dict()
    assert json.loads(upstream.last.body)["friends"] == [{"kind": "Tabby", "stripes": 5}]
    assert isinstance(answered, models.Tabby)
    assert answered.stripes == "many"  # not what was promised, and delivered all the same


def test_a_file_is_sent_as_a_part(shelter: ModuleType, upstream: Upstream):
    upstream.answer(b"", status=204)
    with shelter.Client(base_url=upstream.url) as client:
        client.pets.photo(file=b"\x89PNG", title="Tom")
    assert upstream.last.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="file"' in upstream.last.body
    assert b"\x89PNG" in upstream.last.body
    assert b'name="title"\r\n\r\nTom\r\n' in upstream.last.body


def test_properties_that_the_document_does_not_know_are_sent_beside_those_it_does(
    shelter: ModuleType, upstream: Upstream
):
    upstream.answer(b"", status=204)
    with shelter.Client(base_url=upstream.url) as client:
        client.pets.note(text="a", options={"body": {"color": "red"}})
    assert json.loads(upstream.last.body) == {"text": "a", "color": "red"}


def test_a_body_that_is_open_to_any_name_is_one_argument(shelter: ModuleType, upstream: Upstream):
    upstream.answer(b"", status=204)
    with shelter.Client(base_url=upstream.url) as client:
        client.pets.labels(body={"main": "a", "other": "b"})
    assert json.loads(upstream.last.body) == {"main": "a", "other": "b"}


def test_a_declared_user_agent_is_the_callers_and_ours_where_none_is_given(
    shelter: ModuleType, upstream: Upstream
):
    with shelter.Client(base_url=upstream.url) as client:
        upstream.answer(b"", status=204)
        client.pets.note(user_agent="mine/1")
        assert upstream.last.headers["user-agent"] == "mine/1"
        upstream.answer(b"", status=204)
        client.pets.note()
        assert upstream.last.headers["user-agent"] != "mine/1"
