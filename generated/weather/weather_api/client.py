"""The clients of Weather: `Client`, and `AsyncClient` with the same resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._kit import http
from ._kit.client import AsyncClient as _AsyncClient
from ._kit.client import SyncClient as _SyncClient
from ._kit.options import AuthInput, Timeout

if TYPE_CHECKING:
    from .resources.forecast import AsyncForecast, Forecast
    from .resources.places import AsyncPlaces, Places


class Client(_SyncClient):
    """Client of Weather.

    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        base_url: str | None = None,
        server: int | str | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: Timeout = http.DEFAULT_TIMEOUT,
        max_retries: int = 2,
        headers: Mapping[str, str | None] | None = None,
        http_client: http.Client | None = None,
        auth: AuthInput | None = None,
        transport: http.BaseTransport | None = None,
    ) -> None:
        super().__init__(
            credentials={},
            base_url=base_url,
            server=server,
            server_variables=server_variables,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            http_client=http_client,
            auth=auth,
            transport=transport,
        )

    @cached_property
    def forecast(self) -> Forecast:
        """Weather at a place, now and for the next days"""
        from .resources.forecast import Forecast

        return Forecast(self)

    @cached_property
    def places(self) -> Places:
        """Names of places and their coordinates"""
        from .resources.places import Places

        return Places(self)


class AsyncClient(_AsyncClient):
    """Asynchronous client of Weather.

    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        base_url: str | None = None,
        server: int | str | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: Timeout = http.DEFAULT_TIMEOUT,
        max_retries: int = 2,
        headers: Mapping[str, str | None] | None = None,
        http_client: http.AsyncClient | None = None,
        auth: AuthInput | None = None,
        transport: http.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(
            credentials={},
            base_url=base_url,
            server=server,
            server_variables=server_variables,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            http_client=http_client,
            auth=auth,
            transport=transport,
        )

    @cached_property
    def forecast(self) -> AsyncForecast:
        """Weather at a place, now and for the next days"""
        from .resources.forecast import AsyncForecast

        return AsyncForecast(self)

    @cached_property
    def places(self) -> AsyncPlaces:
        """Names of places and their coordinates"""
        from .resources.places import AsyncPlaces

        return AsyncPlaces(self)
