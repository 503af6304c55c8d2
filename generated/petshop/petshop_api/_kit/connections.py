"""HTTP clients that are made on first use and may be shared by several callers."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TypeAlias

from . import http

Headers: TypeAlias = tuple[tuple[bytes, bytes], ...]
"""Names in lower case."""


def _defaults(client: http.Client | http.AsyncClient) -> Headers:
    return tuple((name.lower(), value) for name, value in client.headers.raw)


class SyncConnections:
    """One pool of connections. Safe to share between threads."""

    def __init__(
        self, http_client: http.Client | None = None, transport: http.BaseTransport | None = None
    ) -> None:
        self._client = http_client
        self._owned = http_client is None
        self._transport = transport
        self._lock = threading.Lock()
        self._ended = False

    @property
    def closed(self) -> bool:
        """Whether `close` was called, or the client from outside was closed."""
        return self._ended or (self._client is not None and self._client.is_closed)

    @cached_property
    def defaults(self) -> Headers | None:
        """What every request has of its client; None when the client was handed in, and may change."""
        return _defaults(self.client) if self._owned else None

    @property
    def client(self) -> http.Client:
        client = self._client
        if client is None:
            with self._lock:
                if self._client is None:
                    self._client = http.Client(
                        transport=self._transport,
                        limits=http.DEFAULT_LIMITS,
                        timeout=http.DEFAULT_TIMEOUT,
                        cookies=http.no_cookies(),
                    )
                client = self._client
        return client

    def close(self) -> None:
        """Close the pool, unless it was handed in from outside."""
        self._ended = self._owned
        if self._owned and self._client is not None:
            self._client.close()


class AsyncConnections:
    """One pool of connections. Belongs to the event loop that first uses it."""

    def __init__(
        self,
        http_client: http.AsyncClient | None = None,
        transport: http.AsyncBaseTransport | None = None,
    ) -> None:
        self._client = http_client
        self._owned = http_client is None
        self._transport = transport
        self._ended = False

    @property
    def closed(self) -> bool:
        """Whether `close` was called, or the client from outside was closed."""
        return self._ended or (self._client is not None and self._client.is_closed)

    @cached_property
    def defaults(self) -> Headers | None:
        """What every request has of its client; None when the client was handed in, and may change."""
        return _defaults(self.client) if self._owned else None

    @property
    def client(self) -> http.AsyncClient:
        if self._client is None:
            self._client = http.AsyncClient(
                transport=self._transport,
                limits=http.DEFAULT_LIMITS,
                timeout=http.DEFAULT_TIMEOUT,
                cookies=http.no_cookies(),
            )
        return self._client

    async def release(self) -> None:
        """Close the pool as `close` does, but let the next request make another one."""
        client, self._client = (self._client, None) if self._owned else (None, self._client)
        if client is not None:
            await client.aclose()

    async def close(self) -> None:
        """Close the pool, unless it was handed in from outside."""
        self._ended = self._owned
        if self._owned and self._client is not None:
            await self._client.aclose()
