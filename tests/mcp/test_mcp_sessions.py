"""What happens beside the calls of a session: a client gives up, the tools change."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import pets
import pytest
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.subscriptions import InMemorySubscriptionBus, ToolsListChanged
from mcp_wire import INITIALIZED, answers_of, initialize, request

from integen.kit.mcp.http_app import application
from integen.kit.mcp.server import create_server
from mcp import Client, StdioServerParameters

pytestmark = pytest.mark.anyio

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = "import sys; from integen.kit.mcp.main import main; sys.exit(main(sys.argv[1], sys.argv[2:]))"


@asynccontextmanager
async def listening(server: Server[Any], *, streams: bool = False) -> AsyncIterator[str]:
    """Serve over HTTP in this process; the socket listens before the first client comes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = application(server, streams=streams)
        program = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(program.serve, [listener])
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
            finally:
                program.should_exit = True


class SilentAPI:
    """Takes requests and answers none; knows when the other side hangs up."""

    def __init__(self) -> None:
        self.asked, self.left = anyio.Event(), anyio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.asked.set()
        with suppress(ConnectionError):
            await reader.read()
        self.left.set()
        writer.close()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self.serve, "127.0.0.1", 0)
        async with server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def connected(transport: str, era: str, folder: Path, base_url: str) -> AsyncIterator[Client]:
    catalog = pets.write_catalog(folder / "catalog.json", pets.TOOLS)
    if transport == "stdio":
        arguments = ["-c", PROGRAM, str(catalog), "--base-url", base_url]
        environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
        program = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
        async with Client(program, mode=era) as client:
            yield client
    else:
        server = create_server(pets.catalog(folder), base_url=base_url)
        async with listening(server) as url, Client(url, mode=era) as client:
            yield client


@pytest.mark.parametrize("transport", ["stdio", "http"])
@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
async def test_a_call_that_is_given_up_hangs_up_on_the_api(era: str, transport: str, tmp_path: Path) -> None:
    """2025 says so with a notification, 2026 over HTTP by closing the connection."""
    api = SilentAPI()
    async with api.running() as base_url, connected(transport, era, tmp_path, base_url) as client:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client.call_tool, "pets_list", {})
            with anyio.fail_after(30):
                await api.asked.wait()
            assert not api.left.is_set()
            tasks.cancel_scope.cancel()
        with anyio.fail_after(10):
            await api.left.wait()
        assert len((await client.list_tools()).tools) == len(pets.TOOLS), "the session goes on"


@pytest.mark.parametrize("transport", ["memory", "http"])
async def test_clients_of_2025_are_told_that_the_tools_have_changed(transport: str, tmp_path: Path) -> None:
    bus = InMemorySubscriptionBus()
    server = create_server(pets.catalog(tmp_path), bus=bus)
    told = anyio.Event()

    async def heard(message: Any) -> None:
        if getattr(message, "method", "") == "notifications/tools/list_changed":
            told.set()

    @asynccontextmanager
    async def session() -> AsyncIterator[Client]:
        if transport == "memory":
            async with Client(server, mode="legacy", message_handler=heard) as client:
                yield client
        else:
            async with (
                listening(server) as url,
                Client(url, mode="legacy", message_handler=heard) as client,
            ):
                yield client

    async with session() as client:
        assert client.server_capabilities.tools is not None and client.server_capabilities.tools.list_changed
        with anyio.fail_after(10):
            while not told.is_set():  # over HTTP nothing is heard before the client has opened its stream
                await bus.publish(ToolsListChanged())
    assert bus._listeners == {}, "a session that has ended listens no longer"


async def test_a_client_that_says_twice_that_it_is_ready_is_told_once(tmp_path: Path) -> None:
    joined: list[object] = []

    class Counting(InMemorySubscriptionBus):
        def subscribe(self, listener: Any) -> Any:
            joined.append(listener)
            return super().subscribe(listener)

    server = create_server(pets.catalog(tmp_path), bus=Counting())
    await answers_of(server, [initialize("2025-11-25"), *[INITIALIZED] * 5, request(2, "ping")])
    assert len(joined) == 1
