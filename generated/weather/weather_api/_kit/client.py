"""Base classes of generated clients and resources.

A generated method is one call of `request`: it names the operation, hands over its arguments by their names
on the wire, and says what comes back. `Client` and `AsyncClient` differ in the I/O only.
"""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Generic, Literal, Self, TypedDict, TypeVar, Unpack, overload

from . import http
from .answers import decode, json_of, promised
from .bodies import in_place
from .build import Arguments
from .callers import AsyncCaller, Caller, SyncCaller
from .catalog import Catalog
from .connections import AsyncConnections, SyncConnections
from .errors import APIError, APIResponseError
from .omit import OMIT, Omit
from .options import ClientChanges, ClientSettings, RequestOptions, Settings
from .paging import next_page
from .records import Operation
from .response import AsyncStreamedResponse, Decode, Response, StreamedResponse
from .streams import is_streaming, stream_type, tell_failures
from .waiting import async_waited, waited

T = TypeVar("T")
CallerT = TypeVar("CallerT", bound=Caller)
Mode = Literal["value", "raw", "stream", "pages", "wait"]


class RequestArguments(TypedDict, total=False):
    """What a generated method hands to `request`, by the names on the wire. OMIT values are not sent."""

    path: Mapping[str, Any] | None
    query: Mapping[str, Any] | None
    headers: Mapping[str, Any] | None
    cookies: Mapping[str, Any] | None
    body: Any
    instead: Any
    """A whole body in place of `body`, which then holds no values."""
    content_type: str | Omit | None
    """Which of the body's media types to send; the best one by default."""
    options: RequestOptions | None


def _split(operation: Operation, arguments: RequestArguments) -> tuple[Arguments, RequestOptions]:
    body: Any = arguments.get("body", OMIT)
    stated = arguments.get("content_type")
    content_type = None if isinstance(stated, Omit) else stated
    instead: Any = arguments.get("instead", OMIT)
    if instead is not OMIT and operation.body is not None:
        content_type = in_place(operation.body, body, instead, content_type)
        body = instead
    values = Arguments(
        path=arguments.get("path") or {},
        query=arguments.get("query") or {},
        headers=arguments.get("headers") or {},
        cookies=arguments.get("cookies") or {},
        body=body,
        content_type=content_type,
    )
    return values, arguments.get("options") or {}


@lru_cache(maxsize=64)
def open_catalog(path: str) -> Catalog:
    """Return the catalog at a path; every client of a package shares one."""
    return Catalog(path)


