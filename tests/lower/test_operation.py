from __future__ import annotations

import pytest

from integen.ir.api import Effect, Location
from integen.ir.schema import NO_NOTES, String

OK = {"responses": {"200": {"description": "ok"}}}
TEXT = {"schema": {"type": "string"}}


@pytest.mark.parametrize(
    ("method", "effect", "idempotent"),
    [
        ("get", Effect.READ, True),
        ("head", Effect.READ, True),
        ("options", Effect.READ, True),
        ("trace", Effect.READ, True),
        ("query", Effect.READ, True),
        ("put", Effect.WRITE, True),
        ("post", Effect.WRITE, False),
        ("patch", Effect.WRITE, False),
        ("delete", Effect.DESTRUCTIVE, True),
    ],
)
def test_effect_and_idempotence_follow_from_the_method(one, method, effect, idempotent):
    operation = one(OK, method=method).operation
    assert (operation.key, operation.effect, operation.idempotent) == (
        f"{method.upper()} /a",
        effect,
        idempotent,
    )


def test_additional_operations_keep_their_case(lowered):
    result = lowered(openapi="3.2.0", paths={"/a": {"additionalOperations": {"Copy": OK}}})
    assert (result.operation.method, result.operation.effect) == ("Copy", Effect.WRITE)
    assert result.operation.origin == "#/paths/~1a/additionalOperations/Copy"


@pytest.mark.parametrize(
    ("place", "style", "explode"),
    [
        ("path", "simple", False),
        ("query", "form", True),
        ("header", "simple", False),
        ("cookie", "form", True),
    ],
)
def test_styles_default_by_place(one, place, style, explode):
    parameter = one(
        {"parameters": [{"name": "p", "in": place, **TEXT}]}, path="/{p}" if place == "path" else "/a"
    )
    (found,) = parameter.operation.parameters
    assert (found.style, found.explode, found.required) == (style, explode, place == "path")


def test_explode_defaults_to_false_for_other_styles_than_form(one):
    (found,) = one(
        {"parameters": [{"name": "p", "in": "query", "style": "pipeDelimited"}]}
    ).operation.parameters
    assert (found.style, found.explode) == ("pipeDelimited", False)


def test_a_style_that_the_place_does_not_have_is_replaced(one):
    result = one({"parameters": [{"name": "p", "in": "path", "style": "deepObject", **TEXT}]}, path="/{p}")
    assert result.operation.parameters[0].style == "simple"
    assert result.said() == [("IG407", "#/paths/~1{p}/post/parameters/0/style")]


def test_the_operation_s_parameter_wins_in_the_place_of_the_path_item_s(one):
    shared = {"parameters": [{"name": "a", "in": "query", **TEXT}, {"name": "b", "in": "query", **TEXT}]}
    result = one({"parameters": [{"name": "a", "in": "query", "required": True, **TEXT}]}, item=shared)
    assert [(item.name, item.required) for item in result.operation.parameters] == [("a", True), ("b", False)]


def test_the_same_name_in_another_place_is_another_parameter(one):
    both = [{"name": "a", "in": "query", **TEXT}, {"name": "a", "in": "header", **TEXT}]
    assert [item.location for item in one({"parameters": both}).operation.parameters] == [
        Location.QUERY,
        Location.HEADER,
    ]


def test_undeclared_path_variables_become_required_texts(one):
    result = one(OK, path="/{owner}/{repo}")
    assert [(item.name, item.required, type(item.schema)) for item in result.operation.parameters] == [
        ("owner", True, String),
        ("repo", True, String),
    ]
    assert [code for code, _ in result.said()] == ["IG402", "IG402"]


def test_path_parameters_without_a_place_are_dropped(one):
    result = one({"parameters": [{"name": "gone", "in": "path", **TEXT}]})
    assert result.operation.parameters == ()
    assert result.said() == [("IG403", "#/paths/~1a/post/parameters/0")]


