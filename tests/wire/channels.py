"""The ways of making a call: the blocking SDK, the asynchronous one, and an MCP client."""

from __future__ import annotations

import asyncio
import base64
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from types import ModuleType
from typing import Any
from uuid import UUID

from integen.kit.records import Operation
from mcp import Client

from .document import Document
from .row import Row
from .upstream import Received, Upstream


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    received: tuple[Received, ...]
    value: Any = None
    """What the SDK returned; what the MCP server answered."""
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """The generated package, and how its operations are called."""

    module: ModuleType
    server: ModuleType
    document: Document
    upstream: Upstream

    def operation(self, row: Row) -> Operation:
        found: Operation = self.module.Client._catalog().operation(self.document.key(row))
        return found


Outcomes = Mapping[tuple[int, str], Outcome]
"""By `(index of the row, channel)`."""


def run(package: Package, rows: list[Row]) -> Outcomes:
    """Call everything, one after the other."""
    outcomes: dict[tuple[int, str], Outcome] = {}
    with ExitStack() as opened:
        clients: dict[str, Any] = {}
        for index, row in enumerate(rows):
            if "sync" in row.channels:
                if repr(row.client) not in clients:
                    client = package.module.Client(max_retries=0, **row.client)
                    clients[repr(row.client)] = opened.enter_context(client)
                outcomes[index, "sync"] = _sync(package, clients[repr(row.client)], row)
    asyncio.run(_run_async(package, rows, outcomes))
    return outcomes


async def _run_async(package: Package, rows: list[Row], outcomes: dict[tuple[int, str], Outcome]) -> None:
    async with AsyncExitStack() as opened:
        clients: dict[str, Any] = {}
        for index, row in enumerate(rows):
            if "async" in row.channels:
                if repr(row.client) not in clients:
                    made = package.module.AsyncClient(max_retries=0, **row.client)
                    clients[repr(row.client)] = await opened.enter_async_context(made)
                outcomes[index, "async"] = await _async(package, clients[repr(row.client)], row)
    plain = [(index, row) for index, row in enumerate(rows) if not row.environment]
    async with Client(package.server.create_server()) as client:
        for index, row in plain:
            if "mcp" in row.channels:
                outcomes[index, "mcp"] = await _mcp(package, client, row)
    for index, row in enumerate(rows):
        if row.environment and "mcp" in row.channels:
            with _environment(row.environment):
                server = package.server.create_server()
            async with Client(server) as client:
                outcomes[index, "mcp"] = await _mcp(package, client, row)


def _sync(package: Package, client: Any, row: Row) -> Outcome:
    package.upstream.received.clear()
    package.upstream.reply = row.reply
    try:
        value = _method(package, client, row)(**_keywords(row))
        value = list(value) if hasattr(value, "__enter__") else value
    except (package.module.APIError, package.module.ArgumentError) as error:
        return Outcome(received=tuple(package.upstream.received), error=error)
    return Outcome(received=tuple(package.upstream.received), value=value)


async def _async(package: Package, client: Any, row: Row) -> Outcome:
    package.upstream.received.clear()
    package.upstream.reply = row.reply
    try:
        value = await _method(package, client, row)(**_keywords(row))
        value = [item async for item in value] if hasattr(value, "__aenter__") else value
    except (package.module.APIError, package.module.ArgumentError) as error:
        return Outcome(received=tuple(package.upstream.received), error=error)
    return Outcome(received=tuple(package.upstream.received), value=value)


def _method(package: Package, client: Any, row: Row) -> Any:
    operation = package.operation(row)
    return getattr(getattr(client, operation.resource), operation.name)


def _keywords(row: Row) -> dict[str, Any]:
    named = {_python(name): value for name, value in row.arguments.items()}
    return {**named, "options": row.options} if row.options else named


def _python(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_").lower()


async def _mcp(package: Package, client: Client, row: Row) -> Outcome:
    package.upstream.received.clear()
    package.upstream.reply = row.reply
    operation = package.operation(row)
    names = {parameter.name: parameter.arg for parameter in operation.parameters}
    if operation.body is not None:
        names |= {wire: arg for arg, wire in operation.body.fields.items()}
    arguments = {names.get(name, name): _as_json(value) for name, value in row.arguments.items()}
    result = await client.call_tool(operation.tool or "", arguments)
    return Outcome(received=tuple(package.upstream.received), value=result)


def _as_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, (date, UUID)):
        return str(value)
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    if isinstance(value, dict):
        return {name: _as_json(item) for name, item in value.items()}
    return value


@contextmanager
def _environment(changes: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