class BaseClient(Generic[CallerT]):
    """What both clients share."""

    package: ClassVar[str]
    """The generated package, which holds `catalog.json` and `models`."""

    _streamed: ClassVar[type[StreamedResponse[Any] | AsyncStreamedResponse[Any]]]
    _caller: CallerT
    _mode: Mode = "value"
    _waits: bool = False
    """Answers are those of the work that calls begin, whatever the mode."""
    _within: float | None = None

    @classmethod
    def _catalog(cls) -> Catalog:
        origin = import_module(cls.package).__file__
        return open_catalog(str(Path(origin or "").with_name("catalog.json")))

    @property
    def base_url(self) -> str | None:
        """Where requests go, when that is set for the client and not by the API's document."""
        return self._caller.settings.base_url

    def _operation(self, key: str) -> Operation:
        return self._caller.catalog.operation(key)

    def _decode_model(self, operation: Operation, response: http.Response, model: str) -> Any:
        """Return the body of an error as the model that the API declares."""
        returns = getattr(import_module(f"{self.package}.models"), model, Any)
        return decode(operation, response, returns)[0]

    def _decoder(self, operation: Operation, returns: Any) -> Decode:
        return lambda response: decode(operation, response, returns)

    def _value(self, operation: Operation, response: http.Response, returns: Any) -> Any:
        value: Any = decode(operation, response, returns)[0]
        tell_failures(value, partial(self._stream_failure, operation, response))
        return value

    def _stream_failure(
        self, operation: Operation, response: http.Response, error: http.RequestError | ValueError
    ) -> APIError:
        if isinstance(error, http.RequestError):
            return self._caller.failure(operation, error)
        message = f"{operation.key} answered {response.status_code}, but an item of the answer cannot be read"
        return APIResponseError(f"{message} ({error})", operation=operation.key, response=response)

    def _shown(self, operation: Operation, response: http.Response, returns: Any) -> Any:
        """Return a successful answer as the mode wants it."""
        if self._mode in ("value", "wait"):
            return self._value(operation, response, returns)
        if self._mode == "raw":
            return Response[Any](response, self._decoder(operation, returns))
        fail = partial(self._caller.failure, operation)
        return self._streamed(response, self._decoder(operation, returns), fail)

    def _streams(self, returns: Any) -> bool:
        """Whether an answer is asked for without being read."""
        return self._mode == "stream" or (self._mode == "value" and is_streaming(returns))

    def _is_whole(self, response: http.Response, returns: Any) -> bool:
        """Whether an answer that was not read is to be read now: an error, and no stream after all."""
        if not response.is_success:
            return True
        return self._mode == "value" and stream_type(promised(returns, response.status_code)) is None

    def _raise_for_status(self, operation: Operation, response: http.Response) -> None:
        self._caller.raise_for_status(operation, response, partial(self._decode_model, operation))

    def with_options(self, **changes: Unpack[ClientChanges]) -> Self:
        """Return a client with other settings that shares this one's connections and credentials."""
        other = self._copy()
        other._caller = self._caller.with_settings(self._changed(changes))
        return other

    def _changed(self, changes: ClientChanges) -> Settings:
        settings = self._caller.settings
        return Settings(
            base_url=changes.get("base_url", settings.base_url),
            server=changes.get("server", settings.server),
            server_variables={**settings.server_variables, **changes.get("server_variables", {})},
            timeout=changes.get("timeout", settings.timeout),
            max_retries=changes.get("max_retries", settings.max_retries),
            headers={**settings.headers, **changes.get("headers", {})},
            auth=settings.auth,
        )

    def _copy(self) -> Self:
        """Return a copy without the resources that were made for this client."""
        other = copy.copy(self)
        for name, value in list(vars(other).items()):
            if isinstance(value, (Resource, AsyncResource)):
                del vars(other)[name]
        return other

    def in_mode(self, mode: Mode, *, within: float | None = None) -> Self:
        """Return a client whose methods give the value, the raw response, the stream, … See `views`.

        `within` is in seconds, for `wait`, which goes with any mode that comes after it.
        """
        other = self._copy()
        other._mode = mode
        if mode == "wait":
            other._waits, other._within = True, within
        return other

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.base_url or self._caller.integration.title}>"