def test_headers_of_the_protocol_are_not_parameters(one):
    names = ("Accept", "content-type", "X-Mine", "Authorization")
    result = one({"parameters": [{"name": name, "in": "header", **TEXT} for name in names]})
    assert [item.name for item in result.operation.parameters] == ["X-Mine", "Authorization"]


def test_the_authorization_header_is_left_to_a_declared_security_scheme(one):
    result = one(
        {"parameters": [{"name": "Authorization", "in": "header", **TEXT}], "security": [{"t": []}]},
        components={"securitySchemes": {"t": {"type": "http", "scheme": "Bearer"}}},
    )
    assert result.operation.parameters == ()
    assert result.operation.security == ((("t", ()),),)
    assert result.api.security_schemes[0].scheme == "bearer"


def test_content_of_a_parameter_names_its_media_type(one):
    content = {"application/json": {"schema": {"type": "object"}}}
    (found,) = one({"parameters": [{"name": "p", "in": "query", "content": content}]}).operation.parameters
    assert found.content_type == "application/json"


def test_examples_of_a_parameter_go_to_its_schema(one):
    several = {"a": {"value": 1}, "b": {"$ref": "#/components/examples/two"}}
    (found,) = one(
        {"parameters": [{"name": "p", "in": "query", "schema": {"type": "integer"}, "examples": several}]},
        components={"examples": {"two": {"value": 2}}},
    ).operation.parameters
    assert found.schema.notes.examples == (1, 2)


def test_shared_parts_are_found_by_reference(one):
    result = one(
        {
            "parameters": [{"$ref": "#/components/parameters/P"}],
            "requestBody": {"$ref": "#/components/requestBodies/B"},
            "responses": {"404": {"$ref": "#/components/responses/R"}},
        },
        components={
            "parameters": {"P": {"name": "p", "in": "query", **TEXT}},
            "requestBodies": {"B": {"required": True, "content": {"text/plain": TEXT}}},
            "responses": {"R": {"headers": {"X-A": {"$ref": "#/components/headers/H"}}}},
            "headers": {"H": {"schema": {"type": "integer"}}},
        },
    )
    operation = result.operation
    assert operation.parameters[0].origin == "#/components/parameters/P"
    assert operation.body is not None
    assert (operation.body.required, operation.body.media[0].type) == (True, "text/plain")
    assert operation.responses[0].headers[0].name == "X-A"
    assert result.diagnostics == []


def test_an_operation_whose_parameter_is_missing_is_skipped_with_the_cause_located(lowered):
    broken = {"parameters": [{"$ref": "#/components/parameters/No"}], **OK}
    result = lowered(paths={"/a": {"get": broken, "post": OK}, "/b": {"get": OK}})
    assert [item.key for item in result.api.operations] == ["POST /a", "GET /b"]
    assert result.api.skipped == 1
    assert result.said() == [("IG201", "#/paths/~1a/get/parameters/0/$ref")]
    assert result.diagnostics[0].note == "`GET /a` is not generated"


def test_a_shared_part_that_is_broken_is_reported_once_and_each_operation_that_it_costs(lowered):
    shared = {"parameters": [{"$ref": "#/components/parameters/P"}], **OK}
    result = lowered(
        paths={"/a": {"get": shared, "post": shared}},
        components={"parameters": {"P": {"$ref": "#/components/parameters/No"}}},
    )
    assert result.api.skipped == 2
    assert result.said() == [("IG201", "#/components/parameters/P/$ref"), ("IG401", "#/paths/~1a/post")]


def test_a_broken_response_is_left_out_and_the_operation_stays(one):
    result = one(
        {"responses": {"200": {"$ref": "#/components/responses/No"}, "404": {}, "ok": {}, "4xx": None}}
    )
    assert [item.status for item in result.operation.responses] == ["404", "4XX"]
    assert [code for code, _ in result.said()] == ["IG201", "IG408"]


def test_an_incomplete_parameter_is_left_out_unless_it_is_required(one):
    result = one({"parameters": [{}, {"name": "a", "in": "body"}, {"name": "b", "in": "query", **TEXT}]})
    assert [item.name for item in result.operation.parameters] == ["b"]
    assert one({"parameters": [{"name": "a", "in": "body", "required": True}]}).api.skipped == 1


