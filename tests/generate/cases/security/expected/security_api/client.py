"""The clients of Security: `Client`, and `AsyncClient` with the same resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._kit import http
from ._kit.client import AsyncClient as _AsyncClient
from ._kit.client import SyncClient as _SyncClient
from ._kit.options import AuthInput, Timeout

if TYPE_CHECKING:
    from .resources.a import A, AsyncA
    from .resources.b import AsyncB, B
    from .resources.c import AsyncC, C


class Client(_SyncClient):
    """Client of Security.

    `token` defaults to the environment variable `SECURITY_TOKEN`.
    `api_key` defaults to the environment variable `SECURITY_API_KEY`.
    `username` defaults to the environment variable `SECURITY_USERNAME`.
    `password` defaults to the environment variable `SECURITY_PASSWORD`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        token: str | None = None,
        api_key: str | None = None,
        username: str | None = None,
        password: str | None = None,
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
            credentials={
                "token": token,
                "api_key": api_key,
                "username": username,
                "password": password,
            },
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
    def a(self) -> A:
        """Operations of `a`."""
        from .resources.a import A

        return A(self)

    @cached_property
    def b(self) -> B:
        """Operations of `b`."""
        from .resources.b import B

        return B(self)

    @cached_property
    def c(self) -> C:
        """Operations of `c`."""
        from .resources.c import C

        return C(self)


class AsyncClient(_AsyncClient):
    """Asynchronous client of Security.

    `token` defaults to the environment variable `SECURITY_TOKEN`.
    `api_key` defaults to the environment variable `SECURITY_API_KEY`.
    `username` defaults to the environment variable `SECURITY_USERNAME`.
    `password` defaults to the environment variable `SECURITY_PASSWORD`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        token: str | None = None,
        api_key: str | None = None,
        username: str | None = None,
        password: str | None = None,
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
            credentials={
                "token": token,
                "api_key": api_key,
                "username": username,
                "password": password,
            },
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
    def a(self) -> AsyncA:
        """Operations of `a`."""
        from .resources.a import AsyncA

        return AsyncA(self)

    @cached_property
    def b(self) -> AsyncB:
        """Operations of `b`."""
        from .resources.b import AsyncB

        return AsyncB(self)

    @cached_property
    def c(self) -> AsyncC:
        """Operations of `c`."""
        from .resources.c import AsyncC

        return AsyncC(self)