class SyncClient(BaseClient[SyncCaller]):
    """A client that blocks. Safe to share between threads."""

    _streamed = StreamedResponse

    def __init__(
        self,
        *,
        credentials: Mapping[str, str | None] | None = None,
        http_client: http.Client | None = None,
        transport: http.BaseTransport | None = None,
        **settings: Unpack[ClientSettings],
    ) -> None:
        self._caller = SyncCaller(
            self._catalog(),
            credentials=credentials,
            settings=Settings.of(settings),
            connections=SyncConnections(http_client, transport),
        )

    @overload
    def request(self, key: str, *, returns: type[T], **arguments: Unpack[RequestArguments]) -> T: ...
    @overload
    def request(self, key: str, *, returns: None = None, **arguments: Unpack[RequestArguments]) -> None: ...
    @overload
    def request(self, key: str, *, returns: object, **arguments: Unpack[RequestArguments]) -> Any: ...
    def request(self, key: str, *, returns: Any = None, **arguments: Unpack[RequestArguments]) -> Any:
        """Call an operation by its key, `GET /pets/{id}`, with arguments by their names on the wire.

        Arguments that are OMIT are not sent. Raises ArgumentError and APIError.
        """
        operation = self._operation(key)
        values, options = _split(operation, arguments)
        if self._mode == "pages":
            return self._pages(operation, values, returns, options)
        if self._waits:
            response = self._waited(operation, values, options)
            return self._shown(operation, response, returns)
        streams = self._streams(returns)
        response = self._caller.call(operation, values, stream=streams, **options)
        if streams and self._is_whole(response, returns):
            self._caller.read(operation, response)
        self._raise_for_status(operation, response)
        return self._shown(operation, response, returns)

    def _waited(self, operation: Operation, arguments: Arguments, options: RequestOptions) -> http.Response:
        return waited(
            self._caller, operation, arguments, options, check=self._raise_for_status, within=self._within
        )

    def _pages(
        self, operation: Operation, arguments: Arguments, returns: Any, options: RequestOptions
    ) -> Iterator[tuple[Any, Operation]]:
        """Yield each page, decoded, with the operation that tells where its items are."""
        following: Arguments | None = arguments
        before: bytes | None = None
        while following is not None:
            if self._waits and following is arguments:
                response = self._waited(operation, arguments, options)
            else:
                response = self._caller.call(operation, following, **options)
                self._raise_for_status(operation, response)
            if response.content == before:
                return  # the server does not know what pages are: it answers the first one for ever
            before = response.content
            yield decode(operation, response, returns)[0], operation
            following = next_page(operation, following, response, json_of(response))

    def close(self) -> None:
        """Close the connections, unless they belong to an `http_client` of yours."""
        self._caller.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(BaseClient[AsyncCaller]):
    """A client for asyncio. Cancelling a call gives its connection back."""

    _streamed = AsyncStreamedResponse

    def __init__(
        self,
        *,
        credentials: Mapping[str, str | None] | None = None,
        http_client: http.AsyncClient | None = None,
        transport: http.AsyncBaseTransport | None = None,
        **settings: Unpack[ClientSettings],
    ) -> None:
        self._caller = AsyncCaller(
            self._catalog(),
            credentials=credentials,
            settings=Settings.of(settings),
            connections=AsyncConnections(http_client, transport),
        )

    @overload
    async def request(self, key: str, *, returns: type[T], **arguments: Unpack[RequestArguments]) -> T: ...
    @overload
    async def request(
        self, key: str, *, returns: None = None, **arguments: Unpack[RequestArguments]
    ) -> None: ...
    @overload
    async def request(self, key: str, *, returns: object, **arguments: Unpack[RequestArguments]) -> Any: ...
    async def request(self, key: str, *, returns: Any = None, **arguments: Unpack[RequestArguments]) -> Any:
        """Call an operation by its key, `GET /pets/{id}`, with arguments by their names on the wire.

        Arguments that are OMIT are not sent. Raises ArgumentError and APIError.
        """
        operation = self._operation(key)
        values, options = _split(operation, arguments)
        if self._mode == "pages":
            return self._pages(operation, values, returns, options)
        if self._waits:
            response = await self._waited(operation, values, options)
            return self._shown(operation, response, returns)
        streams = self._streams(returns)
        response = await self._caller.call(operation, values, stream=streams, **options)
        if streams and self._is_whole(response, returns):
            await self._caller.read(operation, response)
        self._raise_for_status(operation, response)
        return self._shown(operation, response, returns)

    async def _waited(
        self, operation: Operation, arguments: Arguments, options: RequestOptions
    ) -> http.Response:
        return await async_waited(
            self._caller, operation, arguments, options, check=self._raise_for_status, within=self._within
        )

    async def _pages(
        self, operation: Operation, arguments: Arguments, returns: Any, options: RequestOptions
    ) -> AsyncIterator[tuple[Any, Operation]]:
        """Yield each page, decoded, with the operation that tells where its items are."""
        following: Arguments | None = arguments
        before: bytes | None = None
        while following is not None:
            if self._waits and following is arguments:
                response = await self._waited(operation, arguments, options)
            else:
                response = await self._caller.call(operation, following, **options)
                self._raise_for_status(operation, response)
            if response.content == before:
                return  # the server does not know what pages are: it answers the first one for ever
            before = response.content
            yield decode(operation, response, returns)[0], operation
            following = next_page(operation, following, response, json_of(response))

    async def close(self) -> None:
        """Close the connections, unless they belong to an `http_client` of yours."""
        await self._caller.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class Resource:
    """A group of operations: `client.pets`."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client


class AsyncResource:
    """A group of operations: `client.pets`."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
