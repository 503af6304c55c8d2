"""Responses of an operation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from integen.ir.api import Media, Response
from integen.ir.origin import Origin, child
from integen.lower.context import Unusable
from integen.lower.header import headers
from integen.lower.links import links
from integen.lower.media import media_types
from integen.lower.schema import Schemas

_STATUS = re.compile(r"[1-5][0-9]{2}|[1-5]XX|default")
_LEFT_OUT = "the response is left out"


class Responses:
    """Lowers responses, each shared one once. A broken one is left out: the operation can still be called."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._known: dict[tuple[Origin, str, tuple[str, ...]], Response] = {}

    def lower(self, node: dict[str, Any], origin: Origin) -> tuple[Response, ...]:
        """Lower the member `responses` of an operation, in document order."""
        context = self._schemas.context
        place = child(origin, "responses")
        types = self._types(node, origin)
        lowered: list[Response] = []
        for key, value in context.mapping(node, "responses", origin).items():
            if key[:2] == "x-":
                continue
            where = child(place, key)
            status = key.strip().upper() if key.strip().lower() != "default" else "default"
            if _STATUS.fullmatch(status) is None:
                context.report("IG408", f"`{key[:40]}` is not a status", where, note=_LEFT_OUT)
                continue
            try:
                lowered.append(self._response(status, value, where, types))
            except Unusable as error:
                context.pass_on(replace(error.diagnostic, note=_LEFT_OUT))
        return tuple(lowered)

    def _types(self, node: dict[str, Any], origin: Origin) -> tuple[str, ...]:
        """Return the media types that an operation says for all its responses: none in OpenAPI 3."""
        return ()

    def _media(self, node: dict[str, Any], origin: Origin, types: tuple[str, ...]) -> tuple[Media, ...]:
        return media_types(self._schemas, node, origin)

    def _response(self, status: str, value: Any, origin: Origin, types: tuple[str, ...]) -> Response:
        context = self._schemas.context
        node, place = context.follow({} if value is None else value, origin, "responses")
        known = self._known.get((place, status, types))
        if known is None:
            known = self._known[place, status, types] = Response(
                origin=place,
                status=status,
                description=context.text(node, "description", place) or context.text(node, "summary", place),
                media=self._media(node, place, types),
                headers=headers(self._schemas, node, place),
                links=links(context, node, place),
            )
        return known
