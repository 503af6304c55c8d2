"""Request body objects."""

from __future__ import annotations

from typing import Any

from integen.ir.api import Body
from integen.ir.origin import Origin
from integen.lower.media import media_types
from integen.lower.schema import Schemas


class Bodies:
    """Lowers request bodies, each shared one once."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._known: dict[Origin, Body | None] = {}

    def lower(self, value: Any, origin: Origin) -> Body | None:
        """Return the body; None when nothing says what to send. Raises Unusable."""
        node, place = self._schemas.context.follow(value, origin, "requestBodies")
        if place not in self._known:
            self._known[place] = self._body(node, place)
        return self._known[place]

    def _body(self, node: dict[str, Any], origin: Origin) -> Body | None:
        context = self._schemas.context
        media = media_types(self._schemas, node, origin)
        if not media:
            context.report("IG409", "the request body has no `content`", origin, note="no body is sent")
            return None
        return Body(
            origin=origin,
            media=media,
            required=context.flag(node, "required", origin),
            description=context.text(node, "description", origin),
        )
