"""Links: what an answer says about the next call."""

from __future__ import annotations

from dataclasses import dataclass

from integen.ir.origin import Origin
from integen.ir.schema import MISSING, JsonValue, _Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How values of a request and its answer become arguments of another operation.

    Source: OAS 3.2.0 section 4.20.
    """

    origin: Origin
    name: str
    """Its key in the response."""
    target: str
    """What the document calls the operation: its `operationId` or its `operationRef`."""
    operation: str | None = None
    """The key of that operation; None when it is not one of this API."""
    parameters: tuple[tuple[str, JsonValue], ...] = ()
    """Parameter (`id`, or `path.id` where several have the name) with a constant or a runtime expression."""
    body: JsonValue | _Missing = MISSING
    """A constant or a runtime expression."""
    description: str | None = None
    server: str | None = None
    """The URL of the server to call, where the link has one of its own."""
