"""Who sends the requests of a server."""

from __future__ import annotations

from typing import Any, Protocol

from ..http import Response
from ..records import Operation


class Caller(Protocol):
    """Who sends the requests; `callers.AsyncCaller` does."""

    async def call(self, operation: Operation, arguments: Any) -> Response:
        """Return the answer, read, whatever its status. Raises APIConnectionError and ArgumentError."""
        ...

    def raise_for_status(self, operation: Operation, response: Response) -> None:
        """Raise the APIStatusError of an answer that is no success."""
