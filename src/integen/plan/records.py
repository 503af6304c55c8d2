"""Records of the catalog: an operation, a scheme, an integration as `kit.records` reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.ir.api import (
    Api,
    Encoding,
    Media,
    Operation,
    Pagination,
    Parameter,
    Polling,
    Requirement,
    Response,
    SecurityScheme,
    Server,
)
from integen.ir.origin import Origin
from integen.ir.schema import Array, Enum, String
from integen.ir.shape import deref, merged
from integen.kit.records import DEFAULT_STYLES
from integen.naming.legal import Key, PyIdent, snake, upper
from integen.naming.words import words
from integen.plan.carried import carried
from integen.plan.content import answered, is_xml, reads_xml, schema_of, whole_events
from integen.plan.decided import decided, scoped
from integen.plan.links import link_records
from integen.plan.operation import Argument, PlannedBody, PlannedOperation
from integen.plan.xml import xml_records
from integen.quoting import line, shorten

_BEARERS = ("oauth2", "openIdConnect")
_EXPLODED = ("form", "cookie", "deepObject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One argument of the client that carries a secret."""

    name: PyIdent
    env: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    schemes: Mapping[str, Mapping[str, Any]]
    """`{scheme: record}`."""
    default: tuple[Requirement, ...]
    """What most operations need."""
    credentials: tuple[Credential, ...]


def plan_security(api: Api, key: Key) -> Security:
    """Return how callers authenticate. A document that says nothing about it gets an optional token."""
    schemes = _arguments(api.security_schemes)
    prefix = upper(words(key))
    if not schemes:
        return _undeclared(api, prefix)
    records = {}
    credentials: dict[str, Credential] = {}
    for scheme in api.security_schemes:
        arguments = schemes[scheme.key]
        records[scheme.key] = _scheme_record(scheme, arguments, prefix)
        for name in arguments:
            doc = line(scheme.description or _SCHEME_DOCS.get(name, ""))
            doc = f"Deprecated. {doc}" if scheme.deprecated else doc
            credentials.setdefault(
                name,
                Credential(
                    name=name, env=f"{prefix}_{name.upper()}", doc=shorten(doc, 200) or f"For `{scheme.key}`."
                ),
            )
    common = Counter(operation.security for operation in api.operations if operation.security is not None)
    default = common.most_common(1)[0][0] if common else ()
    return Security(schemes=records, default=default, credentials=tuple(credentials.values()))


def _undeclared(api: Api, prefix: str) -> Security:
    """Return an optional bearer token, or nothing where every operation says that it needs none."""
    if all(operation.security is not None for operation in api.operations):
        return Security(schemes={}, default=(), credentials=())
    env = f"{prefix}_TOKEN"
    token = Credential(name=PyIdent("token"), env=env, doc="Sent as `Authorization: Bearer …`.")
    record = {"kind": "http", "scheme": "bearer", "args": ["token"], "env": [env]}
    return Security(schemes={"bearer": record}, default=((("bearer", ()),), ()), credentials=(token,))


_SCHEME_DOCS = {
    "token": "Sent as `Authorization: Bearer …`.",
    "api_key": "The key that the API gave you.",
    "username": "For HTTP basic authentication.",
    "password": "For HTTP basic authentication.",
}


_CLIENT_ARGUMENTS = frozenset(
    """self base_url server server_variables timeout max_retries headers http_client auth transport token
    username password""".split()
)
"""What a key of the document must not be called: arguments of `Client`, its own and of other schemes."""


def _arguments(schemes: tuple[SecurityScheme, ...]) -> dict[str, tuple[PyIdent, ...]]:
    """Return `{scheme: its arguments}`. Bearer schemes share one; every key has one of its own."""
    keys = [scheme.key for scheme in schemes if scheme.kind == "apiKey"]
    found: dict[str, tuple[PyIdent, ...]] = {}
    taken = set(_CLIENT_ARGUMENTS)
    for scheme in schemes:
        if scheme.kind in _BEARERS or (scheme.kind == "http" and scheme.scheme != "basic"):
            found[scheme.key] = (PyIdent("token"),)
        elif scheme.kind == "http":
            found[scheme.key] = PyIdent("username"), PyIdent("password")
        elif scheme.kind == "apiKey":
            name = PyIdent("api_key") if len(keys) == 1 else _key_argument(scheme.key, taken)
            found[scheme.key] = (name,)
            taken.add(name)
        else:
            found[scheme.key] = ()
    return found


def _key_argument(scheme: str, taken: set[str]) -> PyIdent:
    plain = snake(words(scheme), fallback="api_key")
    name = plain if plain.rstrip("_") not in taken and plain not in taken else snake((*words(scheme), "key"))
    number = 2
    while name in taken:
        name, number = PyIdent(f"{plain}_{number}"), number + 1
    return name


