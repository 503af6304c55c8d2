"""Calls an operation of a catalog: build, authenticate, send, follow, retry.

`SyncCaller` and `AsyncCaller` differ in the I/O only. Both give back the raw response, whatever its status:
turning a status into an error is a step of its own, `raise_for_status`.
"""

from __future__ import annotations

import copy
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Self, Unpack

from . import http
from .auth import Choice, Credentials, advice, authenticate, choose
from .bodies import with_properties
from .build import Arguments, RequestParts, build
from .catalog import Catalog
from .connections import AsyncConnections, SyncConnections
from .errors import APIConnectionError, APIError, APITimeoutError
from .exchange import Chance, Discard, Outcome, Send, Step, Steps, exchange
from .media import charset_of
from .options import RequestOptions, Settings
from .outgoing import refilled, request_of
from .payload import Stream
from .records import Integration, Operation
from .redaction import hide_query_credentials
from .retry import RetryPolicy, policy_of
from .servers import WantedServer, base_url_of
from .statuses import status_error
from .unpacking import aread, read

NO_SETTINGS = Settings()
REAL_CHANCE = Chance()


class Caller:
    """What both callers share. Immutable, so safe to share."""

    def __init__(
        self,
        catalog: Catalog,
        *,
        credentials: Credentials | Mapping[str, str | None] | None = None,
        settings: Settings = NO_SETTINGS,
        chance: Chance = REAL_CHANCE,
    ) -> None:
        self.catalog = catalog
        self.integration: Integration = catalog.integration
        if not isinstance(credentials, Credentials):
            credentials = Credentials.gather(self.integration, credentials)
        self.credentials = credentials
        self.settings = _with_environment(settings, self.integration)
        self._chance = chance
        self._user_agent = _user_agent(self.integration)
        hide_query_credentials(self.integration)

    def with_settings(self, settings: Settings) -> Self:
        """Return a caller with other settings that shares connections and credentials."""
        other = copy.copy(self)
        other.settings = _with_environment(settings, self.integration)
        return other

    def request_parts(
        self,
        operation: Operation,
        arguments: Arguments,
        *,
        anonymous: bool = False,
        **options: Unpack[RequestOptions],
    ) -> RequestParts:
        """Return the request of a call, authenticated unless `anonymous`. Raises ArgumentError."""
        settings = self.settings
        headers: dict[str, str | None] = {}
        if not any(name.lower() == "user-agent" for name in arguments.headers):
            headers["User-Agent"] = self._user_agent
        if "idempotency_key" in options:
            headers["Idempotency-Key"] = options["idempotency_key"]
        headers.update(settings.headers)
        headers.update(options.get("headers") or {})
        base_url = base_url_of(operation, self.integration, _wanted_server(settings, options))
        if "content_type" in options:
            arguments = replace(arguments, content_type=options["content_type"])
        if extra := options.get("query"):
            arguments = replace(arguments, query={**arguments.query, **extra})
        if more := options.get("body"):
            arguments = replace(arguments, body=with_properties(arguments.body, more))
        parts = build(operation, arguments, base_url=base_url, headers=headers)
        return parts if anonymous else authenticate(parts, self._choice(operation).schemes, self.credentials)

    def raise_for_status(
        self,
        operation: Operation,
        response: http.Response,
        decode: Callable[[http.Response, str], Any] | None = None,
    ) -> None:
        """Raise the APIStatusError of a response that was read and is no success."""
        if not response.is_success:
            action = advice(self._choice(operation)) if response.status_code == 401 else None
            if self.settings.auth is not None:
                action = None
            raise status_error(
                operation, response, credentials=self.credentials, action=action, decode=decode
            )

    def redact(self, text: str) -> str:
        """Return a text of the server without the credentials that were sent to it."""
        return self.credentials.redact(text)

    def now(self) -> float:
        """Return epoch seconds."""
        return self._chance.now()

    def _start(
        self,
        connections: SyncConnections | AsyncConnections,
        operation: Operation,
        arguments: Arguments,
        options: RequestOptions,
        content: Callable[[RequestParts], Any],
    ) -> tuple[RequestParts, Steps]:
        """Build the request and return it with the steps that sending it takes."""
        client = connections.client
        anonymous = self.settings.auth is not None or client.auth is not None
        parts = self.request_parts(operation, arguments, anonymous=anonymous, **options)
        timeout = self._timeout(options)
        steps = exchange(
            parts,
            idempotent=operation.idempotent,
            make=lambda: request_of(client, parts, timeout, content(parts), connections.defaults),
            refill=lambda request: refilled(request, content(parts)),
            policy=self._policy(operation, options),
            chance=self._chance,
        )
        return parts, steps

    def _send_options(self, step: Send) -> dict[str, Any]:
        options: dict[str, Any] = {"follow_redirects": False}
        if not step.trusted:
            options["auth"] = None
        elif self.settings.auth is not None:
            options["auth"] = self.settings.auth
        return options

    def _finished(self, operation: Operation, result: http.Response | http.RequestError) -> http.Response:
        if isinstance(result, http.RequestError):
            raise self.failure(operation, result) from result
        # Left to itself the library takes every codec of Python for a charset.
        result.encoding = charset_of(result.headers.get("content-type", ""))
        return result

    def _choice(self, operation: Operation) -> Choice:
        return choose(operation, self.integration, self.credentials)

    def _policy(self, operation: Operation, options: RequestOptions) -> RetryPolicy:
        return policy_of(operation.retries, options.get("max_retries", self.settings.max_retries))

    def _timeout(self, options: RequestOptions) -> http.Timeout:
        return http.Timeout(options.get("timeout", self.settings.timeout))

    def failure(self, operation: Operation, error: http.RequestError) -> APIError:
        """Return what a failure is raised as. Its text names the host at most: a URL can hold a key."""
        host = _host_of(error)
        reason = self.credentials.redact(str(error)) or type(error).__name__
        if isinstance(error, http.TimeoutException):
            phase = "connection to" if isinstance(error, http.ConnectTimeout) else "answer from"
            return APITimeoutError(
                f"{operation.key}: no {phase} `{host}` in time", operation=operation.key, retryable=True
            )
        if isinstance(error, http.DecodingError):
            message = f"{operation.key}: the answer of `{host}` cannot be decompressed ({reason})"
            return APIConnectionError(message, operation=operation.key)
        retryable = not isinstance(error, (http.UnsupportedProtocol, http.TooManyRedirects))
        verb = "cannot reach" if isinstance(error, http.ConnectError) else "lost the connection to"
        verb = verb if retryable else "cannot follow"
        return APIConnectionError(
            f"{operation.key}: {verb} `{host}` ({reason})", operation=operation.key, retryable=retryable
        )


