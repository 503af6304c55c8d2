"""Header objects: parameters without a place and a name of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from integen.ir.api import Location, Parameter
from integen.ir.origin import Origin, child
from integen.ir.schema import Schema, String
from integen.lower.context import Unusable
from integen.lower.notes import with_examples
from integen.lower.schema import Schemas


def headers(schemas: Schemas, node: dict[str, Any], origin: Origin) -> tuple[Parameter, ...]:
    """Lower the member `headers`; `Content-Type` is described by the media type and left out."""
    if not node.get("headers"):
        return ()
    context = schemas.context
    place = child(origin, "headers")
    lowered: list[Parameter] = []
    for name, value in context.mapping(node, "headers", origin).items():
        if name.lower() == "content-type":
            continue
        try:
            header, where = context.follow(value, child(place, name), "headers")
        except Unusable as error:
            context.pass_on(replace(error.diagnostic, note="the header is left out"))
            continue
        lowered.append(_header(schemas, name, header, where))
    return tuple(lowered)


def _header(schemas: Schemas, name: str, node: dict[str, Any], origin: Origin) -> Parameter:
    context = schemas.context
    content = node.get("content")
    return Parameter(
        origin=origin,
        name=name,
        location=Location.HEADER,
        schema=with_examples(context, _schema(schemas, node, origin), node, origin),
        required=context.flag(node, "required", origin),
        description=context.text(node, "description", origin),
        deprecated=context.flag(node, "deprecated", origin),
        style="simple",
        explode=context.flag(node, "explode", origin),
        content_type=next(iter(content), None) if isinstance(content, dict) else None,
    )


def _schema(schemas: Schemas, node: dict[str, Any], origin: Origin) -> Schema:
    if "schema" in node:
        return schemas.lower(node["schema"], child(origin, "schema"))
    if "type" in node:  # Swagger 2.0's way: the header is its own schema
        own = {key: value for key, value in node.items() if key not in _OF_THE_HEADER}
        return schemas.lower(own, origin)
    return String(origin=child(origin, "schema"))


_OF_THE_HEADER = frozenset(
    {"required", "description", "deprecated", "style", "explode", "collectionFormat", "example", "examples"}
)
