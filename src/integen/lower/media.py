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
        node, origin = context.follow({} if value is None else value, origin, "mediaTypes")
    except Unusable as error:
        context.pass_on(error.diagnostic)
        return Media(type=name, schema=None)
    schema = schemas.lower(node["schema"], child(origin, "schema")) if "schema" in node else None
    if schema is not None:
        schema = with_examples(context, schema, node, origin)
    items = schemas.lower(node["itemSchema"], child(origin, "itemSchema")) if "itemSchema" in node else None
    prefix, item = _positions(schemas, node, origin)
    return Media(
        type=name,
        schema=schema,
        item_schema=items,
        encodings=_encodings(schemas, node, origin) if "encoding" in node else (),
        prefix_encodings=prefix,
        item_encoding=item,
    )


def _encodings(schemas: Schemas, node: dict[str, Any], origin: Origin) -> tuple[Encoding, ...]:
    place = child(origin, "encoding")
    stated = schemas.context.mapping(node, "encoding", origin)
    return tuple(
        _encoding(schemas, name, value, child(place, name))
        for name, value in stated.items()
        if isinstance(value, dict)
    )


def _positions(
    schemas: Schemas, node: dict[str, Any], origin: Origin
) -> tuple[tuple[Encoding, ...], Encoding | None]:
    """Return `prefixEncoding` and `itemEncoding`."""
    prefix = _prefix(schemas, node, origin) if "prefixEncoding" in node else ()
    return prefix, _item(schemas, node, origin) if "itemEncoding" in node else None


def _prefix(schemas: Schemas, node: dict[str, Any], origin: Origin) -> tuple[Encoding, ...]:
    stated = schemas.context.objects(node, "prefixEncoding", origin)
    return tuple(_encoding(schemas, "", value, place) for place, value in stated)


def _item(schemas: Schemas, node: dict[str, Any], origin: Origin) -> Encoding:
    stated = schemas.context.mapping(node, "itemEncoding", origin)
    return _encoding(schemas, "", stated, child(origin, "itemEncoding"))


def _encoding(schemas: Schemas, name: str, node: dict[str, Any], origin: Origin) -> Encoding:
    context = schemas.context
    prefix, item = _positions(schemas, node, origin)
    return Encoding(
        property=name,
        content_type=context.text(node, "contentType", origin),
        style=context.text(node, "style", origin),
        explode=context.flag(node, "explode", origin) if "explode" in node else None,
        allow_reserved=context.flag(node, "allowReserved", origin),
        headers=header.headers(schemas, node, origin),
        inner=_encodings(schemas, node, origin) if "encoding" in node else (),
        prefix_inner=prefix,
        item_inner=item,
    )