class SyncCaller(Caller):
    """Calls operations and blocks. Safe to share between threads."""

    def __init__(
        self,
        catalog: Catalog,
        *,
        credentials: Credentials | Mapping[str, str | None] | None = None,
        settings: Settings = NO_SETTINGS,
        connections: SyncConnections | None = None,
        sleep: Callable[[float], None] = time.sleep,
        chance: Chance = REAL_CHANCE,
    ) -> None:
        super().__init__(catalog, credentials=credentials, settings=settings, chance=chance)
        self.connections = connections or SyncConnections()
        self._sleep = sleep

    def read(self, operation: Operation, response: http.Response) -> http.Response:
        """Return an answer that was streamed, read and closed. Raises APIConnectionError."""
        try:
            response.read()
        except http.RequestError as error:
            raise self.failure(operation, error) from error
        return response

    def call(
        self,
        operation: Operation,
        arguments: Arguments,
        *,
        stream: bool = False,
        **options: Unpack[RequestOptions],
    ) -> http.Response:
        """Return the response, whatever its status; read to the end unless `stream`.

        Raises ArgumentError before anything is sent, and APIConnectionError when no answer came.
        """
        _require_open(operation, closed=self.connections.closed)
        client = self.connections.client
        parts, steps = self._start(self.connections, operation, arguments, options, _sync_content)
        try:
            step = next(steps)
            while True:
                step = steps.send(self._perform(client, step, stream))
        except StopIteration as done:
            return self._finished(operation, done.value)
        finally:
            parts.payload.close()

    def _perform(self, client: http.Client, step: Step, stream: bool) -> Outcome:
        if isinstance(step, Send):
            try:
                response = client.send(step.request, stream=True, **self._send_options(step))
                return response if stream else read(response)
            except http.RequestError as error:
                return error
        if isinstance(step, Discard):
            step.response.close()
        else:
            self._sleep(step.seconds)
        return None

    def pause(self, seconds: float) -> None:
        """Sleep."""
        self._sleep(seconds)

    def close(self) -> None:
        self.connections.close()


