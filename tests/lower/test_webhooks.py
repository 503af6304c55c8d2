"""What an API sends is kept: webhooks, callbacks, and the links between its operations."""

from __future__ import annotations

from typing import Any

import pytest

from integen.ir.schema import MISSING, Ref

OK = {"responses": {"200": {"description": "ok"}}}
PET = {"type": "object", "properties": {"name": {"type": "string"}}}


def receiving(name: str = "Pet", **members: Any) -> dict[str, Any]:
    """An operation that receives a component as JSON."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {**OK, "requestBody": {"content": {"application/json": {"schema": schema}}}, **members}


@pytest.mark.parametrize(
    ("openapi", "member"), [("3.1.0", "webhooks"), ("3.2.0", "webhooks"), ("3.0.3", "x-webhooks")]
)
def test_a_webhook_is_kept_and_is_no_operation(lowered, openapi, member):
    result = lowered(
        openapi=openapi,
        components={"schemas": {"Pet": PET}},
        **{member: {"newPet": {"post": receiving(operationId="petCame", summary="A pet came")}}},
    )
    (found,) = result.api.webhooks
    assert (found.kind, found.name, found.operation.method) == ("webhook", "newPet", "POST")
    assert (found.operation.id, found.operation.summary) == ("petCame", "A pet came")
    assert isinstance(found.operation.body.media[0].schema, Ref)
    assert result.api.operations == ()
    assert result.said() == []


def test_a_webhook_needs_the_credentials_that_it_names_and_not_those_of_callers(lowered):
    scheme = {"type": "apiKey", "in": "header", "name": "X-Key"}
    hooks = {"a": {"post": OK}, "b": {"post": {**OK, "security": [{"key": []}]}}}
    result = lowered(webhooks=hooks, components={"securitySchemes": {"key": scheme}}, security=[{"key": []}])
    assert [found.operation.security for found in result.api.webhooks] == [None, ((("key", ()),),)]


def test_a_webhook_may_be_a_reference_and_have_several_methods(lowered):
    result = lowered(
        webhooks={"a": {"$ref": "#/components/pathItems/A"}},
        components={"pathItems": {"A": {"post": OK, "put": OK}}},
    )
    assert [found.key for found in result.api.webhooks] == ["webhook a POST", "webhook a PUT"]


def test_a_webhook_may_be_written_as_a_callback_is(lowered):
    hooks = {"done": {"{$request.query.url}": {"post": OK}}, "x-more": {"post": OK}}
    (found,) = lowered(openapi="3.0.3", **{"x-webhooks": hooks}).api.webhooks
    assert (found.kind, found.name, found.expression) == ("webhook", "done", "{$request.query.url}")


def test_a_callback_is_kept_with_its_expression_and_who_asks_for_it(one):
    callbacks = {"onData": {"{$request.body#/url}/data": {"post": OK}}, "x-note": 1}
    (found,) = one({**OK, "callbacks": callbacks}).api.webhooks
    assert (found.kind, found.name, found.callers) == ("callback", "onData", ("POST /a",))
    assert found.expression == "{$request.body#/url}/data"
    assert found.key == "callback onData POST {$request.body#/url}/data of POST /a"


def test_a_shared_callback_is_one_with_two_callers(lowered):
    shared = {"callbacks": {"onData": {"$ref": "#/components/callbacks/Data"}}}
    result = lowered(
        paths={"/a": {"post": {**OK, **shared}}, "/b": {"post": {**OK, **shared}}},
        components={"callbacks": {"Data": {"{$request.query.to}": {"post": OK}}}},
    )
    (found,) = result.api.webhooks
    assert found.callers == ("POST /a", "POST /b")
    assert result.said() == []


def test_callbacks_of_one_name_stay_apart(lowered):
    def asking(method: str) -> dict[str, Any]:
        return {**OK, "callbacks": {"on": {"{$request.query.to}": {method: OK}}}}

    result = lowered(paths={"/a": {"post": asking("post")}, "/b": {"post": asking("put")}})
    assert [(found.operation.method, found.callers) for found in result.api.webhooks] == [
        ("POST", ("POST /a",)),
        ("PUT", ("POST /b",)),
    ]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"$ref": "#/components/pathItems/No"}, ("IG201", "#/webhooks/a/$ref")),
        ({"description": "nothing"}, ("IG423", "#/webhooks/a")),
        (7, ("IG107", "#/webhooks/a")),
        ({"post": 7}, ("IG107", "#/webhooks/a/post")),
    ],
)
def test_a_broken_webhook_is_diagnosed_and_costs_nothing_else(lowered, item, said):
    result = lowered(paths={"/a": {"get": OK}}, webhooks={"a": item, "b": {"post": OK}})
    assert result.said() == [said]
    assert [found.name for found in result.api.webhooks] == ["b"]
    assert (len(result.api.operations), result.api.skipped) == (1, 0)


def test_a_callback_with_a_malformed_expression_is_diagnosed_and_kept(one):
    result = one({**OK, "callbacks": {"on": {"{$request.body.url}": {"post": OK}}}})
    assert result.said() == [("IG422", "#/paths/~1a/post/callbacks/on/{$request.body.url}")]
    assert len(result.api.webhooks) == 1


def linking(link: dict[str, Any]) -> dict[str, Any]:
    """A document of two operations, the first of which links to the second."""
    second = {
        **OK,
        "operationId": "getPet",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
    }
    first = {"responses": {"201": {"description": "made", "links": {"Pet": link}}}}
    return {"/pets": {"post": first}, "/pets/{id}": {"get": second}}


@pytest.mark.parametrize(
    "target", [{"operationId": "getPet"}, {"operationRef": "#/paths/~1pets~1%7Bid%7D/get"}]
)
@pytest.mark.parametrize("parameter", ["id", "path.id"])
def test_a_link_leads_to_its_operation(lowered, target, parameter):
    result = lowered(
        paths=linking({**target, "parameters": {parameter: "$response.body#/id"}, "description": "The pet"})
    )
    (link,) = result.api.operations[0].responses[0].links
    assert (link.name, link.operation) == ("Pet", "GET /pets/{id}")
    assert link.parameters == ((parameter, "$response.body#/id"),)
    assert (link.description, link.body) == ("The pet", MISSING)
    assert result.said() == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ({"operationId": "no"}, ("IG420", "")),
        ({"operationRef": "#/paths/~1no/get"}, ("IG420", "")),
        ({}, ("IG420", "")),
        ({"operationId": "getPet", "parameters": {"ID": "$url"}}, ("IG421", "/parameters/ID")),
        ({"operationId": "getPet", "parameters": {"id": "$response.body.id"}}, ("IG422", "/parameters/id")),
        ({"operationId": "getPet", "requestBody": "{$response.bdy}"}, ("IG422", "/requestBody")),
        ({"$ref": "#/components/links/No"}, ("IG201", "/$ref")),
    ],
)
def test_a_broken_link_is_diagnosed_and_the_operation_is_kept(lowered, link, said):
    result = lowered(paths=linking(link))
    code, where = said
    assert result.said() == [(code, f"#/paths/~1pets/post/responses/201/links/Pet{where}")]
    assert len(result.api.operations) == 2


def test_the_constants_of_a_link_are_kept(lowered):
    result = lowered(
        paths=linking({"operationId": "getPet", "parameters": {"id": 7}, "requestBody": {"a": None}})
    )
    (link,) = result.api.operations[0].responses[0].links
    assert (link.parameters, link.body) == ((("id", 7),), {"a": None})


def test_a_document_of_webhooks_only_needs_no_paths(tmp_path):
    from integen.diagnostics.diagnostic import Diagnostics
    from integen.lower.api import lower
    from integen.source.sources import Sources

    text = b'{"openapi":"3.1.0","info":{"title":"T","version":"1"},"webhooks":{"a":{"post":{}}}}'
    collected = Diagnostics()
    api = lower(Sources.load("-", stdin=text), collected)
    assert [found.name for found in api.webhooks] == ["a"]
    assert list(collected) == []
