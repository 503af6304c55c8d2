"""The clients of Bodies: `Client`, and `AsyncClient` with the same resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._kit import http
from ._kit.client import AsyncClient as _AsyncClient
from ._kit.client import SyncClient as _SyncClient
from ._kit.options import AuthInput, Timeout

if TYPE_CHECKING:
    from .resources.form import AsyncForm, Form
    from .resources.free import AsyncFree, Free
    from .resources.json_array import AsyncJsonArray, JsonArray
    from .resources.json_object import AsyncJsonObject, JsonObject
    from .resources.raw import AsyncRaw, Raw


class Client(_SyncClient):
    """Client of Bodies.

    `token` defaults to the environment variable `BODIES_TOKEN`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        token: str | None = None,
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
            credentials={"token": token},
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
    def form(self) -> Form:
        """Operations of `form`."""
        from .resources.form import Form

        return Form(self)

    @cached_property
    def free(self) -> Free:
        """Operations of `free`."""
        from .resources.free import Free

        return Free(self)

    @cached_property
    def json_array(self) -> JsonArray:
        """Operations of `json_array`."""
        from .resources.json_array import JsonArray

        return JsonArray(self)

    @cached_property
    def json_object(self) -> JsonObject:
        """Operations of `json_object`."""
        from .resources.json_object import JsonObject

        return JsonObject(self)

    @cached_property
    def raw(self) -> Raw:
        """Operations of `raw`."""
        from .resources.raw import Raw

        return Raw(self)


class AsyncClient(_AsyncClient):
    """Asynchronous client of Bodies.

    `token` defaults to the environment variable `BODIES_TOKEN`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        token: str | None = None,
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
            credentials={"token": token},
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
    def form(self) -> AsyncForm:
        """Operations of `form`."""
        from .resources.form import AsyncForm

        return AsyncForm(self)

    @cached_property
    def free(self) -> AsyncFree:
        """Operations of `free`."""
        from .resources.free import AsyncFree

        return AsyncFree(self)

    @cached_property
    def json_array(self) -> AsyncJsonArray:
        """Operations of `json_array`."""
        from .resources.json_array import AsyncJsonArray

        return AsyncJsonArray(self)

    @cached_property
    def json_object(self) -> AsyncJsonObject:
        """Operations of `json_object`."""
        from .resources.json_object import AsyncJsonObject

        return AsyncJsonObject(self)

    @cached_property
    def raw(self) -> AsyncRaw:
        """Operations of `raw`."""
        from .resources.raw import AsyncRaw

        return AsyncRaw(self)
