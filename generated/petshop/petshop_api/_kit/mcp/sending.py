"""Who sends the requests of a server."""

from __future__ import annotations

from typing import Any, Protocol

from ..http import Response
from ..records import Operation


class Caller(Protocol):
    """Who sends the requests; `callers.AsyncCaller` does."""

    async def call(self, operation: Operation, arguments: Any, *, stream: bool = False) -> Response:
        """Return the answer, whatever its status, read unless `stream`.

        Raises APIConnectionError and ArgumentError.
        """
        ...

    async def read(self, operation: Operation, response: Response) -> Response:
        """Return an answer that was streamed, read and closed. Raises APIConnectionError."""
        ...

    def raise_for_status(self, operation: Operation, response: Response) -> None:
        """Raise the APIStatusError of an answer that is no success."""

    def redact(self, text: str) -> str:
        """Return a text of the server without the credentials that were sent to it."""
        ...
