"""Member by member and version by version: where the IR keeps what a document says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.lower.conftest import Lowered

from integen.ir.api import Api, Location, Operation
from integen.ir.schema import MISSING, Null, Schema

Find = Callable[[Api], Any]
Row = tuple[str, dict[str, Any], Find, Any]

V2, V30, V31, V32 = "2.0", "3.0.4", "3.1.2", "3.2.0"
ALL, THREE, MODERN, NEWEST = (V2, V30, V31, V32), (V30, V31, V32), (V31, V32), (V32,)

OK: dict[str, Any] = {"responses": {"200": {"description": "fine"}}}


def only(api: Api) -> Operation:
    (found,) = api.operations
    return found


def at(**operation: Any) -> dict[str, Any]:
    return {"paths": {"/a": {"post": {**OK, **operation}}}}


def answering(**response: Any) -> dict[str, Any]:
    return at(responses={"200": {"description": "fine", **response}})


def sending(**media: Any) -> dict[str, Any]:
    return at(requestBody={"content": {"application/json": media}})


def taking(**parameter: Any) -> dict[str, Any]:
    return at(parameters=[{"name": "p", "in": "query", "schema": {"type": "string"}, **parameter}])


def taking_2(**parameter: Any) -> dict[str, Any]:
    return at(parameters=[{"name": "p", "in": "query", "type": "string", **parameter}])


def described(**schema: Any) -> dict[str, Any]:
    return {"components": {"schemas": {"A": schema}}}


def described_2(**schema: Any) -> dict[str, Any]:
    return {"definitions": {"A": schema}}


def secured(**scheme: Any) -> dict[str, Any]:
    return {"components": {"securitySchemes": {"s": scheme}}}


def parameter(name: str) -> Find:
    return lambda api: getattr(only(api).parameters[0], name)


def response(name: str) -> Find:
    return lambda api: getattr(only(api).responses[0], name)


def body(name: str) -> Find:
    return lambda api: getattr(only(api).body.media[0], name)  # type: ignore[union-attr]


def operation(name: str) -> Find:
    return lambda api: getattr(only(api), name)


def scheme(name: str) -> Find:
    return lambda api: getattr(api.security_schemes[0], name)


def flow(name: str) -> Find:
    return lambda api: getattr(api.security_schemes[0].flows[0], name)


def about(name: str) -> Find:
    return lambda api: getattr(api.about, name)


def tag(name: str) -> Find:
    return lambda api: getattr(api.tags[0], name)


def server(name: str) -> Find:
    return lambda api: getattr(api.servers[0], name)


def shape(api: Api) -> Schema:
    (found,) = api.schemas.values()
    return found


def schema(name: str) -> Find:
    return lambda api: getattr(shape(api), name)


def note(name: str) -> Find:
    return lambda api: getattr(shape(api).notes, name)


def is_nullable(api: Api) -> bool:
    return isinstance(shape(api).variants[-1], Null)  # type: ignore[union-attr]


INFO = {"title": "T", "version": "1"}
URL = "https://example.com"
FLOWS = {
    "authorizationUrl": f"{URL}/a",
    "tokenUrl": f"{URL}/t",
    "refreshUrl": f"{URL}/r",
    "scopes": {"x": "X"},
}
TEXT = {"type": "string"}

EVERYWHERE: list[Row] = [
    ("info.title", {"info": {**INFO, "title": "Pets"}}, lambda api: api.title, "Pets"),
    ("info.version", {"info": {**INFO, "version": "7"}}, lambda api: api.version, "7"),
    ("info.description", {"info": {**INFO, "description": "d"}}, lambda api: api.description, "d"),
    ("info.termsOfService", {"info": {**INFO, "termsOfService": URL}}, about("terms_url"), URL),
    ("contact.name", {"info": {**INFO, "contact": {"name": "n"}}}, about("contact_name"), "n"),
    ("contact.url", {"info": {**INFO, "contact": {"url": URL}}}, about("contact_url"), URL),
    ("contact.email", {"info": {**INFO, "contact": {"email": "e@f"}}}, about("contact_email"), "e@f"),
    ("license.name", {"info": {**INFO, "license": {"name": "MIT"}}}, about("license"), "MIT"),
    ("license.url", {"info": {**INFO, "license": {"name": "M", "url": URL}}}, about("license_url"), URL),
    ("externalDocs", {"externalDocs": {"url": URL}}, lambda api: api.docs_url, URL),
    ("x-", {"x-a": {"b": 1}}, lambda api: api.extensions, {"x-a": {"b": 1}}),
    ("tag.name", {"tags": [{"name": "t"}]}, tag("name"), "t"),
    ("tag.description", {"tags": [{"name": "t", "description": "d"}]}, tag("description"), "d"),
    ("tag.externalDocs", {"tags": [{"name": "t", "externalDocs": {"url": URL}}]}, tag("docs_url"), URL),
    ("operationId", at(operationId="o"), operation("id"), "o"),
    ("operation.summary", at(summary="s"), operation("summary"), "s"),
    ("operation.description", at(description="d"), operation("description"), "d"),
    ("operation.tags", at(tags=["t"]), operation("tags"), ("t",)),
    ("operation.deprecated", at(deprecated=True), operation("deprecated"), True),
    ("operation.externalDocs", at(externalDocs={"url": URL}), operation("docs_url"), URL),
    ("operation.security", at(security=[]), operation("security"), ()),
    ("operation.x-", at(**{"x-a": 1}), operation("extensions"), {"x-a": 1}),
    ("response.description", answering(description="d"), response("description"), "d"),
]

SWAGGER: list[Row] = [
    ("host", {"host": "a.b", "basePath": "/c", "schemes": ["https"]}, server("url"), "https://a.b/c"),
    (
        "consumes",
        {"consumes": ["text/a"], **at(parameters=[{"name": "b", "in": "body"}])},
        body("type"),
        "text/a",
    ),
    (
        "produces",
        {"produces": ["text/a"], **answering(schema=TEXT)},
        lambda api: only(api).responses[0].media[0].type,
        "text/a",
    ),
    ("parameter.required", taking_2(required=True), parameter("required"), True),
    ("parameter.description", taking_2(description="d"), parameter("description"), "d"),
    ("parameter.allowEmptyValue", taking_2(allowEmptyValue=True), parameter("allow_empty"), True),
    ("parameter.maxLength", taking_2(maxLength=3), lambda api: only(api).parameters[0].schema.max_length, 3),  # type: ignore[union-attr]
    (
        "parameter.default",
        taking_2(default="x"),
        lambda api: only(api).parameters[0].schema.notes.default,
        "x",
    ),
    (
        "header.type",
        answering(headers={"H": {"type": "integer"}}),
        lambda api: only(api).responses[0].headers[0].schema.integer,
        True,
    ),  # type: ignore[union-attr]
    (
        "examples",
        answering(schema=TEXT, examples={"application/json": "e"}),
        lambda api: only(api).responses[0].media[0].schema.notes.examples,
        ("e",),
    ),  # type: ignore[union-attr]
    (
        "security.flow",
        {"securityDefinitions": {"s": {"type": "oauth2", "flow": "accessCode", **FLOWS}}},
        flow("kind"),
        "authorizationCode",
    ),
    (
        "security.scopes",
        {"securityDefinitions": {"s": {"type": "oauth2", "flow": "implicit", **FLOWS}}},
        flow("scopes"),
        (("x", "X"),),
    ),
    ("schema.readOnly", described_2(readOnly=True), note("read_only"), True),
    ("schema.x-nullable", described_2(type="string", **{"x-nullable": True}), is_nullable, True),
    (
        "schema.discriminator",
        described_2(type="object", discriminator="d", required=["d"]),
        schema("extra_required"),
        ("d",),
    ),
    ("x-webhooks", {"x-webhooks": {"w": {"post": OK}}}, lambda api: api.webhooks[0].name, "w"),
]

OF_THREE: list[Row] = [
    ("server.url", {"servers": [{"url": URL}]}, server("url"), URL),
    ("server.description", {"servers": [{"url": URL, "description": "d"}]}, server("description"), "d"),
    (
        "server.variables",
        {"servers": [{"url": "{v}", "variables": {"v": {"default": "a", "enum": ["a"]}}}]},
        lambda api: (api.servers[0].variables[0].default, api.servers[0].variables[0].enum),
        ("a", ("a",)),
    ),
    ("operation.servers", at(servers=[{"url": URL}]), lambda api: only(api).servers[0].url, URL),
    ("parameter.in", taking(**{"in": "cookie"}), parameter("location"), Location.COOKIE),
    ("parameter.required", taking(required=True), parameter("required"), True),
    ("parameter.deprecated", taking(deprecated=True), parameter("deprecated"), True),
    ("parameter.allowReserved", taking(allowReserved=True), parameter("allow_reserved"), True),
    ("parameter.allowEmptyValue", taking(allowEmptyValue=True), parameter("allow_empty"), True),
    ("parameter.style", taking(style="pipeDelimited"), parameter("style"), "pipeDelimited"),
    ("parameter.explode", taking(explode=False), parameter("explode"), False),
    (
        "parameter.content",
        at(parameters=[{"name": "p", "in": "query", "content": {"application/json": {}}}]),
        parameter("content_type"),
        "application/json",
    ),
    (
        "parameter.example",
        taking(example="e"),
        lambda api: only(api).parameters[0].schema.notes.examples,
        ("e",),
    ),
    (
        "requestBody.required",
        at(requestBody={"required": True, "content": {"a/b": {}}}),
        lambda api: only(api).body.required,
        True,
    ),  # type: ignore[union-attr]
    (
        "requestBody.description",
        at(requestBody={"description": "d", "content": {"a/b": {}}}),
        lambda api: only(api).body.description,
        "d",
    ),  # type: ignore[union-attr]
    (
        "encoding.contentType",
        sending(encoding={"p": {"contentType": "a/b"}}),
        lambda api: body("encodings")(api)[0].content_type,
        "a/b",
    ),
    (
        "encoding.headers",
        sending(encoding={"p": {"headers": {"H": {"schema": TEXT}}}}),
        lambda api: body("encodings")(api)[0].headers[0].name,
        "H",
    ),
    (
        "encoding.style",
        sending(encoding={"p": {"style": "form", "explode": False, "allowReserved": True}}),
        lambda api: (
            body("encodings")(api)[0].style,
            body("encodings")(api)[0].explode,
            body("encodings")(api)[0].allow_reserved,
        ),
        ("form", False, True),
    ),
    (
        "response.headers",
        answering(headers={"H": {"required": True, "schema": TEXT}}),
        lambda api: only(api).responses[0].headers[0].required,
        True,
    ),
    (
        "response.links",
        answering(links={"L": {"operationRef": URL}}),
        lambda api: only(api).responses[0].links[0].target,
        URL,
    ),
    (
        "link.requestBody",
        answering(links={"L": {"operationRef": URL, "requestBody": 1}}),
        lambda api: only(api).responses[0].links[0].body,
        1,
    ),
    (
        "link.server",
        answering(links={"L": {"operationRef": URL, "server": {"url": URL}}}),
        lambda api: only(api).responses[0].links[0].server,
        URL,
    ),
    (
        "callbacks",
        at(callbacks={"c": {"$url": {"put": OK}}}),
        lambda api: api.webhooks[0].operation.method,
        "PUT",
    ),
    ("x-webhooks", {"x-webhooks": {"w": {"post": OK}}}, lambda api: api.webhooks[0].name, "w"),
    ("scheme.in", secured(type="apiKey", name="k", **{"in": "cookie"}), scheme("location"), Location.COOKIE),
    (
        "scheme.bearerFormat",
        secured(type="http", scheme="bearer", bearerFormat="JWT"),
        scheme("bearer_format"),
        "JWT",
    ),
    (
        "scheme.openIdConnectUrl",
        secured(type="openIdConnect", openIdConnectUrl=URL),
        scheme("openid_url"),
        URL,
    ),
    (
        "flow.refreshUrl",
        secured(type="oauth2", flows={"authorizationCode": FLOWS}),
        flow("refresh_url"),
        f"{URL}/r",
    ),
    ("schema.title", described(title="t"), note("title"), "t"),
    ("schema.default", described(default=None), note("default"), None),
    ("schema without default", described(title="t"), note("default"), MISSING),
    ("schema.deprecated", described(deprecated=True), note("deprecated"), True),
    ("schema.writeOnly", described(writeOnly=True), note("write_only"), True),
    ("schema.xml", described(xml={"name": "x"}), note("xml"), {"name": "x"}),
    ("schema.externalDocs", described(externalDocs={"url": URL}), note("docs_url"), URL),
    ("schema.not", described(**{"not": TEXT}), note("constraints"), (("not", TEXT),)),
    ("schema.x-", described(**{"x-a": 1}), note("extensions"), (("x-a", 1),)),
    ("schema.format", described(type="string", format="uuid"), schema("format"), "uuid"),
    ("schema.pattern", described(type="string", pattern="^a"), schema("pattern"), "^a"),
    ("schema.enum", described(enum=["a", 1]), schema("values"), ("a", 1)),
    ("schema.multipleOf", described(type="number", multipleOf=0.5), schema("multiple_of"), 0.5),
    ("schema.uniqueItems", described(type="array", uniqueItems=True, items={}), schema("unique"), True),
    ("schema.minProperties", described(type="object", minProperties=2), schema("min_properties"), 2),
    (
        "schema.additionalProperties",
        described(type="object", additionalProperties=False),
        schema("closed"),
        True,
    ),
]

OF_30: list[Row] = [
    ("schema.nullable", described(type="string", nullable=True), is_nullable, True),
    (
        "schema.exclusiveMinimum",
        described(type="number", minimum=1, exclusiveMinimum=True),
        schema("exclusive_minimum"),
        1,
    ),
    ("schema.format binary", described(type="string", format="binary"), schema("binary"), True),
]

OF_MODERN: list[Row] = [
    ("info.summary", {"info": {**INFO, "summary": "s"}}, about("summary"), "s"),
    (
        "license.identifier",
        {"info": {**INFO, "license": {"name": "M", "identifier": "MIT"}}},
        about("license_id"),
        "MIT",
    ),
    ("webhooks", {"webhooks": {"w": {"post": OK}}}, lambda api: api.webhooks[0].name, "w"),
    ("scheme mutualTLS", secured(type="mutualTLS"), scheme("kind"), "mutualTLS"),
    ("schema.type array", described(type=["string", "null"]), is_nullable, True),
    ("schema.const", described(const=3), schema("values"), (3,)),
    ("schema.exclusiveMinimum", described(type="number", exclusiveMinimum=1), schema("exclusive_minimum"), 1),
    (
        "schema.prefixItems",
        described(type="array", prefixItems=[{}, {}]),
        lambda api: len(schema("prefix")(api)),
        2,
    ),
    (
        "schema.patternProperties",
        described(type="object", patternProperties={"^a": {}}),
        lambda api: schema("patterns")(api)[0][0],
        "^a",
    ),
    (
        "schema.unevaluatedProperties",
        described(type="object", unevaluatedProperties=False),
        schema("closed"),
        True,
    ),
    (
        "schema.contentEncoding",
        described(type="string", contentEncoding="base64url"),
        schema("encoding"),
        "base64url",
    ),
    (
        "schema.contentMediaType",
        described(type="string", contentMediaType="image/png"),
        schema("media_type"),
        "image/png",
    ),
    ("schema.examples", described(examples=[1, 2]), note("examples"), (1, 2)),
    ("schema.if", described(**{"if": {}, "then": {}}), note("constraints"), (("if", {}), ("then", {}))),
    (
        "schema.dependentRequired",
        described(type="object", dependentRequired={"a": ["b"]}),
        note("constraints"),
        (("dependentRequired", {"a": ["b"]}),),
    ),
    (
        "schema.contains",
        described(type="array", contains={}, minContains=2),
        note("constraints"),
        (("contains", {}), ("minContains", 2)),
    ),
]

OF_NEWEST: list[Row] = [
    ("query", {"paths": {"/a": {"query": OK}}}, operation("method"), "QUERY"),
    (
        "additionalOperations",
        {"paths": {"/a": {"additionalOperations": {"Copy": OK}}}},
        operation("method"),
        "Copy",
    ),
    ("server.name", {"servers": [{"url": URL, "name": "n"}]}, server("name"), "n"),
    ("response.summary", at(responses={"200": {"summary": "s"}}), response("description"), "s"),
    ("tag.summary", {"tags": [{"name": "t", "summary": "s"}]}, tag("summary"), "s"),
    ("tag.parent", {"tags": [{"name": "t", "parent": "p"}]}, tag("parent"), "p"),
    ("tag.kind", {"tags": [{"name": "t", "kind": "nav"}]}, tag("kind"), "nav"),
    (
        "querystring",
        at(parameters=[{"name": "q", "in": "querystring", "content": {"a/b": {}}}]),
        parameter("location"),
        Location.QUERYSTRING,
    ),
    ("cookie style", taking(**{"in": "cookie", "style": "cookie"}), parameter("style"), "cookie"),
    ("itemSchema", sending(itemSchema=TEXT), lambda api: body("item_schema")(api).format, None),
    (
        "prefixEncoding",
        sending(prefixEncoding=[{"contentType": "a/b"}]),
        lambda api: body("prefix_encodings")(api)[0].content_type,
        "a/b",
    ),
    (
        "itemEncoding",
        sending(itemEncoding={"contentType": "a/b"}),
        lambda api: body("item_encoding")(api).content_type,
        "a/b",
    ),
    (
        "encoding.encoding",
        sending(encoding={"p": {"encoding": {"q": {"contentType": "a/b"}}}}),
        lambda api: body("encodings")(api)[0].inner[0].content_type,
        "a/b",
    ),
    (
        "encoding.itemEncoding",
        sending(encoding={"p": {"itemEncoding": {"contentType": "a/b"}}}),
        lambda api: body("encodings")(api)[0].item_inner.content_type,
        "a/b",
    ),
    (
        "encoding.prefixEncoding",
        sending(encoding={"p": {"prefixEncoding": [{"contentType": "a/b"}]}}),
        lambda api: body("encodings")(api)[0].prefix_inner[0].content_type,
        "a/b",
    ),
    (
        "components.mediaTypes",
        {
            **at(requestBody={"content": {"a/b": {"$ref": "#/components/mediaTypes/M"}}}),
            "components": {"mediaTypes": {"M": {"itemSchema": TEXT}}},
        },
        lambda api: body("item_schema")(api).format,
        None,
    ),
    (
        "example.dataValue",
        taking(examples={"e": {"dataValue": 1}}),
        lambda api: only(api).parameters[0].schema.notes.examples,
        (1,),
    ),
    (
        "oauth2MetadataUrl",
        secured(type="oauth2", flows={}, oauth2MetadataUrl=URL),
        scheme("metadata_url"),
        URL,
    ),
    ("scheme.deprecated", secured(type="http", scheme="basic", deprecated=True), scheme("deprecated"), True),
    (
        "deviceAuthorization",
        secured(
            type="oauth2",
            flows={"deviceAuthorization": {"deviceAuthorizationUrl": URL, "tokenUrl": URL, "scopes": {}}},
        ),
        lambda api: (flow("kind")(api), flow("authorization_url")(api)),
        ("deviceAuthorization", URL),
    ),
    ("xml.nodeType", described(xml={"nodeType": "cdata"}), note("xml"), {"nodeType": "cdata"}),
]

TABLE = [
    (version, *row)
    for versions, rows in (
        (ALL, EVERYWHERE),
        ((V2,), SWAGGER),
        (THREE, OF_THREE),
        ((V30,), OF_30),
        (MODERN, OF_MODERN),
        (NEWEST, OF_NEWEST),
    )
    for version in versions
    for row in rows
]


@pytest.mark.parametrize(
    ("version", "members", "find", "kept"),
    [(version, members, find, kept) for version, _, members, find, kept in TABLE],
    ids=[f"{version} {member}" for version, member, *_ in TABLE],
)
def test_a_member_is_kept(version: str, members: dict[str, Any], find: Find, kept: Any) -> None:
    word = "swagger" if version == V2 else "openapi"
    result = Lowered({word: version, "info": INFO, "paths": {}, **members})
    assert find(result.api) == kept