def _scheme_record(scheme: SecurityScheme, arguments: tuple[PyIdent, ...], prefix: str) -> dict[str, Any]:
    return _without_none(
        {
            "kind": scheme.kind,
            "in": str(scheme.location) if scheme.location else None,
            "parameter": scheme.parameter,
            "scheme": scheme.scheme,
            "args": list(arguments),
            "env": [f"{prefix}_{name.upper()}" for name in arguments],
            "flows": [_without_none(_flow(flow)) for flow in scheme.flows] or None,
            "openIdConnectUrl": scheme.openid_url,
            "deprecated": scheme.deprecated or None,
        }
    )


def _flow(flow: Any) -> dict[str, Any]:
    return {
        "kind": flow.kind,
        "authorizationUrl": flow.authorization_url,
        "tokenUrl": flow.token_url,
        "refreshUrl": flow.refresh_url,
        "scopes": dict(flow.scopes) or None,
    }


def integration_record(
    api: Api, key: Key, package: str, security: Security, toolsets: Mapping[str, str]
) -> dict[str, Any]:
    """Return what all operations share."""
    return _without_none(
        {
            "key": key,
            "title": line(api.title),
            "version": line(api.version),
            "package": package,
            "description": shorten(line(api.description or ""), 500) or None,
            "servers": [_server(server) for server in api.servers] or None,
            "schemes": dict(security.schemes) or None,
            "security": _alternatives(security.default) or None,
            "toolsets": dict(toolsets),
        }
    )


def operation_record(
    api: Api, planned: PlannedOperation, security: Security, types: Mapping[str, Mapping[str, str | None]]
) -> dict[str, Any]:
    """Return one operation; `types` is `{status: {media type: model, or None}}`."""
    operation = planned.operation
    arguments = {(item.location, item.wire): item for item in planned.parameters}
    return _without_none(
        {
            "id": operation.id,
            "summary": shorten(line(operation.summary or ""), 200) or None,
            "resource": planned.resource,
            "name": planned.method,
            "effect": str(operation.effect) if operation.effect != "read" else None,
            "idempotent": operation.idempotent or None,
            "deprecated": operation.deprecated or None,
            "parameters": [
                _parameter(api, parameter, arguments[str(parameter.location), parameter.name])
                for parameter in operation.parameters
                if (str(parameter.location), parameter.name) in arguments
            ]
            or None,
            "body": _body(api, planned.body) if planned.body else None,
            "responses": types or None,
            "security": _needed(operation, security),
            "servers": [_server(server) for server in operation.servers] or None,
            "pagination": _pagination(api, operation.pagination) if operation.pagination else None,
            "polling": _polling(operation.polling) if operation.polling else None,
            "links": link_records(operation) or None,
            "xml": _xml_answers(api, operation.responses) or None,
            "events": any(whole_events(api, media) for item in operation.responses for media in item.media)
            or None,
            **decided(planned),
            "tool": planned.tool if planned.has_tool else None,
        }
    )


def _pagination(api: Api, found: Pagination) -> dict[str, Any]:
    via = next((item for item in api.operations if item.key == found.via), None) if found.via else None
    return _without_none(
        {
            "kind": found.kind,
            "parameter": found.parameter,
            "in": found.location if found.location != "query" else None,
            "size": found.size,
            "items": list(found.items) or None,
            "next": list(found.next) or None,
            "more": list(found.more) or None,
            "start": found.start if found.start != 1 else None,
            "kept": list(found.kept) or None,
            "via": _via(api, via) if via else None,
            "reason": line(found.reason),
        }
    )


def _via(api: Api, operation: Operation) -> dict[str, Any]:
    """Return what it takes to call another operation for the next page."""
    return {
        "key": operation.key,
        "parameters": [_parameter(api, item, None) for item in operation.parameters],
    }


def _polling(found: Polling) -> dict[str, Any]:
    states = found.states or None
    return _without_none({"final": found.final, "states": states, "reason": line(found.reason)})


def _needed(operation: Operation, security: Security) -> list[dict[str, list[str]]] | None:
    """Return what an operation needs where that is not the default, with the scopes that somebody decided."""
    own, scopes = _own_security(operation.security, security), operation.curation.scopes
    if scopes is None:
        return own
    return scoped(_alternatives(security.default) if own is None else own, scopes, security.schemes)


