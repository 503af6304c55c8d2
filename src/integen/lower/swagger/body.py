"""Bodies of Swagger 2.0: one parameter `in: body`, or all that are `in: formData`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from integen.ir.api import Body, Encoding, Media
from integen.ir.origin import Origin, child
from integen.ir.schema import Anything, Array, Object, Property, Schema, String
from integen.lower.schema import Schemas
from integen.lower.swagger.collection import style_of
from integen.lower.swagger.parameter import own_schema

_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A parameter that the body carries."""

    node: dict[str, Any]
    origin: Origin


def whole_body(schemas: Schemas, item: Carried, consumes: tuple[str, ...]) -> Body:
    """Lower a parameter `in: body`.

    Without `consumes` it is JSON, as everybody who leaves the member out means, or raw bytes.
    """
    context, node = schemas.context, item.node
    if "schema" in node:
        schema = schemas.lower(node["schema"], child(item.origin, "schema"))
    elif "type" in node:  # against the standard, and common
        schema = own_schema(schemas, node, item.origin)
    else:
        context.report("IG406", "the body has no `schema`", item.origin)
        schema = Anything(origin=item.origin)
    natural = "application/octet-stream" if _is_binary(schema) else "application/json"
    types = tuple(media for media in consumes if not _is_form(media)) or (natural,)
    any_json = Anything(origin=item.origin)
    raw = _is_binary(schema) and not all("json" in media for media in types)
    return Body(
        origin=item.origin,
        media=tuple(
            # A file that may also be JSON is sent as JSON when it is given as JSON.
            Media(type=media, schema=any_json if raw and "json" in media else schema)
            for media in types
        ),
        required=context.flag(node, "required", item.origin),
        description=context.text(node, "description", item.origin),
    )


def form_body(
    schemas: Schemas, items: tuple[Carried, ...], consumes: tuple[str, ...], origin: Origin
) -> Body:
    """Lower parameters `in: formData` to one object; a file among them needs `multipart/form-data`."""
    properties = tuple(_property(schemas, item) for item in items)
    shape = Object(origin=origin, properties=properties, additional=Anything(origin=origin))
    encodings = tuple(
        _encoding(schemas, item, member.name)
        for item, member in zip(items, properties, strict=True)
        if isinstance(member.schema, Array)
    )
    files = any(_is_binary(member.schema) for member in properties)
    return Body(
        origin=origin,
        media=tuple(
            Media(type=media, schema=shape, encodings=encodings)
            for media in _form_types(consumes, files=files)
        ),
        required=any(member.required for member in properties),
    )


def _property(schemas: Schemas, item: Carried) -> Property:
    required = schemas.context.flag(item.node, "required", item.origin)
    schema = own_schema(schemas, item.node, item.origin, described=True)
    return Property(name=str(item.node["name"]), schema=schema, required=required)


def _encoding(schemas: Schemas, item: Carried, name: str) -> Encoding:
    style, explode = style_of(schemas.context, item.node, item.origin, "form")
    return Encoding(property=name, style=style, explode=explode)


def _form_types(consumes: tuple[str, ...], *, files: bool) -> tuple[str, ...]:
    stated = tuple(media for media in consumes if _is_form(media))
    if files:
        return tuple(media for media in stated if "multipart/" in media) or (_MULTIPART,)
    return stated or (_URLENCODED,)


def _is_form(media: str) -> bool:
    return media.lower().startswith((_URLENCODED, "multipart/"))


def _is_binary(schema: Schema) -> bool:
    return isinstance(schema, String) and schema.binary
