"""From an edited document to an agent that calls the new tool, without a connection that breaks."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client.stdio import stdio_client
from mcp.server.subscriptions import ToolsListChanged

from mcp import Client, StdioServerParameters

from .shops import document, operation
from .watching import Lines, environment, piped, save, started, watching

pytestmark = pytest.mark.anyio

PETS, CARTS = {"get": operation("list_pets")}, {"get": operation("list_carts")}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def api() -> Iterator[ThreadingHTTPServer]:
    """Answers with the path that was asked for."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"path": self.path}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


class Told:
    """Whether the client was told that the tools are other ones, in the way of its era."""

    def __init__(self) -> None:
        self.event = anyio.Event()

    async def heard(self, message: Any) -> None:
        if getattr(message, "method", "") == "notifications/tools/list_changed":
            self.event.set()

    @asynccontextmanager
    async def listening(self, client: Client, era: str) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            if era != "legacy":
                await tasks.start(self._listen, client)
            yield
            tasks.cancel_scope.cancel()

    async def _listen(self, client: Client, *, task_status: Any) -> None:
        async with client.listen(tools_list_changed=True) as events:
            task_status.started()
            async for event in events:
                assert isinstance(event, ToolsListChanged)
                self.event.set()

    async def soon(self) -> None:
        with anyio.fail_after(40):
            await self.event.wait()


@contextmanager
def serving(folder: Path, *flags: str) -> Iterator[tuple[str, Lines]]:
    with started(folder, "serve", "shop", "--reload", "--transport", "http", "--port", "0", *flags) as server:
        yield server.err.with_words("Serving MCP on").split()[-1], server.err


@asynccontextmanager
async def connected(
    transport: str, era: str, folder: Path, told: Told
) -> AsyncIterator[tuple[Client, Lines]]:
    if transport == "http":
        with serving(folder) as (url, said):
            async with Client(url, mode=era, message_handler=told.heard) as client:
                yield client, said
        return
    arguments = ["-m", "integen", "serve", "shop", "--output", str(folder / "generated"), "--reload"]
    program = StdioServerParameters(command=sys.executable, args=arguments, env=environment(folder))
    with piped() as (reader, writer):
        pipe = stdio_client(program, errlog=writer)
        async with Client(pipe, mode=era, message_handler=told.heard) as client:
            yield client, Lines(reader)


async def names(client: Client) -> list[str]:
    return [tool.name for tool in (await client.list_tools()).tools]


@pytest.mark.heavy
@pytest.mark.parametrize("transport", ["stdio", "http"])
@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
async def test_an_edited_document_reaches_the_agents_that_are_connected(
    era: str, transport: str, tmp_path: Path, api: ThreadingHTTPServer
) -> None:
    url = f"http://127.0.0.1:{api.server_address[1]}"
    spec = tmp_path / "shop.json"
    spec.write_text(document(url, pets=PETS))
    told = Told()
    with watching(tmp_path, "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
        async with connected(transport, era, tmp_path, told) as (client, said), told.listening(client, era):
            assert await names(client) == ["list_pets"]
            save(spec, document(url, pets=PETS)[:-9])
            await anyio.to_thread.run_sync(watch.out.with_words, "not generated")
            assert await names(client) == ["list_pets"]
            result = await client.call_tool("list_pets", {})
            assert result.structured_content == {"path": "/pets"}
            assert not told.event.is_set()
            save(spec, document(url, pets=PETS, carts=CARTS))
            await anyio.to_thread.run_sync(watch.out.with_words, "1 tool added")
            await anyio.to_thread.run_sync(said.with_words, "reloaded: 2 tools, 1 new")
            await told.soon()
            assert await names(client) == ["list_carts", "list_pets"]
            result = await client.call_tool("list_carts", {})
            assert result.structured_content == {"path": "/carts"}
    assert not any("Traceback" in line for line in said.said)


@pytest.mark.heavy
async def test_an_extension_of_a_generated_package_is_read_again(tmp_path: Path) -> None:
    """It uses the kit and the models of the package, of which one stays and the others are new."""
    (tmp_path / "shop.json").write_text(document(pets=PETS))
    with watching(tmp_path, "--target", "python", "--spec", "shop.json") as watch:
        watch.out.with_words("watching")
        package = tmp_path / "generated" / "shop" / "shop_api"
        extension = """
from . import APIError, Client, _kit
from ._kit.mcp.content import ToolError
from ._kit.mcp.context import Context

def extend(extension):
    @extension.tool("greet", description="Greets.", read_only=True)
    async def greet(context: Context, arguments):
        return f"hello from {Client.__name__} {_kit.__name__}"
"""
        with serving(tmp_path) as (url, said):
            async with Client(url) as client:
                assert await names(client) == ["list_pets"]
                (package / "extensions.py").write_text(extension)
                watch.out.with_words("with its extension 2 tools")
                said.with_words("reloaded: 2 tools, 1 new")
                first = await client.call_tool("greet", {})
                assert first.content[0].text == "hello from Client shop_api._kit"
                (package / "extensions.py").write_text(
                    extension.replace("hello", "howdy").replace("_kit", "x")
                )
                said.with_words("not reloaded", "extensions.py:2:")
                (package / "extensions.py").write_text(extension.replace("hello", "howdy"))
                said.with_words("reloaded: 2 tools")
                second = await client.call_tool("greet", {})
                assert second.content[0].text == "howdy from Client shop_api._kit"
