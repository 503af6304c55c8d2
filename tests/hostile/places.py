"""Where a text of the document may stand: each place as a document in which only that place is hostile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Json = Any
Document = dict[str, Any]


def plain() -> Document:
    """Return a document without anything strange, for others to be changed from."""
    pet = {
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "name": {"type": "string"},
            "kind": {"type": "string", "enum": ["cat", "dog"]},
        },
        "required": ["id"],
    }
    answer = {
        "description": "A pet.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.example/v1"}],
        "tags": [{"name": "pets", "description": "Animals."}],
        "paths": {
            "/pets/{id}": {
                "get": {
                    "operationId": "getPet",
                    "tags": ["pets"],
                    "summary": "Show a pet",
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                    ],
                    "responses": {"200": answer},
                },
            },
            "/pets": {
                "post": {
                    "operationId": "addPet",
                    "tags": ["pets"],
                    "requestBody": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
                    },
                    "responses": {"201": answer},
                },
            },
        },
        "components": {"schemas": {"Pet": pet}, "securitySchemes": {}},
    }


def at(*path: str | int) -> Callable[[str], Document]:
    """Return what puts a text at a path of the plain document; missing objects are made."""

    def build(text: str) -> Document:
        document = plain()
        node: Json = document
        for step in path[:-1]:
            node = node[step] if isinstance(node, list) else node.setdefault(step, {})
        node[path[-1]] = text
        return document

    return build


def key(*path: str | int, value: Json) -> Callable[[str], Document]:
    """Return what makes a text the name of a member, with `value`."""

    def build(text: str) -> Document:
        document = plain()
        node: Json = document
        for step in path:
            node = node[step] if isinstance(node, list) else node.setdefault(step, {})
        node[text] = value(text) if callable(value) else value
        return document

    return build


def extra(*path: str | int, value: Callable[[str], Json]) -> Callable[[str], Document]:
    """Return what puts a value that holds the text at a path."""

    def build(text: str) -> Document:
        document = plain()
        node: Json = document
        for step in path[:-1]:
            node = node[step] if isinstance(node, list) else node.setdefault(step, {})
        node[path[-1]] = value(text)
        return document

    return build


_GET = ("paths", "/pets/{id}", "get")
_POST = ("paths", "/pets", "post")
_ID = (*_GET, "parameters", 0)
_PET = ("components", "schemas", "Pet")
_NAME = (*_PET, "properties", "name")
_BODY = (*_POST, "requestBody")
_CONTENT = (*_BODY, "content")
_SCHEMES = ("components", "securitySchemes")
_TEXT = {"schema": {"type": "string"}}


def _parameter(place: str) -> Callable[[str], Document]:
    return extra(
        *_GET, "parameters", 0, value=lambda text: {"name": text, "in": place, "schema": {"type": "string"}}
    )


def _oauth(text: str) -> Json:
    flow = {"authorizationUrl": text, "tokenUrl": text, "refreshUrl": text, "scopes": {text: text}}
    return {"s": {"type": "oauth2", "description": text, "flows": {"authorizationCode": flow, "x": flow}}}


def _with_security(document: Document, name: str, scopes: list[str]) -> Document:
    document["security"] = [{name: scopes}]
    return document


def _discriminated(text: str) -> Json:
    heir = {"type": "object", "properties": {text: {"type": "string"}}}
    return {
        "oneOf": [heir, {"$ref": "#/components/schemas/Other"}],
        "discriminator": {"propertyName": text, "mapping": {text: text}},
    }


PLACES: dict[str, Callable[[str], Document]] = {
    "info-title": at("info", "title"),
    "info-version": at("info", "version"),
    "info-description": at("info", "description"),
    "info-summary": at("info", "summary"),
    "info-terms": at("info", "termsOfService"),
    "info-contact": extra("info", "contact", value=lambda text: {"name": text, "url": text, "email": text}),
    "info-licence": extra(
        "info", "license", value=lambda text: {"name": text, "identifier": text, "url": text}
    ),
    "info-extension": key("info", value=lambda text: {text: text}),
    "root-extension": extra("x-generator", value=lambda text: {text: [text, {text: text}]}),
    "external-docs": extra("externalDocs", value=lambda text: {"url": text, "description": text}),
    "dialect": at("jsonSchemaDialect"),
    "self": at("$self"),
    "server-url": at("servers", 0, "url"),
    "server-description": at("servers", 0, "description"),
    "server-name": at("servers", 0, "name"),
    "server-variables": extra(
        "servers",
        0,
        value=lambda text: {
            "url": "https://{v}/{" + text.replace("}", "") + "}",
            "variables": {
                "v": {"default": text, "enum": [text], "description": text},
                text: {"default": text},
            },
        },
    ),
    "tag-name": at("tags", 0, "name"),
    "tag-description": at("tags", 0, "description"),
    "tag-kind-and-parent": extra(
        "tags", 0, value=lambda text: {"name": "pets", "parent": text, "kind": text, "summary": text}
    ),
    "tag-docs": extra("tags", 0, "externalDocs", value=lambda text: {"url": text}),
    "tag-of-operation": extra(*_GET, "tags", value=lambda text: [text, text + "2"]),
    "path": key("paths", value={"get": {"responses": {"200": {"description": ""}}}}),
    "path-with-slash": lambda text: key("paths", value={"get": {"responses": {}}})(f"/{text}"),
    "path-variable": lambda text: key("paths", value={"get": {"responses": {}}})("/a/{" + text + "}/{b}"),
    "path-summary": at("paths", "/pets/{id}", "summary"),
    "method": key(
        "paths", "/pets/{id}", "additionalOperations", value={"responses": {"200": {"description": ""}}}
    ),
    "operation-id": at(*_GET, "operationId"),
    "operation-summary": at(*_GET, "summary"),
    "operation-description": at(*_GET, "description"),
    "operation-docs": extra(*_GET, "externalDocs", value=lambda text: {"url": text, "description": text}),
    "operation-server": extra(*_GET, "servers", value=lambda text: [{"url": text}]),
    "operation-extensions": extra(
        *_GET, "x-mcp", value=lambda text: {"name": text, "title": text, "description": text, "toolset": text}
    ),
    "operation-group-extensions": extra(*_GET, "x-speakeasy-group", value=lambda text: text),
    "operation-pagination": extra(
        *_GET,
        "x-speakeasy-pagination",
        value=lambda text: {
            "type": "cursor",
            "inputs": [{"name": text, "in": "parameters", "type": "cursor"}],
            "outputs": {"nextCursor": text, "results": text},
        },
    ),
    "parameter-in-path": _parameter("path"),
    "parameter-in-query": _parameter("query"),
    "parameter-in-header": _parameter("header"),
    "parameter-in-cookie": _parameter("cookie"),
    "parameter-in": at(*_ID, "in"),
    "parameter-style": at(*_ID, "style"),
    "parameter-description": at(*_ID, "description"),
    "parameter-examples": extra(
        *_ID, "examples", value=lambda text: {text: {"summary": text, "value": text, "externalValue": text}}
    ),
    "parameter-content": extra(
        *_GET, "parameters", 0, value=lambda text: {"name": "id", "in": "query", "content": {text: _TEXT}}
    ),
    "schema-title": at(*_PET, "title"),
    "schema-description": at(*_PET, "description"),
    "schema-id": at(*_PET, "$id"),
    "schema-anchor": at(*_PET, "$anchor"),
    "schema-type": at(*_PET, "type"),
    "schema-comment": at(*_PET, "$comment"),
    "schema-reference": at(*_PET, "$ref"),
    "schema-definitions": key(*_PET, "$defs", value={"type": "string"}),
    "schema-vocabulary": key(*_PET, "$vocabulary", value=True),
    "property-name": key(*_PET, "properties", value={"type": "string"}),
    "property-title": extra(
        *_NAME, value=lambda text: {"type": "object", "title": text, "properties": {"a": {"type": "string"}}}
    ),
    "property-description": at(*_NAME, "description"),
    "property-required": extra(*_PET, "required", value=lambda text: [text]),
    "property-enum": extra(*_NAME, "enum", value=lambda text: [text, "plain"]),
    "property-enum-names": extra(
        *_NAME,
        value=lambda text: {
            "type": "string",
            "enum": ["a", "b"],
            "x-enum-varnames": [text, text],
            "x-enumNames": [text],
            "x-enum-descriptions": [text],
        },
    ),
    "property-const": at(*_NAME, "const"),
    "property-default": at(*_NAME, "default"),
    "property-example": extra(*_NAME, "examples", value=lambda text: [text]),
    "property-pattern": at(*_NAME, "pattern"),
    "property-format": at(*_NAME, "format"),
    "property-encoding": extra(
        *_NAME, value=lambda text: {"type": "string", "contentEncoding": text, "contentMediaType": text}
    ),
    "property-xml": extra(
        *_NAME, "xml", value=lambda text: {"name": text, "namespace": text, "prefix": text, "nodeType": text}
    ),
    "property-patterns": key(*_PET, "patternProperties", value={"type": "string"}),
    "property-names": extra(*_PET, "propertyNames", value=lambda text: {"pattern": text, "enum": [text]}),
    "property-dependent": extra(*_PET, "dependentRequired", value=lambda text: {text: [text]}),
    "schema-name": key(
        "components", "schemas", value={"type": "object", "properties": {"a": {"type": "string"}}}
    ),
    "schema-name-used": lambda text: {
        **plain(),
        "components": {
            "schemas": {
                text: {"type": "object", "properties": {"a": {"type": "string"}}},
                "Pet": {
                    "type": "object",
                    "properties": {
                        "b": {"$ref": "#/components/schemas/" + text.replace("~", "~0").replace("/", "~1")}
                    },
                },
            }
        },
    },
    "discriminator": extra(*_PET, value=_discriminated),
    "body-description": at(*_BODY, "description"),
    "body-media-type": key(*_CONTENT, value=_TEXT),
    "body-form": extra(
        *_CONTENT,
        value=lambda text: {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {text: {"type": "string"}}},
                "encoding": {text: {"contentType": text, "style": text}},
            }
        },
    ),
    "body-multipart": extra(
        *_CONTENT,
        value=lambda text: {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {text: {"type": "string", "format": "binary"}},
                    "required": [text],
                },
                "encoding": {
                    text: {
                        "contentType": text,
                        "headers": {text: {"schema": {"type": "string", "default": text}}},
                    }
                },
            }
        },
    ),
    "answer-status": key(*_GET, "responses", value={"description": "x"}),
    "answer-description": at(*_GET, "responses", "200", "description"),
    "answer-media-type": key(*_GET, "responses", "200", "content", value={"schema": {"type": "string"}}),
    "answer-header": key(
        *_GET,
        "responses",
        "200",
        "headers",
        value=lambda text: {"description": text, "schema": {"type": "string"}},
    ),
    "answer-link": key(
        *_GET,
        "responses",
        "200",
        "links",
        value=lambda text: {
            "operationId": text,
            "description": text,
            "parameters": {text: text},
            "requestBody": text,
        },
    ),
    "callback": key(
        *_POST,
        "callbacks",
        value=lambda text: {
            text: {
                "post": {
                    "operationId": text,
                    "summary": text,
                    "requestBody": {
                        "content": {
                            text: _TEXT,
                            "application/json": {"schema": {"type": "object", "title": text}},
                        }
                    },
                    "responses": {},
                }
            }
        },
    ),
    "webhook": key(
        "webhooks",
        value=lambda text: {
            "post": {
                "operationId": text,
                "summary": text,
                "description": text,
                "requestBody": {
                    "content": {
                        "application/json": {
                            "schema": {"type": "object", "title": text, "properties": {text: {"const": text}}}
                        }
                    }
                },
                "responses": {},
            }
        },
    ),
    "component-parameter": key(
        "components",
        "parameters",
        value=lambda text: {"name": text, "in": "query", "schema": {"type": "string"}},
    ),
    "component-extension": key("components", value=lambda text: {text: text}),
    "security-name": lambda text: _with_security(
        key(*_SCHEMES, value={"type": "apiKey", "in": "header", "name": "X-Key"})(text), text, [text]
    ),
    "security-api-key-header": lambda text: _with_security(
        extra(
            *_SCHEMES, value=lambda t: {"s": {"type": "apiKey", "in": "header", "name": t, "description": t}}
        )(text),
        "s",
        [],
    ),
    "security-api-key-cookie": lambda text: _with_security(
        extra(*_SCHEMES, value=lambda t: {"s": {"type": "apiKey", "in": "cookie", "name": t}})(text), "s", []
    ),
    "security-http": lambda text: _with_security(
        extra(
            *_SCHEMES,
            value=lambda t: {"s": {"type": "http", "scheme": t, "bearerFormat": t, "description": t}},
        )(text),
        "s",
        [],
    ),
    "security-oauth": lambda text: _with_security(extra(*_SCHEMES, value=_oauth)(text), "s", [text]),
    "security-openid": lambda text: _with_security(
        extra(*_SCHEMES, value=lambda t: {"s": {"type": "openIdConnect", "openIdConnectUrl": t}})(text),
        "s",
        [text],
    ),
    "security-type": extra(*_SCHEMES, value=lambda text: {"s": {"type": text, "in": text, "name": text}}),
}


def swagger(text: str) -> Document:
    """Return a Swagger 2.0 document with the text in every place that version has of its own."""
    return {
        "swagger": "2.0",
        "info": {"title": text, "version": text},
        "host": text,
        "basePath": text,
        "schemes": ["https", text],
        "consumes": ["application/json", text],
        "produces": ["application/json", text],
        "paths": {
            f"/{text}": {
                "post": {
                    "operationId": text,
                    "tags": [text],
                    "parameters": [
                        {
                            "name": text,
                            "in": "query",
                            "type": "array",
                            "items": {"type": "string"},
                            "collectionFormat": text,
                            "default": text,
                        },
                        {"name": text, "in": "formData", "type": "string", "description": text},
                        {"name": text, "in": "header", "type": "string", "format": text, "enum": [text]},
                    ],
                    "responses": {
                        "200": {
                            "description": text,
                            "schema": {"$ref": "#/definitions/A"},
                            "headers": {text: {"type": "string"}},
                            "examples": {text: text},
                        }
                    },
                },
            },
        },
        "definitions": {
            "A": {
                "type": "object",
                "discriminator": text,
                "properties": {
                    text: {
                        "type": "string",
                        "x-ms-enum": {"name": text, "values": [{"value": text, "name": text}]},
                    }
                },
            },
            text: {"type": "string"},
        },
        "securityDefinitions": {
            text: {"type": "oauth2", "flow": "implicit", "authorizationUrl": text, "scopes": {text: text}}
        },
        "security": [{text: [text]}],
        "x-ms-paths": {f"/x?{text}={text}": {"get": {"responses": {"200": {"description": text}}}}},
    }


def everywhere(text: str) -> Document:
    """Return a document with the text in as many places as one document holds."""
    merged = plain()
    for name, build in PLACES.items():
        if name not in _ALONE:
            _merge(merged, build(text))
    merged["paths"] = {f"{path}": item for path, item in merged["paths"].items()}
    return merged


_ALONE = frozenset(
    "self dialect schema-type schema-reference schema-id parameter-in parameter-style security-type info-extension "
    "component-extension property-const discriminator property-default".split()
)
"""They would make the rest unreadable."""


def _merge(left: Json, right: Json) -> None:
    for name, value in right.items():
        if isinstance(value, dict) and isinstance(left.get(name), dict):
            _merge(left[name], value)
        elif name not in left or value != plain().get(name):
            left[name] = value
