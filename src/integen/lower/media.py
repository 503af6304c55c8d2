"""Media type objects and their encodings."""

from __future__ import annotations

from typing import Any

from integen.ir.api import Encoding, Media
from integen.ir.origin import Origin, child
from integen.lower import header
from integen.lower.context import Unusable
from integen.lower.notes import with_examples
from integen.lower.schema import Schemas


def media_types(schemas: Schemas, node: dict[str, Any], origin: Origin) -> tuple[Media, ...]:
    """Lower the member `content`, in document order."""
    place = child(origin, "content")
    content = schemas.context.mapping(node, "content", origin)
    return tuple(
        _media(schemas, name.strip(), value, child(place, name))
        for name, value in content.items()
        if name.strip()
    )


def _media(schemas: Schemas, name: str, value: Any, origin: Origin) -> Media:
    context = schemas.context
    try:
        node, origin = context.follow({} if value is None else value, origin)
    except Unusable as error:
        context.pass_on(error.diagnostic)
        return Media(type=name, schema=None)
    schema = schemas.lower(node["schema"], child(origin, "schema")) if "schema" in node else None
    if schema is not None:
        schema = with_examples(context, schema, node, origin)
    items = schemas.lower(node["itemSchema"], child(origin, "itemSchema")) if "itemSchema" in node else None
    encodings = _encodings(schemas, node, origin) if "encoding" in node else ()
    return Media(type=name, schema=schema, item_schema=items, encodings=encodings)


def _encodings(schemas: Schemas, node: dict[str, Any], origin: Origin) -> tuple[Encoding, ...]:
    context = schemas.context
    place = child(origin, "encoding")
    encodings: list[Encoding] = []
    for name, value in context.mapping(node, "encoding", origin).items():
        if isinstance(value, dict):
            where = child(place, name)
            explode = context.flag(value, "explode", where) if "explode" in value else None
            encoding = Encoding(
                property=name,
                content_type=context.text(value, "contentType", where),
                style=context.text(value, "style", where),
                explode=explode,
                allow_reserved=context.flag(value, "allowReserved", where),
                headers=header.headers(schemas, value, where),
            )
            encodings.append(encoding)
    return tuple(encodings)
