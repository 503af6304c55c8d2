"""Swagger 2.0 documents mean the same as OpenAPI 3 ones, and messages point into them as written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.lower.conftest import Lowered

from integen.ir.api import Location
from integen.ir.origin import Origin
from integen.ir.schema import AllOf, Array, Number, Object, Ref, String, Union

Run = Callable[..., Lowered]
OK = {"responses": {"200": {"description": "ok"}}}


@pytest.fixture
def swagger() -> Run:
    """Lower a document of the given members."""

    def run(**members: Any) -> Lowered:
        info = {"title": "T", "version": "1"}
        return Lowered({"swagger": "2.0", "info": info, "host": "h.example", "paths": {}, **members})

    return run


@pytest.fixture
def call(swagger: Run) -> Run:
    """Lower a document of one operation: `POST /a` unless given."""

    def run(operation: dict[str, Any], *, path: str = "/a", method: str = "post", **members: Any) -> Lowered:
        return swagger(paths={path: {method: {**OK, **operation}}}, **members)

    return run


def sent(name: str, place: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "type": "string", **more}


def listed(name: str, place: str, form: str | None) -> dict[str, Any]:
    stated = {} if form is None else {"collectionFormat": form}
    return {"name": name, "in": place, "type": "array", "items": {"type": "string"}, **stated}


@pytest.mark.parametrize(
    ("members", "urls"),
    [
        ({"schemes": ["http"], "basePath": "/v1"}, ["http://h.example/v1"]),
        ({"schemes": ["http", "https"]}, ["https://h.example", "http://h.example"]),
        ({"schemes": ["wss"]}, ["https://h.example"]),
        ({"basePath": "/"}, ["https://h.example"]),
        ({"host": "https://h.example:8080/"}, ["https://h.example:8080"]),
        ({"host": ""}, []),
    ],
)
def test_servers_are_schemes_host_and_base_path(swagger: Run, members: dict[str, Any], urls: list[str]):
    assert [server.url for server in swagger(**members).api.servers] == urls


def test_schemes_of_an_operation_are_servers_of_its_own(call: Run):
    operation = call({"schemes": ["http"]}, schemes=["https"], basePath="/v1").operation
    assert [server.url for server in operation.servers] == ["http://h.example/v1"]
    assert call({}, schemes=["https"]).operation.servers == ()


def test_a_parameterized_host_is_a_server_with_variables(swagger: Run):
    host = {
        "hostTemplate": "{account}.{suffix}",
        "parameters": [sent("account", "path", required=True), {"$ref": "#/parameters/suffix"}],
    }
    parameters = {"suffix": sent("suffix", "path", default="example.net")}
    (server,) = swagger(
        **{"x-ms-parameterized-host": host}, parameters=parameters, schemes=["https"]
    ).api.servers
    assert server.url == "https://{account}.{suffix}"
    assert [(item.name, item.default) for item in server.variables] == [
        ("account", ""),
        ("suffix", "example.net"),
    ]
    (whole,) = swagger(**{"x-ms-parameterized-host": {**host, "useSchemePrefix": False}}).api.servers
    assert whole.url == "{account}.{suffix}"


@pytest.mark.parametrize(
    ("place", "form", "style", "explode"),
    [
        ("query", None, "form", False),
        ("query", "csv", "form", False),
        ("query", "ssv", "spaceDelimited", False),
        ("query", "tsv", "tabDelimited", False),
        ("query", "pipes", "pipeDelimited", False),
        ("query", "multi", "form", True),
        ("header", "csv", "simple", False),
        ("path", None, "simple", False),
    ],
)
def test_collection_formats_are_styles(call: Run, place: str, form: str | None, style: str, explode: bool):
    path = "/{p}" if place == "path" else "/a"
    (found,) = call({"parameters": [listed("p", place, form)]}, path=path).operation.parameters
    assert (found.location, found.style, found.explode) == (Location(place), style, explode)
    assert isinstance(found.schema, Array)


def test_an_unknown_collection_format_is_diagnosed_where_it_stands(call: Run):
    result = call({"parameters": [listed("p", "query", "commas")]})
    assert result.said() == [("IG407", "#/paths/~1a/post/parameters/0/collectionFormat")]
    assert result.operation.parameters[0].style == "form"


def test_a_parameter_is_its_own_schema(call: Run):
    stated = {
        "name": "n",
        "in": "query",
        "type": "integer",
        "minimum": 1,
        "required": True,
        "description": "d",
    }
    (found,) = call({"parameters": [stated]}).operation.parameters
    assert isinstance(found.schema, Number)
    assert (found.schema.minimum, found.required, found.description) == (1, True, "d")
    assert found.origin == found.schema.origin == "#/paths/~1a/post/parameters/0"


def test_a_body_has_the_types_that_the_operation_consumes(call: Run):
    body = {"name": "pet", "in": "body", "required": True, "schema": {"$ref": "#/definitions/Pet"}}
    members = {"consumes": ["application/json", "text/xml"], "definitions": {"Pet": {"type": "object"}}}
    found = call({"parameters": [body]}, **members).operation
    assert found.body is not None
    assert [media.type for media in found.body.media] == ["application/json", "text/xml"]
    assert found.body.required
    assert isinstance(found.body.media[0].schema, Ref)
    own = call({"parameters": [body], "consumes": ["application/merge-patch+json"]}, **members).operation
    assert [media.type for media in own.body.media] == ["application/merge-patch+json"]
    assert found.parameters == ()


@pytest.mark.parametrize(
    ("schema", "media"),
    [
        ({"type": "object"}, "application/json"),
        ({"type": "string", "format": "binary"}, "application/octet-stream"),
        ({"type": "object", "format": "file"}, "application/octet-stream"),
    ],
)
def test_a_body_without_consumes_is_json_unless_it_is_a_file(call: Run, schema: dict[str, Any], media: str):
    body = call({"parameters": [{"name": "b", "in": "body", "schema": schema}]}).operation.body
    assert [item.type for item in body.media] == [media]


def test_form_fields_are_one_object(call: Run):
    fields = [sent("name", "formData", required=True, description="d"), listed("tags", "formData", "multi")]
    body = call({"parameters": fields}).operation.body
    (media,) = body.media
    assert media.type == "application/x-www-form-urlencoded"
    assert isinstance(media.schema, Object)
    assert [(item.name, item.required) for item in media.schema.properties] == [
        ("name", True),
        ("tags", False),
    ]
    assert media.schema.properties[0].schema.notes.description == "d"
    assert [(item.property, item.style, item.explode) for item in media.encodings] == [("tags", "form", True)]
    assert body.required


def test_a_file_among_form_fields_makes_the_form_multipart(call: Run):
    fields = [{"name": "f", "in": "formData", "type": "file"}]
    body = call({"parameters": fields, "consumes": ["application/x-www-form-urlencoded"]}).operation.body
    (media,) = body.media
    assert media.type == "multipart/form-data"
    (field,) = media.schema.properties
    assert isinstance(field.schema, String)
    assert field.schema.binary


def test_an_operations_form_field_wins_over_its_path_items(swagger: Run):
    item = {
        "parameters": [sent("a", "formData"), sent("b", "formData")],
        "post": {**OK, "parameters": [{"name": "a", "in": "formData", "type": "integer"}]},
    }
    body = swagger(paths={"/a": item}).operation.body
    kinds = {field.name: type(field.schema) for field in body.media[0].schema.properties}
    assert kinds == {"a": Number, "b": String}


def test_a_form_field_beside_a_body_is_left_out(call: Run):
    body = {"name": "b", "in": "body", "schema": {"type": "string"}}
    result = call({"parameters": [body, sent("f", "formData")]})
    assert result.said() == [("IG405", "#/paths/~1a/post/parameters/1")]
    assert [media.type for media in result.operation.body.media] == ["application/json"]


def test_shared_parameters_and_responses_are_followed(call: Run):
    result = call(
        {
            "parameters": [{"$ref": "#/parameters/Page"}, {"$ref": "#/parameters/Body"}],
            "responses": {"404": {"$ref": "#/responses/Gone"}},
        },
        parameters={
            "Page": sent("page", "query"),
            "Body": {"name": "b", "in": "body", "schema": {"type": "object"}},
        },
        responses={"Gone": {"description": "gone", "schema": {"type": "string"}}},
        produces=["application/json", "text/plain"],
    )
    operation = result.operation
    assert operation.parameters[0].origin == "#/parameters/Page"
    assert operation.body.origin == "#/parameters/Body"
    (response,) = operation.responses
    assert (response.status, response.description) == ("404", "gone")
    assert [media.type for media in response.media] == ["application/json", "text/plain"]
    assert response.media[0].schema.origin == "#/responses/Gone/schema"
    assert result.said() == []


def test_an_answer_that_is_a_file_is_of_any_type(call: Run):
    (response,) = call(
        {"responses": {"200": {"description": "", "schema": {"type": "file"}}}}
    ).operation.responses
    (media,) = response.media
    assert media.type == "*/*"
    assert media.schema.binary


def test_headers_of_responses_are_their_own_schemas(call: Run):
    headers = {"X-Rate": {"type": "integer", "description": "left"}}
    (response,) = call({"responses": {"200": {"description": "", "headers": headers}}}).operation.responses
    (header,) = response.headers
    assert isinstance(header.schema, Number)
    assert header.description == "left"


@pytest.mark.parametrize(
    ("flow", "kind"),
    [
        ("implicit", "implicit"),
        ("password", "password"),
        ("application", "clientCredentials"),
        ("accessCode", "authorizationCode"),
    ],
)
def test_an_oauth_scheme_is_its_only_flow(swagger: Run, flow: str, kind: str):
    scheme = {"type": "oauth2", "flow": flow, "tokenUrl": "https://t", "scopes": {"read": "Read"}}
    (found,) = swagger(securityDefinitions={"o": scheme}).api.security_schemes
    assert found.origin == "#/securityDefinitions/o"
    (only,) = found.flows
    assert (only.kind, only.token_url, only.scopes) == (kind, "https://t", (("read", "Read"),))


def test_basic_and_key_schemes_are_read(call: Run):
    definitions = {"b": {"type": "basic"}, "k": {"type": "apiKey", "in": "header", "name": "X-Key"}}
    result = call({"security": [{"b": [], "k": []}]}, securityDefinitions=definitions)
    basic, key = result.api.security_schemes
    assert (basic.kind, basic.scheme) == ("http", "basic")
    assert (key.kind, key.location, key.parameter) == ("apiKey", Location.HEADER, "X-Key")
    assert result.operation.security == ((("b", ()), ("k", ())),)


def test_vendors_say_null_in_their_own_way(swagger: Run):
    result = swagger(
        definitions={
            "A": {"type": "string", "x-nullable": True},
            "B": {"properties": {"a": {"$ref": "#/definitions/A", "x-nullable": True, "readOnly": True}}},
        }
    )
    assert isinstance(result.api.schemas[Origin("#/definitions/A")], Union)
    member = result.api.schemas[Origin("#/definitions/B")].properties[0].schema
    assert isinstance(member, Union)
    assert member.notes.read_only


def test_a_second_table_of_paths_is_read_and_its_fixed_query_is_not_asked_for(swagger: Run):
    operation = {**OK, "parameters": [sent("comp", "query", enum=["list"]), sent("top", "query")]}
    result = swagger(
        **{"x-ms-paths": {"/{c}?comp=list": {"get": operation, "parameters": [sent("c", "path")]}}}
    )
    assert result.operation.key == "GET /{c}?comp=list"
    assert [item.name for item in result.operation.parameters] == ["c", "top"]


FAMILY = {
    "Pet": {"type": "object", "discriminator": "kind", "properties": {"kind": {"type": "string"}}},
    "Cat": {"allOf": [{"$ref": "#/definitions/Pet"}, {"properties": {"claws": {"type": "integer"}}}]},
    "Dog": {"x-ms-discriminator-value": "hound", "allOf": [{"$ref": "#/definitions/Pet"}]},
    "Tabby": {"allOf": [{"$ref": "#/definitions/Cat"}, {"properties": {"stripes": {"type": "integer"}}}]},
    "Alias": {"$ref": "#/definitions/Pet"},
}


def test_a_base_knows_its_heirs_and_their_values(swagger: Run):
    schemas = swagger(definitions=FAMILY).api.schemas
    base = schemas[Origin("#/definitions/Pet")]
    assert isinstance(base, Object)
    assert base.discriminator.property == "kind"
    assert base.discriminator.mapping == (
        ("Pet", "#/definitions/Pet"),
        ("Cat", "#/definitions/Cat"),
        ("hound", "#/definitions/Dog"),
        ("Tabby", "#/definitions/Tabby"),
    )
    heir = schemas[Origin("#/definitions/Cat")]
    assert isinstance(heir, AllOf)
    assert [value for value, _ in heir.discriminator.mapping] == ["Cat", "Tabby"]
    assert schemas[Origin("#/definitions/Tabby")].discriminator is None


def test_the_mapping_of_a_base_names_its_heirs_in_openapi_3(schemas: Run):
    result = schemas(
        Pet={
            "type": "object",
            "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}},
            "properties": {"kind": {"type": "string"}},
        },
        Cat={"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"a": {"type": "string"}}}]},
    )
    assert [value for value, _ in result.schema("Pet").discriminator.mapping] == ["Pet", "cat"]
