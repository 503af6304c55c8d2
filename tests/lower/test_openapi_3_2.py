"""What OpenAPI 3.2 adds is read and loses nothing on the way."""

from __future__ import annotations

from typing import Any

import pytest
from tests.lower.conftest import Lowered

from integen.ir.api import Location
from integen.ir.schema import Ref

OK = {"responses": {"200": {"description": "ok"}}}


@pytest.fixture
def modern(lowered: Any) -> Any:
    """Lower a document of OpenAPI 3.2 with one operation, `POST /a`."""

    def run(operation: dict[str, Any], **members: Any) -> Lowered:
        return lowered(openapi="3.2.0", paths={"/a": {"post": {**OK, **operation}}}, **members)

    return run


def test_a_document_is_read_without_remarks_about_its_version(modern):
    assert modern({}).said() == []


def test_a_method_that_cannot_stand_in_a_request_is_no_operation(lowered):
    for method in ("GET /b HTTP/1.1\r\nX: y", "", "a b"):
        result = lowered(openapi="3.2.0", paths={"/a": {"additionalOperations": {method: OK}}})
        assert [code for code, _ in result.said()] == ["IG401"]
        assert (result.api.operations, result.api.skipped) == ((), 1)


def test_the_whole_query_is_one_parameter(modern):
    content = {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}
    (found,) = modern(
        {"parameters": [{"name": "q", "in": "querystring", "content": content}]}
    ).operation.parameters
    assert (found.location, found.content_type) == (Location.QUERYSTRING, "application/x-www-form-urlencoded")


def test_a_cookie_may_be_written_as_browsers_do(modern):
    stated = {"name": "c", "in": "cookie", "style": "cookie", "schema": {"type": "string"}}
    (found,) = modern({"parameters": [stated]}).operation.parameters
    assert (found.style, found.explode) == ("cookie", True)


def test_a_media_type_may_be_shared_and_describe_its_items_and_parts(modern):
    shared = {
        "itemSchema": {"$ref": "#/components/schemas/Event"},
        "prefixEncoding": [{"contentType": "application/json"}, {"contentType": "image/png"}],
        "itemEncoding": {"contentType": "text/plain", "headers": {"X-A": {"schema": {"type": "string"}}}},
    }
    result = modern(
        {"requestBody": {"content": {"multipart/mixed": {"$ref": "#/components/mediaTypes/Parts"}}}},
        components={"mediaTypes": {"Parts": shared}, "schemas": {"Event": {"type": "object"}}},
    )
    (media,) = result.operation.body.media
    assert isinstance(media.item_schema, Ref)
    assert [item.content_type for item in media.prefix_encodings] == ["application/json", "image/png"]
    assert media.item_encoding.content_type == "text/plain"
    assert [header.name for header in media.item_encoding.headers] == ["X-A"]
    assert result.said() == []


def test_a_discriminator_says_which_variant_is_meant_without_it(schemas):
    result = schemas(
        openapi="3.2.0",
        A={"type": "object"},
        B={"type": "object"},
        U={
            "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
            "discriminator": {"propertyName": "kind", "defaultMapping": "B"},
        },
    )
    assert result.schema("U").discriminator.default == "#/components/schemas/B"


def test_tags_servers_responses_and_schemes_keep_their_new_words(modern):
    scheme = {
        "type": "oauth2",
        "deprecated": True,
        "oauth2MetadataUrl": "https://auth.example/meta",
        "flows": {"deviceAuthorization": {"deviceAuthorizationUrl": "https://d", "tokenUrl": "https://t"}},
    }
    result = modern(
        {"responses": {"200": {"summary": "Done"}}},
        tags=[{"name": "pets", "summary": "Pets", "parent": "animals", "kind": "nav"}],
        servers=[{"url": "https://h.example", "name": "production"}],
        components={"securitySchemes": {"o": scheme}},
    )
    (tag,) = result.api.tags
    assert (tag.summary, tag.parent, tag.kind) == ("Pets", "animals", "nav")
    assert result.api.servers[0].name == "production"
    assert result.operation.responses[0].description == "Done"
    (found,) = result.api.security_schemes
    assert (found.deprecated, found.metadata_url) == (True, "https://auth.example/meta")
    assert [(flow.kind, flow.authorization_url) for flow in found.flows] == [
        ("deviceAuthorization", "https://d")
    ]
