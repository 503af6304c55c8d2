"""One self-contained OpenAPI 3.1 document of what was read: many files, old versions and repairs included.

Generated tests give it to a judge that knows nothing of integen. Descriptions, examples and extensions are
left out: they decide nothing on the wire.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from integen.ir.api import (
    Api,
    Body,
    Encoding,
    Media,
    Operation,
    Parameter,
    Requirement,
    Response,
    SecurityScheme,
)
from integen.ir.schema import Array, Boolean, Enum, Number, Schema, String
from integen.ir.shape import deref, merged, without_null
from integen.plan.contract.schemas import SchemaWriter

_METHODS = frozenset("GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split())
"""What OpenAPI 3.1 has a member for."""

_UNREAD = frozenset(("label", "matrix", "cookie", "tabDelimited", "spaceDelimited"))
"""Styles that openapi-core 0.23 does not read."""

HOST = "https://api.example"
"""Where generated tests send everything; nothing is there."""


def contract(api: Api) -> dict[str, Any]:
    """Return the document; `x-operations` has, by their keys, those that no path item of 3.1 can have."""
    schemas = SchemaWriter(api)
    paths: dict[str, dict[str, Any]] = {}
    others: dict[str, Any] = {}
    for operation in api.operations:
        path, method = plain_path(operation), operation.method.lower()
        if operation.method in _METHODS and method not in paths.get(path, {}):
            paths.setdefault(path, {})[method] = _operation(operation, schemas)
        else:
            others[operation.key] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Contract", "version": "1"},
        "servers": [{"url": HOST}],
        **({"x-operations": others} if others else {}),
        "paths": paths,
        "components": {
            "schemas": schemas.components(),
            "securitySchemes": {scheme.key: _scheme(scheme) for scheme in api.security_schemes},
        },
    }


def plain_path(operation: Operation) -> str:
    """Return the path without what some documents write after it to tell two operations apart."""
    return operation.path.partition("?")[0].partition("#")[0]


def _operation(operation: Operation, schemas: SchemaWriter) -> dict[str, Any]:
    read: list[dict[str, Any]] = []
    unread: list[dict[str, Any]] = []
    for parameter in operation.parameters:
        judged = is_judged(parameter, schemas.api)
        (read if judged else unread).append(_parameter(parameter, schemas))
    written: dict[str, Any] = {
        "parameters": read,
        **({"x-unread": unread} if unread else {}),
        "responses": {each.status: _response(each, schemas) for each in operation.responses}
        or {"default": {"description": ""}},
    }
    if operation.body is not None:
        written["requestBody"] = _body(operation.body, schemas)
    if operation.security is not None:
        written["security"] = _security(operation.security)
    return written


def is_judged(parameter: Parameter, api: Api) -> bool:
    """Whether the judge can read the parameter; the tests read all others in a way of their own."""
    if parameter.location == "querystring" or parameter.style in _UNREAD:
        return False
    if parameter.content_type is not None or parameter.style not in ("deepObject", "form"):
        return True
    shape = merged(api, without_null(deref(api, parameter.schema))[0])
    if parameter.style == "form":
        return shape is None or not parameter.explode
    return (
        shape is not None
        and shape.properties != ()
        and all(
            isinstance(deref(api, item.schema), Boolean | Number | String | Enum) for item in shape.properties
        )
    )


def _parameter(parameter: Parameter, schemas: SchemaWriter) -> dict[str, Any]:
    written: dict[str, Any] = {"name": parameter.name, "in": str(parameter.location)}
    if parameter.required:
        written["required"] = True
    if parameter.location == "query" and (parameter.allow_empty or _may_be_empty(parameter, schemas.api)):
        written["allowEmptyValue"] = True
    schema = schemas.write(parameter.schema)
    if parameter.content_type is not None:
        return {**written, "content": {parameter.content_type: {"schema": schema}}}
    explode = parameter.explode or parameter.style == "deepObject"  # there is no other way to write it
    return {**written, "style": parameter.style, "explode": explode, "schema": schema}


def _may_be_empty(parameter: Parameter, api: Api) -> bool:
    """Whether an empty text is one of its values: the judge wants that said where forms have said it."""
    schema = deref(api, parameter.schema)
    return isinstance(schema, Enum) and "" in schema.values


def _body(body: Body, schemas: SchemaWriter) -> dict[str, Any]:
    content = {media.type: _media(media, schemas) for media in body.media}
    return {"required": body.required, "content": content}


def _media(media: Media, schemas: SchemaWriter) -> dict[str, Any]:
    written: dict[str, Any] = {} if media.schema is None else {"schema": schemas.write(media.schema)}
    encoding = {each.property: _encoding(each) for each in media.encodings if each.property}
    unread = (
        {"x-unread": True} if "form-urlencoded" in media.type and not _is_flat(media, schemas.api) else {}
    )
    return {**written, **({"encoding": encoding} if encoding else {}), **unread}


def _is_flat(media: Media, api: Api) -> bool:
    """Whether all members of a form are plain values or lists of them: no others are judged."""
    shape = None if media.schema is None else merged(api, without_null(deref(api, media.schema))[0])
    styled = any(each.style or each.explode is not None or each.content_type for each in media.encodings)
    return shape is not None and not styled and all(_is_plain(item.schema, api) for item in shape.properties)


def _is_plain(schema: Schema, api: Api) -> bool:
    whole = deref(api, without_null(deref(api, schema))[0])
    if isinstance(whole, Array):
        whole = deref(api, whole.items)
    return isinstance(whole, Boolean | Number | String | Enum)


def _encoding(encoding: Encoding) -> Mapping[str, Any]:
    stated = {
        "contentType": encoding.content_type,
        "style": encoding.style,
        "explode": encoding.explode,
    }
    return {name: value for name, value in stated.items() if value is not None}


def _response(response: Response, schemas: SchemaWriter) -> dict[str, Any]:
    content = {media.type: _media(media, schemas) for media in response.media}
    return {"description": "", **({"content": content} if content else {})}


def _scheme(scheme: SecurityScheme) -> dict[str, Any]:
    match scheme.kind:
        case "apiKey":
            return {"type": "apiKey", "in": str(scheme.location), "name": scheme.parameter}
        case "http":
            return {"type": "http", "scheme": scheme.scheme}
        case "oauth2" | "openIdConnect":
            return {"type": "http", "scheme": "bearer"}  # RFC 6750: what it is on the wire
        case _:
            return {"type": "mutualTLS"}


def _security(alternatives: Iterable[Requirement]) -> list[dict[str, list[str]]]:
    return [{key: list(scopes) for key, scopes in each} for each in alternatives]
