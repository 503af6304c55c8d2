"""A caller that reads no more of an answer than a server may hold in memory.

An answer of a stated length that is not compressed is read as always. Any other is counted while it is read,
decompressed, so that neither an endless answer nor a compressed bomb fills the memory.
"""

from __future__ import annotations

from contextlib import aclosing

from .. import http
from ..callers import AsyncCaller
from ..catalog import Catalog
from ..connections import AsyncConnections
from ..exchange import Outcome, Send, Step
from ..options import Settings
from ..records import Operation
from ..unpacking import whole


class TooLargeError(Exception):
    """The answer is larger than what the server accepts; the connection was closed."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most:,} bytes")
        self.most = most


class BoundedCaller(AsyncCaller):
    """Reads at most `most` bytes of an answer; `call` raises TooLargeError for a larger one."""

    def __init__(
        self, catalog: Catalog, *, settings: Settings, connections: AsyncConnections, most: int
    ) -> None:
        super().__init__(catalog, settings=settings, connections=connections)
        self._most = most

    async def _perform(self, client: http.AsyncClient, step: Step, stream: bool) -> Outcome:
        if stream or not isinstance(step, Send):
            return await super()._perform(client, step, stream)
        outcome = await super()._perform(client, step, True)
        if not isinstance(outcome, http.Response):
            return outcome
        try:
            return await self._read(outcome)
        except http.RequestError as error:
            return error  # so that it is repeated where any other failure would be
        finally:
            await outcome.aclose()

    async def read(self, operation: Operation, response: http.Response) -> http.Response:
        """Return an answer that was streamed, if it is no larger. Raises TooLargeError too."""
        try:
            return await self._read(response)
        except http.RequestError as error:
            raise self.failure(operation, error) from error
        finally:
            await response.aclose()

    async def _read(self, response: http.Response) -> http.Response:
        length = response.headers.get("content-length", "")
        if not length.isdecimal() or "content-encoding" in response.headers:
            return whole(response, await self._counted(response))
        if int(length) > self._most:
            raise TooLargeError(self._most)
        await response.aread()
        return response

    async def _counted(self, response: http.Response) -> bytes:
        content = bytearray()
        async with aclosing(response.aiter_bytes()) as chunks:
            async for chunk in chunks:
                content += chunk
                if len(content) > self._most:
                    raise TooLargeError(self._most)
        return bytes(content)
