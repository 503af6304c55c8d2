"""Both clients of the SDK, on a network that remembers: calls that block, and calls that are awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import cache
from operator import attrgetter
from typing import Any

import httpx2
from cases import Case, arguments_of
from support import HOST, Network, Switch, credentials

import weather_api

Call = Callable[..., Any]
"""`(case, given, network, held=None)`: what an operation gives that is called with every credential, or with some."""

_SWITCH = Switch()
_OPENED = ExitStack()
"""Holds clients and their loop until the process ends."""


@cache
def loop() -> asyncio.AbstractEventLoop:
    """Return the loop that everything awaited runs in."""
    made = asyncio.new_event_loop()
    _OPENED.callback(made.close)
    return made


@cache
def _client(kind: type[Any], held: tuple[tuple[str, str], ...], base_url: str | None) -> Any:
    client = kind(base_url=base_url, transport=_SWITCH, max_retries=0, **dict(held))
    _OPENED.callback(_closed, client)
    return client


def _closed(client: Any) -> None:
    if isinstance(client, weather_api.AsyncClient):
        loop().run_until_complete(client.close())
    else:
        client.close()


def client_of(
    kind: type[Any],
    network: Network,
    held: dict[str, str] | None = None,
    base_url: str | None = HOST,
) -> Any:
    """Return a client on a network, with every credential unless some are named."""
    _SWITCH.network = network
    return _client(kind, tuple(sorted((credentials() if held is None else held).items())), base_url)


def call(
    case: Case, given: dict[str, Any], network: Network, held: dict[str, str] | None = None
) -> Any:
    """Call the operation."""
    client = client_of(weather_api.Client, network, held)
    value = attrgetter(case.call)(client)(**arguments_of(case, given))
    return list(value) if isinstance(value, weather_api.Stream) else value


def awaited(
    case: Case, given: dict[str, Any], network: Network, held: dict[str, str] | None = None
) -> Any:
    """Call the operation of the asynchronous client, and wait for it."""
    client = client_of(weather_api.AsyncClient, network, held)

    async def called() -> Any:
        value = await attrgetter(case.call)(client)(**arguments_of(case, given))
        return (
            [each async for each in value] if isinstance(value, weather_api.AsyncStream) else value
        )

    return loop().run_until_complete(called())


CLIENTS: dict[str, Call] = {"Client": call, "AsyncClient": awaited}


def sent_by(
    how: Call, case: Case, given: dict[str, Any], held: dict[str, str] | None = None
) -> httpx2.Request:
    """Return what is sent; the answer is of no interest."""
    network = Network(status=204)
    with suppress(weather_api.APIError):
        how(case, given, network, held)
    assert len(network.sent) == 1, "nothing, or more than once, was sent"
    return network.sent[0]