def test_two_operations_of_one_method_and_path_cannot_both_be_generated(lowered):
    result = lowered(paths={"/a": {"get": OK}, "a": {"get": OK, "post": OK}})
    assert [item.key for item in result.api.operations] == ["GET /a", "POST /a"]
    assert result.api.skipped == 1
    assert ("IG401", "#/paths/a/get") in result.said()


def test_a_path_item_may_stand_elsewhere_and_its_own_members_win(lowered):
    result = lowered(
        paths={"/a": {"$ref": "#/components/pathItems/P", "get": {"operationId": "mine"}}},
        components={"pathItems": {"P": {"get": {"operationId": "theirs"}, "put": {"operationId": "put"}}}},
    )
    assert [(item.id, item.origin) for item in result.api.operations] == [
        ("mine", "#/paths/~1a/get"),
        ("put", "#/components/pathItems/P/put"),
    ]


def test_an_operation_may_stand_elsewhere_too(lowered):
    result = lowered(
        paths={"/a": {"get": {"$ref": "#/x-operations/list"}}}, **{"x-operations": {"list": {"summary": "s"}}}
    )
    assert (result.operation.key, result.operation.summary, result.operation.origin) == (
        "GET /a",
        "s",
        "#/x-operations/list",
    )


def test_security_says_nothing_none_needed_or_alternatives(lowered):
    schemes = {
        "k": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "o": {
            "type": "oauth2",
            "flows": {"implicit": {"authorizationUrl": "https://a", "scopes": {"r": "read"}}},
        },
    }
    paths = {
        "/none": {"get": {"security": []}},
        "/optional": {"get": {"security": [{}, {"k": []}]}},
        "/both": {"get": {"security": [{"k": [], "o": ["r"]}]}},
        "/root": {"get": {}},
        "/unknown": {"get": {"security": [{"zzz": []}]}},
    }
    result = lowered(paths=paths, components={"securitySchemes": schemes}, security=[{"o": ["r"]}])
    assert [item.security for item in result.api.operations] == [
        (),
        ((), (("k", ()),)),
        ((("k", ()), ("o", ("r",))),),
        ((("o", ("r",)),),),
        None,
    ]
    assert result.api.security_schemes[1].flows[0].scopes == (("r", "read"),)
    assert lowered(paths={"/a": {"get": {}}}).operation.security is None


def test_unusable_security_schemes_are_left_out(lowered):
    schemes = {
        "a": {"type": "apiKey"},
        "b": {"type": "http"},
        "c": {"type": "zzz"},
        "d": {"type": "http", "scheme": "x"},
    }
    result = lowered(components={"securitySchemes": schemes})
    assert [item.key for item in result.api.security_schemes] == ["d"]
    assert [code for code, _ in result.said()] == ["IG411", "IG411", "IG411"]


def test_servers_keep_their_variables_and_relative_ones_stay_for_local_documents(lowered):
    variables = {"region": {"default": "eu", "enum": ["eu", "us"]}, "v": {"default": 1}}
    result = lowered(
        servers=[{"url": "https://{region}.a.com/{v}", "variables": variables}, {"url": "/v1"}, {}]
    )
    assert [item.url for item in result.api.servers] == ["https://{region}.a.com/{v}", "/v1"]
    assert [(item.name, item.default) for item in result.api.servers[0].variables] == [
        ("region", "eu"),
        ("v", "1"),
    ]
    assert ("IG412", "#/servers/2") in result.said()


def test_tags_are_the_declared_ones_then_the_used_ones(lowered):
    result = lowered(
        tags=[{"name": "b", "description": "B"}, {"name": "a"}],
        paths={"/a": {"get": {"tags": ["z", "a", "z"]}}},
    )
    assert [item.name for item in result.api.tags] == ["b", "a", "z"]
    assert result.operation.tags == ("z", "a")