class AsyncCaller(Caller):
    """Calls operations without blocking. Cancelling a call gives its connection back."""

    def __init__(
        self,
        catalog: Catalog,
        *,
        credentials: Credentials | Mapping[str, str | None] | None = None,
        settings: Settings = NO_SETTINGS,
        connections: AsyncConnections | None = None,
        sleep: Callable[[float], Awaitable[None]] | None = None,
        chance: Chance = REAL_CHANCE,
    ) -> None:
        super().__init__(catalog, credentials=credentials, settings=settings, chance=chance)
        self.connections = connections or AsyncConnections()
        self._sleep = sleep or _asyncio_sleep

    async def call(
        self,
        operation: Operation,
        arguments: Arguments,
        *,
        stream: bool = False,
        **options: Unpack[RequestOptions],
    ) -> http.Response:
        """Like `SyncCaller.call`."""
        _require_open(operation, closed=self.connections.closed)
        client = self.connections.client
        parts, steps = self._start(self.connections, operation, arguments, options, _async_content)
        try:
            step = next(steps)
            while True:
                step = steps.send(await self._perform(client, step, stream))
        except StopIteration as done:
            return self._finished(operation, done.value)
        finally:
            parts.payload.close()

    async def read(self, operation: Operation, response: http.Response) -> http.Response:
        """Return an answer that was streamed, read and closed. Raises APIConnectionError."""
        try:
            await response.aread()
        except http.RequestError as error:
            raise self.failure(operation, error) from error
        return response

    async def _perform(self, client: http.AsyncClient, step: Step, stream: bool) -> Outcome:
        if isinstance(step, Send):
            try:
                response = await client.send(step.request, stream=True, **self._send_options(step))
                return response if stream else await aread(response)
            except http.RequestError as error:
                return error
        if isinstance(step, Discard):
            await step.response.aclose()
        else:
            await self._sleep(step.seconds)
        return None

    async def pause(self, seconds: float) -> None:
        """Sleep."""
        await self._sleep(seconds)

    async def close(self) -> None:
        await self.connections.close()


def _require_open(operation: Operation, *, closed: bool) -> None:
    if closed:
        message = f"{operation.key}: this client is closed; make another one, or call inside of its `with`"
        raise APIConnectionError(message, operation=operation.key)


def _host_of(error: http.RequestError) -> str:
    try:
        return error.request.url.host
    except RuntimeError:  # the library raises some errors before it knows whose they are
        return "the server"


async def _asyncio_sleep(seconds: float) -> None:
    import asyncio  # 30 ms that a sync client does not need

    await asyncio.sleep(seconds)


def _wanted_server(settings: Settings, options: RequestOptions) -> WantedServer:
    """What is said for one call wins over what is said for the client."""
    variables = {**settings.server_variables, **options.get("server_variables", {})}
    if options.keys() & {"base_url", "server"}:
        return WantedServer(options.get("base_url"), options.get("server"), variables, strict=True)
    return WantedServer(settings.base_url, settings.server, variables)


def _with_environment(settings: Settings, integration: Integration) -> Settings:
    """Take the base URL from `<KEY>_BASE_URL` where none was given."""
    variable = "".join(c if c.isalnum() else "_" for c in integration.key).upper() + "_BASE_URL"
    found = os.environ.get(variable) if settings.base_url is None else None
    return replace(settings, base_url=found) if found else settings


def _user_agent(integration: Integration) -> str:
    text = f"{integration.package}/{integration.version}"
    return "".join(character if "!" <= character <= "~" else "-" for character in text)


def _sync_content(parts: RequestParts) -> Any:
    content = parts.payload.content
    return content.chunks() if isinstance(content, Stream) else content


def _async_content(parts: RequestParts) -> Any:
    content = parts.payload.content
    return content.achunks() if isinstance(content, Stream) else content