def _own_security(
    own: tuple[Requirement, ...] | None, security: Security
) -> list[dict[str, list[str]]] | None:
    """Return what an operation needs where that is not the default.

    Where others say what they need and this one says nothing, it gets any known credentials, or none.
    """
    if own is None and security.default:
        known: list[dict[str, list[str]]] = [{scheme: []} for scheme in security.schemes]
        return [*known, {}]
    return _alternatives(own) if own is not None and own != security.default else None


def _parameter(api: Api, parameter: Parameter, argument: Argument | None) -> dict[str, Any]:
    location = str(parameter.location)
    style = parameter.style if parameter.style != DEFAULT_STYLES.get(location) else None
    implied = parameter.style in _EXPLODED
    return _without_none(
        {
            "name": parameter.name,
            "in": location,
            "arg": argument.arg if argument is not None and argument.arg != parameter.name else None,
            "required": parameter.required or None,
            "style": style,
            "explode": parameter.explode if parameter.explode != implied else None,
            "allowReserved": parameter.allow_reserved or None,
            "allowEmpty": parameter.allow_empty or None,
            "content": parameter.content_type,
            "carried": carried(api, parameter.schema) or None,
        }
    )


def _body(api: Api, body: PlannedBody) -> dict[str, Any]:
    whole = body.whole or body.instead
    return _without_none(
        {
            "required": body.required or None,
            "arg": whole.arg if whole else None,
            "fields": {item.arg: item.wire for item in body.fields} or None,
            "choice": body.choice.arg if body.choice else None,
            "needs": list(body.needs) or None,
            "content": [_content(api, media, body) for media in body.media],
        }
    )


def _content(api: Api, media: Media, body: PlannedBody) -> dict[str, Any]:
    shape = merged(api, media.schema) if media.schema is not None else None
    encodings = {item.property: _encoding(item) for item in media.encodings}
    is_form = "multipart" in media.type or "form-urlencoded" in media.type
    for member in shape.properties if shape is not None and is_form else ():
        value = deref(api, member.schema)
        value = deref(api, value.items) if isinstance(value, Array) else value
        if isinstance(value, String) and value.binary:
            encodings.setdefault(member.name, {})["binary"] = True
    whole = deref(api, schema_of(api, media, Origin("#")))
    raw = isinstance(whole, String) and whole.binary
    described = media.schema if is_xml(media) and not raw else None
    xml = xml_records(api, described, to_read=False) if described is not None else None
    apart = body.instead is not None and media in body.others
    bytes_as_text = carried(api, media.schema) if media.schema is not None and not raw else None
    return _without_none(
        {
            "type": media.type,
            "binary": raw or None,
            "whole": apart or None,
            "encoding": encodings or None,
            "prefix": [_encoding(item) for item in media.prefix_encodings] or None,
            "item": _encoding(media.item_encoding) if media.item_encoding else None,
            "carried": bytes_as_text or None,
            "xml": xml,
        }
    )


def _encoding(encoding: Encoding) -> dict[str, Any]:
    return _without_none(
        {
            "contentType": encoding.content_type,
            "style": encoding.style,
            "explode": encoding.explode,
            "allowReserved": encoding.allow_reserved or None,
            "headers": _fixed_headers(encoding) or None,
        }
    )


def _xml_answers(api: Api, responses: tuple[Response, ...]) -> dict[str, Any]:
    """Return `{status: facts}` of the answers that are read as XML."""
    found = {item.status: answered(item) for item in responses if not item.status.startswith(("4", "5"))}
    return {
        status: xml_records(api, media.schema, to_read=True)
        for status, media in found.items()
        if media is not None and reads_xml(api, media) and media.schema is not None
    }


def _fixed_headers(encoding: Encoding) -> dict[str, str]:
    """Return `{name: value}` of a part's headers that can have one value only: callers cannot give any."""
    only = {header.name: header.schema for header in encoding.headers}
    return {
        name: str(schema.values[0])
        for name, schema in only.items()
        if isinstance(schema, Enum) and len(schema.values) == 1 and name.lower() not in _PART_HEADERS
    }


_PART_HEADERS = ("content-type", "content-disposition")


def answer_types(response: Response, name: str | None) -> dict[str, str | None]:
    """Return `{media type: model}` of one response; only JSON has a model."""
    return {media.type: name if "json" in media.type else None for media in response.media}


def _server(server: Server) -> dict[str, Any]:
    variables = {
        item.name: _without_none({"default": item.default, "enum": list(item.enum) or None})
        for item in server.variables
    }
    return _without_none({"url": server.url, "name": server.name, "variables": variables or None})


def _alternatives(requirements: tuple[Requirement, ...]) -> list[dict[str, list[str]]]:
    return [{scheme: list(scopes) for scheme, scopes in requirement} for requirement in requirements]


def _without_none(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value is not None}
