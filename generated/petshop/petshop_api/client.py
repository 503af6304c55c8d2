"""The clients of Petshop: `Client`, and `AsyncClient` with the same resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._kit import http
from ._kit.client import AsyncClient as _AsyncClient
from ._kit.client import SyncClient as _SyncClient
from ._kit.options import AuthInput, Timeout

if TYPE_CHECKING:
    from .resources.categories import AsyncCategories, Categories
    from .resources.orders import AsyncOrders, Orders
    from .resources.pets import AsyncPets, Pets


class Client(_SyncClient):
    """Client of Petshop.

    `api_key` defaults to the environment variable `PETSHOP_API_KEY`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        api_key: str | None = None,
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
            credentials={"api_key": api_key},
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
    def categories(self) -> Categories:
        """The tree that pets are sorted into"""
        from .resources.categories import Categories

        return Categories(self)

    @cached_property
    def orders(self) -> Orders:
        """Buying pets"""
        from .resources.orders import Orders

        return Orders(self)

    @cached_property
    def pets(self) -> Pets:
        """Animals for sale and their pictures"""
        from .resources.pets import Pets

        return Pets(self)


class AsyncClient(_AsyncClient):
    """Asynchronous client of Petshop.

    `api_key` defaults to the environment variable `PETSHOP_API_KEY`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        api_key: str | None = None,
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
            credentials={"api_key": api_key},
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
    def categories(self) -> AsyncCategories:
        """The tree that pets are sorted into"""
        from .resources.categories import AsyncCategories

        return AsyncCategories(self)

    @cached_property
    def orders(self) -> AsyncOrders:
        """Buying pets"""
        from .resources.orders import AsyncOrders

        return AsyncOrders(self)

    @cached_property
    def pets(self) -> AsyncPets:
        """Animals for sale and their pictures"""
        from .resources.pets import AsyncPets

        return AsyncPets(self)
