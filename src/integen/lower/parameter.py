"""Parameter objects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from integen.diagnostics.wording import kind
from integen.ir.api import Location, Parameter
from integen.ir.origin import Origin, child
from integen.ir.schema import Schema, String
from integen.lower.context import Context, Unusable, extensions, unusable
from integen.lower.media import media_types
from integen.lower.notes import with_examples
from integen.lower.schema import Schemas

_STYLES: dict[Location, tuple[str, ...]] = {
    Location.PATH: ("simple", "label", "matrix"),
    Location.QUERY: ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    Location.HEADER: ("simple",),
    Location.COOKIE: ("form", "cookie"),
    Location.QUERYSTRING: ("form",),
}
"""The styles of each place, its default first. Source: OAS 3.2.0 section 4.12.2.2."""

_ROUTED = "x-mcp-header"

_EXPLODED = frozenset({"form", "cookie"})


class Parameters:
    """Lowers parameters, each shared one once."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._context: Context = schemas.context
        self._known: dict[Origin, Parameter] = {}

    def lower(self, value: Any, origin: Origin) -> Parameter | None:
        """Return the parameter that stands at `origin` or that it refers to.

        None for an incomplete one that nobody has to send. Raises Unusable for one that is needed.
        """
        node, place = self._context.follow(value, origin, "parameters")
        known = self._known.get(place)
        if known is None:
            try:
                known = self._known[place] = self._parameter(node, place)
            except Unusable as error:
                if node.get("required") is True:
                    raise
                self._context.report("IG405", error.diagnostic.message, place, note="it is left out")
        return known

    def _parameter(self, node: dict[str, Any], origin: Origin) -> Parameter:
        context = self._context
        name = context.text(node, "name", origin)
        if not name:
            raise unusable("IG405", "a parameter without `name`", origin)
        location = self._location(name, node, origin)
        schema, content_type = self._schema(name, node, origin)
        style, explode = self._wire(name, location, node, origin)
        return Parameter(
            origin=origin,
            name=name,
            location=location,
            schema=_routed(schema, node),
            required=location is Location.PATH or context.flag(node, "required", origin),
            description=context.text(node, "description", origin),
            deprecated=context.flag(node, "deprecated", origin),
            style=style,
            explode=explode,
            allow_reserved=self._reserved(node, origin),
            allow_empty=context.flag(node, "allowEmptyValue", origin),
            content_type=content_type,
            extensions=extensions(node),
        )

    def _location(self, name: str, node: dict[str, Any], origin: Origin) -> Location:
        stated = node.get("in")
        try:
            return Location(stated.strip().lower() if isinstance(stated, str) else "")
        except ValueError:
            where = (
                f"`{stated[:40]}`"
                if isinstance(stated, str)
                else "missing"
                if stated is None
                else kind(stated)
            )
            raise unusable(
                "IG405", f"the place (`in`) of the parameter `{name}` is {where}", origin
            ) from None

    def _schema(self, name: str, node: dict[str, Any], origin: Origin) -> tuple[Schema, str | None]:
        context = self._context
        if "schema" in node:
            schema = self._schemas.lower(node["schema"], child(origin, "schema"))
            return with_examples(context, schema, node, origin), None
        media = media_types(self._schemas, node, origin)[:1]
        if media:
            schema = media[0].schema or String(origin=child(origin, "content"))
            return with_examples(context, schema, node, origin), media[0].type
        if "type" in node:  # Swagger 2.0's way: the parameter is its own schema
            words = ("name", "in", "required", "description", "style", "explode", "deprecated")
            own = {key: value for key, value in node.items() if key not in words}
            context.report("IG406", f"the parameter `{name}` has no `schema`, but a `type`", origin)
            return self._schemas.lower(own, origin), None
        context.report("IG406", f"the parameter `{name}` has no `schema`", origin)
        return with_examples(context, String(origin=child(origin, "schema")), node, origin), None

    def _reserved(self, node: dict[str, Any], origin: Origin) -> bool:
        return self._context.flag(node, "allowReserved", origin)

    def _wire(self, name: str, location: Location, node: dict[str, Any], origin: Origin) -> tuple[str, bool]:
        """Return the style and `explode`."""
        style = self._style(name, location, node, origin)
        return style, self._context.flag(node, "explode", origin, default=style in _EXPLODED)

    def _style(self, name: str, location: Location, node: dict[str, Any], origin: Origin) -> str:
        allowed = _STYLES[location]
        style = self._context.text(node, "style", origin)
        if style is None or style in allowed:
            return style or allowed[0]
        message = f"the style `{style[:40]}` does not exist for {location} parameters"
        self._context.report("IG407", message, child(origin, "style"), note=f"`{allowed[0]}` is used")
        return allowed[0]


def _routed(schema: Schema, node: dict[str, Any]) -> Schema:
    """Return the schema with the parameter's `x-mcp-header`, which says of the value where it is repeated."""
    if _ROUTED not in node:
        return schema
    others = [(name, value) for name, value in schema.notes.extensions if name != _ROUTED]
    return replace(schema, notes=replace(schema.notes, extensions=(*others, (_ROUTED, node[_ROUTED]))))
