"""Parameters of Swagger 2.0 that are not part of the body: each is its own schema."""

from __future__ import annotations

from typing import Any

from integen.ir.api import Location
from integen.ir.origin import Origin, child
from integen.ir.schema import Schema, String
from integen.lower.parameter import Parameters
from integen.lower.schema import Schemas
from integen.lower.swagger.collection import style_of

_OF_THE_PARAMETER = frozenset(
    {"name", "in", "required", "description", "collectionFormat", "allowEmptyValue", "schema"}
)
_DEFAULTS = {Location.QUERY: "form", Location.COOKIE: "form"}


def own_schema(schemas: Schemas, node: dict[str, Any], origin: Origin, *, described: bool = False) -> Schema:
    """Return the schema that a parameter, a header or a form field is, with its words if `described`."""
    if "schema" in node and "type" not in node:  # OpenAPI 3's way, found in documents of both kinds
        return schemas.lower(node["schema"], child(origin, "schema"))
    own = {
        key: value
        for key, value in node.items()
        if key not in _OF_THE_PARAMETER or (described and key == "description")
    }
    return schemas.lower(own, origin)


class SwaggerParameters(Parameters):
    """Lowers parameters in the URL and in headers, each shared one once."""

    def _schema(self, name: str, node: dict[str, Any], origin: Origin) -> tuple[Schema, str | None]:
        if "type" not in node and "schema" not in node:
            self._context.report("IG406", f"the parameter `{name}` has no `type`", origin)
            return String(origin=origin), None
        return own_schema(self._schemas, node, origin), None

    def _wire(self, name: str, location: Location, node: dict[str, Any], origin: Origin) -> tuple[str, bool]:
        return style_of(self._context, node, origin, _DEFAULTS.get(location, "simple"))

    def _reserved(self, node: dict[str, Any], origin: Origin) -> bool:
        return node.get("x-ms-skip-url-encoding") is True