def test_form_bodies_keep_the_encoding_of_each_property(one):
    media = {
        "schema": {"type": "object"},
        "encoding": {
            "file": {"contentType": "image/png", "headers": {"X-A": {}}},
            "list": {"explode": False},
        },
    }
    body = one({"requestBody": {"content": {"multipart/form-data": media}}}).operation.body
    file, listed = body.media[0].encodings
    assert (file.property, file.content_type, file.explode, file.headers[0].name) == (
        "file",
        "image/png",
        None,
        "X-A",
    )
    assert (listed.property, listed.explode) == ("list", False)


def test_repeated_operation_ids_are_a_warning_at_the_second(lowered):
    result = lowered(paths={"/a": {"get": {"operationId": "x"}}, "/b": {"get": {"operationId": "x"}}})
    assert result.said() == [("IG404", "#/paths/~1b/get/operationId")]


def test_the_api_carries_what_the_document_says_of_itself(lowered):
    result = lowered(
        info={"title": "Pets", "version": 2, "license": {"name": "MIT"}},
        externalDocs={"url": "https://docs"},
        **{"x-a": 1},
    )
    api = result.api
    assert (api.title, api.version, api.about.license, api.docs_url, api.extensions) == (
        "Pets",
        "2",
        "MIT",
        "https://docs",
        {"x-a": 1},
    )


def test_extensions_and_docs_of_an_operation_are_kept(one):
    operation = one(
        {"x-mcp": True, "externalDocs": {"url": "u"}, "deprecated": True, "summary": "s"}
    ).operation
    assert (operation.extensions, operation.docs_url, operation.deprecated, operation.summary) == (
        {"x-mcp": True},
        "u",
        True,
        "s",
    )


def test_schemas_without_words_share_one_empty_note(one):
    (found,) = one({"parameters": [{"name": "p", "in": "query", **TEXT}]}).operation.parameters
    assert found.schema.notes is NO_NOTES


@pytest.mark.parametrize(
    "operation",
    [
        None,
        [],
        "x",
        5,
        {"parameters": {}},
        {"parameters": [None, 5, "x", []]},
        {"parameters": [{"name": 5, "in": 7}]},
        {"requestBody": "x"},
        {"requestBody": []},
        {"requestBody": {"content": []}},
        {"requestBody": {"content": {"": {}, "a/b": 5}}},
        {"responses": []},
        {"responses": {"200": 5, "default": [], "x-a": 1}},
        {"responses": {"200": {"headers": [], "content": {"a/b": {"schema": 5, "encoding": 5}}}}},
        {"tags": "a", "security": {}, "servers": "x", "operationId": [], "summary": {}, "deprecated": 1},
        {"tags": [None, {}, 5], "security": [5, {"a": 5}], "servers": [5, {"url": 5, "variables": {"a": 5}}]},
        {"externalDocs": 5},
    ],
)
def test_nonsense_in_an_operation_is_diagnosed_and_never_raises(one, operation):
    result = one(operation)
    assert result.diagnostics or operation is None
    assert len(result.api.operations) + result.api.skipped == (0 if operation is None else 1)


@pytest.mark.parametrize("item", [5, [], "x", {"$ref": 5}, {"$ref": "#/no"}, {"$ref": "#/paths/~1a"}])
def test_an_unusable_path_item_is_diagnosed(lowered, item):
    result = lowered(paths={"/a": item})
    assert result.api.operations == ()
    assert [entry.severity.value for entry in result.diagnostics] == ["error"]


@pytest.mark.parametrize(
    "members",
    [
        {"info": 5},
        {"info": []},
        {"servers": 5},
        {"tags": {}},
        {"tags": [5, {"name": 5}]},
        {"components": 5},
        {"components": {"schemas": 5, "securitySchemes": []}},
        {"components": {"securitySchemes": {"a": 5, "b": {"$ref": "#/x"}}}},
        {"security": 5},
        {"externalDocs": "x"},
    ],
)
def test_nonsense_in_the_frame_is_diagnosed_and_never_raises(lowered, members):
    assert lowered(**members).diagnostics
