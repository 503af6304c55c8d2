"""Responses of Swagger 2.0: the operation says of what types they are."""

from __future__ import annotations

from typing import Any

from integen.ir.api import Media
from integen.ir.origin import Origin, child
from integen.ir.schema import String
from integen.lower.notes import with_examples
from integen.lower.response import Responses
from integen.lower.schema import Schemas
from integen.lower.swagger.media import Types


class SwaggerResponses(Responses):
    """Lowers responses, each shared one once for the types that it is used with."""

    def __init__(self, schemas: Schemas, produces: Types) -> None:
        super().__init__(schemas)
        self._produces = produces

    def _types(self, node: dict[str, Any], origin: Origin) -> tuple[str, ...]:
        return self._produces.of(node, origin)

    def _media(self, node: dict[str, Any], origin: Origin, types: tuple[str, ...]) -> tuple[Media, ...]:
        """Without `produces` an answer is JSON, as everybody who leaves the member out means, or any file."""
        if "schema" not in node:
            return ()
        schema = self._schemas.lower(node["schema"], child(origin, "schema"))
        natural = "*/*" if isinstance(schema, String) and schema.binary else "application/json"
        place = child(origin, "examples")
        examples = self._schemas.context.mapping(node, "examples", origin)
        return tuple(
            Media(
                type=media,
                schema=with_examples(
                    self._schemas.context,
                    schema,
                    {"example": examples[media]} if media in examples else {},
                    place,
                ),
            )
            for media in types or (natural,)
        )
