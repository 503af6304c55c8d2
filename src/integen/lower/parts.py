"""The parts of an operation whose form differs between OpenAPI 3 and Swagger 2.0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from integen.ir.api import Body, Parameter, Response, Server
from integen.ir.origin import Origin, child
from integen.lower.body import Bodies
from integen.lower.context import Context
from integen.lower.parameter import Parameters
from integen.lower.response import Responses
from integen.lower.schema import Schemas
from integen.lower.server import servers


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What a path item gives to its operations."""

    path: str
    item: dict[str, Any]
    origin: Origin
    """Where the members of `item` stand that this record has not lowered."""
    parameters: tuple[Parameter, ...]
    servers: tuple[Server, ...]
    summary: str | None
    description: str | None


class Parts(Protocol):
    """Reads parts of operations and path items; what is given up raises Unusable."""

    def parameters(self, node: dict[str, Any], origin: Origin) -> tuple[Parameter, ...]:
        """Lower those that stand in the URL, the headers and the cookies."""

    def body(self, node: dict[str, Any], origin: Origin, shared: Shared) -> Body | None: ...

    def responses(self, node: dict[str, Any], origin: Origin) -> tuple[Response, ...]: ...

    def servers(self, node: dict[str, Any], origin: Origin) -> tuple[Server, ...]: ...


class OpenApiParts:
    """The form of OpenAPI 3."""

    def __init__(self, schemas: Schemas) -> None:
        self._context: Context = schemas.context
        self._parameters = Parameters(schemas)
        self._bodies = Bodies(schemas)
        self._responses = Responses(schemas)

    def parameters(self, node: dict[str, Any], origin: Origin) -> tuple[Parameter, ...]:
        place = child(origin, "parameters")
        values = self._context.sequence(node, "parameters", origin)
        lowered = (self._parameters.lower(value, child(place, index)) for index, value in enumerate(values))
        return tuple(item for item in lowered if item is not None)

    def body(self, node: dict[str, Any], origin: Origin, shared: Shared) -> Body | None:
        body = node.get("requestBody")
        return None if body is None else self._bodies.lower(body, child(origin, "requestBody"))

    def responses(self, node: dict[str, Any], origin: Origin) -> tuple[Response, ...]:
        return self._responses.lower(node, origin)

    def servers(self, node: dict[str, Any], origin: Origin) -> tuple[Server, ...]:
        return servers(self._context, node, origin)
