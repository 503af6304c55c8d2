"""The parts of an operation in the form of Swagger 2.0."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from integen.ir.api import Body, Parameter, Response, Server
from integen.ir.origin import Origin, child
from integen.lower.context import Context
from integen.lower.parts import Shared
from integen.lower.schema import Schemas
from integen.lower.swagger.body import Carried, form_body, whole_body
from integen.lower.swagger.media import Types
from integen.lower.swagger.parameter import SwaggerParameters
from integen.lower.swagger.response import SwaggerResponses
from integen.lower.swagger.server import operation_servers

_CARRIED = ("body", "formdata")


class SwaggerParts:
    """Reads parts of the operations of one document."""

    def __init__(self, schemas: Schemas, document: dict[str, Any]) -> None:
        self._schemas = schemas
        self._context: Context = schemas.context
        self._document = document
        self._consumes = Types(schemas.context, "consumes", document)
        self._parameters = SwaggerParameters(schemas)
        self._responses = SwaggerResponses(schemas, Types(schemas.context, "produces", document))

    def parameters(self, node: dict[str, Any], origin: Origin) -> tuple[Parameter, ...]:
        lowered = (
            self._parameters.lower(item.node, item.origin)
            for place, item in self._followed(node, origin)
            if place not in _CARRIED
        )
        return tuple(item for item in lowered if item is not None)

    def body(self, node: dict[str, Any], origin: Origin, shared: Shared) -> Body | None:
        """Return what the body carries: the operation's own parameters win over its path item's."""
        whole: list[Carried] = []
        fields: dict[str, Carried] = {}
        for holder, place in ((shared.item, shared.origin), (node, origin)):
            for kind, item in self._followed(holder, place):
                if kind == "body":
                    whole.append(item)
                elif kind == "formdata" and self._is_named(item):
                    fields[str(item.node["name"])] = item
        consumes = self._consumes.of(node, origin)
        if fields and not whole:
            return form_body(self._schemas, tuple(fields.values()), consumes, child(origin, "parameters"))
        for item in fields.values():
            self._context.report("IG405", "a form field beside a body", item.origin, note="it is left out")
        return whole_body(self._schemas, whole[-1], consumes) if whole else None

    def responses(self, node: dict[str, Any], origin: Origin) -> tuple[Response, ...]:
        return self._responses.lower(node, origin)

    def servers(self, node: dict[str, Any], origin: Origin) -> tuple[Server, ...]:
        return operation_servers(self._context, self._document, node, origin)

    def _followed(self, node: dict[str, Any], origin: Origin) -> Iterator[tuple[str, Carried]]:
        """Yield each parameter with its place in lower case. Raises Unusable."""
        place = child(origin, "parameters")
        for index, value in enumerate(self._context.sequence(node, "parameters", origin)):
            found, where = self._context.follow(value, child(place, index), "parameters")
            stated = found.get("in")
            yield stated.strip().lower() if isinstance(stated, str) else "", Carried(node=found, origin=where)

    def _is_named(self, item: Carried) -> bool:
        if isinstance(item.node.get("name"), str) and item.node["name"]:
            return True
        self._context.report("IG405", "a form field without `name`", item.origin, note="it is left out")
        return False
