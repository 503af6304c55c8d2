"""A server whose catalog is replaced while clients of both eras are connected."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TextIO

import anyio
import mcp_types as types
import mcp_wire as wire
import pets
import pytest
from mcp.client.stdio import stdio_client
from mcp.server.subscriptions import PromptsListChanged, ResourcesListChanged, ToolsListChanged
from mcp_wire import INITIALIZED, initialize, modern
from test_mcp_sessions import SilentAPI, listening

from integen.kit.catalog import Catalog
from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.lasting import Lasting
from integen.kit.mcp.main import opened
from integen.kit.mcp.package_files import PackageFiles
from integen.kit.mcp.reload import Reloader
from integen.kit.mcp.server import CatalogServer, create_server
from mcp import Client, MCPError, StdioServerParameters

pytestmark = pytest.mark.anyio

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = "import sys; from integen.kit.mcp.main import main; sys.exit(main(sys.argv[1], sys.argv[2:]))"
ERAS = ["legacy", "2026-07-28"]
NEW = pets.Tool(
    name="pets_feed",
    key="POST /pets/{id}/meals",
    toolset="pets",
    effect="write",
    properties={"id": {"type": "integer"}},
    required=("id",),
    record={"parameters": [pets.PET_ID]},
)


def replace(catalog: Path, tools: list[pets.Tool] | None = None, data: bytes | None = None) -> None:
    """Put another catalog there in one step, as a generated tree is."""
    new = catalog.with_name("new.json")
    if data is None:
        pets.write_catalog(new, pets.TOOLS if tools is None else tools)
    else:
        new.write_bytes(data)
    new.replace(catalog)


async def names(client: Client) -> list[str]:
    return [tool.name for tool in (await client.list_tools()).tools]


# -- in processes -------------------------------------------------------------------------------------------


class Said:
    """What a server writes to its standard error, line by line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    async def line_with(self, words: str) -> str:
        with anyio.fail_after(30):
            while words not in (line := await anyio.to_thread.run_sync(self._stream.readline)):
                assert line, f"it ended without saying {words!r}"
        return line


@contextmanager
def piped() -> Iterator[tuple[TextIO, TextIO]]:
    read, write = os.pipe()
    with os.fdopen(read) as reader, os.fdopen(write, "w") as writer:
        yield reader, writer


@asynccontextmanager
async def reached(
    transport: str, era: str, catalog: Path, url: str, heard: Callable[[Any], Awaitable[None]]
) -> AsyncIterator[tuple[Client, Said]]:
    """A client of a real process that reloads."""
    arguments = ["-c", PROGRAM, str(catalog), "--reload", "--base-url", url]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with piped() as (reader, writer):
        if transport == "stdio":
            program = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
            pipe = stdio_client(program, errlog=writer)
            async with Client(pipe, mode=era, message_handler=heard) as client:
                yield client, Said(reader)
            return
        arguments += ["--transport", "http", "--port", "0"]
        with subprocess.Popen([sys.executable, *arguments], stderr=writer, env=environment) as process:
            try:
                said = Said(reader)
                address = (await said.line_with("Serving MCP on")).split()[-1]
                async with Client(address, mode=era, message_handler=heard) as client:
                    yield client, said
            finally:
                process.terminate()


@pytest.mark.parametrize("transport", ["stdio", "http"])
@pytest.mark.parametrize("era", ERAS)
async def test_a_client_is_told_of_new_tools_and_calls_them_in_the_same_session(
    era: str, transport: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    before = [tool.name for tool in pets.TOOLS]
    told = anyio.Event()

    async def heard(message: Any) -> None:
        if getattr(message, "method", "") == "notifications/tools/list_changed":
            told.set()

    async def listened(client: Client) -> None:
        async with client.listen(tools_list_changed=True) as events:
            ready.set()
            async for event in events:
                assert isinstance(event, ToolsListChanged)
                told.set()

    ready = anyio.Event()
    async with (
        reached(transport, era, catalog, upstream.url, heard) as (client, said),
        anyio.create_task_group() as tasks,
    ):
        if era != "legacy":
            tasks.start_soon(listened, client)
            await ready.wait()
        assert await names(client) == before
        replace(catalog, data=catalog.read_bytes()[:-200])
        assert "damaged" in await said.line_with("not reloaded, what was served before still is")
        assert await names(client) == before
        assert not told.is_set()
        for count in range(30):  # over HTTP a client of 2025 hears nothing until its stream is open
            replace(catalog, [*pets.TOOLS, NEW, *pets.many(count)])
            await said.line_with("reloaded: ")
            with anyio.move_on_after(1 if count < 29 else 30):
                await told.wait()
                break
        assert NEW.name in await names(client)
        await client.call_tool(NEW.name, {"id": 4})
        tasks.cancel_scope.cancel()
    assert [path for _, path, _ in upstream.asked] == ["/pets/4/meals"]


async def test_a_client_that_does_not_read_what_is_said_is_served_all_the_same(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    told = anyio.Event()

    async def heard(message: Any) -> None:
        if getattr(message, "method", "") == "notifications/tools/list_changed":
            told.set()

    arguments = ["-c", PROGRAM, str(catalog), "--reload"]
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    program = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
    with piped() as (reader, writer):
        pipe = stdio_client(program, errlog=writer)
        async with Client(pipe, mode="legacy", message_handler=heard) as client:
            reader.close()
            writer.close()
            assert NEW.name not in await names(client)
            replace(catalog, [*pets.TOOLS, NEW])
            with anyio.fail_after(30):
                await told.wait()
            assert NEW.name in await names(client)


# -- in this process ----------------------------------------------------------------------------------------


async def never(seconds: float) -> None:
    await anyio.sleep_forever()


class Watched:
    """A server that looks at its files when it is told to."""

    def __init__(
        self,
        catalog: Path,
        base_url: str | None = None,
        options: ServeOptions | None = None,
        package: str | None = None,
    ) -> None:
        self.said: list[str] = []
        self.events: list[type] = []
        self.options = (options or ServeOptions())._replace(reload=True)

        def build(catalog: Catalog, lasting: Lasting) -> CatalogServer:
            self.lasting = lasting
            return create_server(catalog, self.options, base_url=base_url, lasting=lasting)

        source = opened(catalog, package)
        self._reloader = Reloader(source, package, build, self.said.append, sleep=never)
        self.server = self._reloader.server
        self.lasting.bus.subscribe(lambda event: self.events.append(type(event)))

    async def look(self) -> str:
        """Return what was said."""
        self.said.clear()
        await self._reloader.look()
        return "\n".join(self.said)


@pytest.mark.parametrize("era", ERAS)
async def test_a_call_under_way_ends_with_the_catalog_that_it_began_with(era: str, tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    api, answer = SilentAPI(), anyio.Event()
    paths: list[bytes] = []

    async def late(reader: Any, writer: Any) -> None:
        paths.append((await reader.readuntil(b"\r\n\r\n")).split()[1])
        api.asked.set()
        await answer.wait()
        writer.write(b'HTTP/1.1 200 X\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n{"a":1}')
        writer.close()

    api.serve = late  # type: ignore[method-assign]
    results: list[Any] = []
    async with api.running() as url:
        watched = Watched(catalog, url)
        async with Client(watched.server, mode=era) as client, anyio.create_task_group() as tasks:

            async def call() -> None:
                results.append(await client.call_tool("pets_get", {"id": 1}))

            tasks.start_soon(call)
            with anyio.fail_after(10):
                await api.asked.wait()
            moved = [
                pets.Tool(**{**vars(tool), "key": "GET /animals/{id}"}) if tool.name == "pets_get" else tool
                for tool in pets.TOOLS
            ]
            replace(catalog, moved)
            assert "reloaded: 5 tools" in await watched.look()
            answer.set()
            with anyio.fail_after(10):
                while not results:
                    await anyio.lowlevel.checkpoint()
            await client.call_tool("pets_get", {"id": 2})
    assert results[0].structured_content == {"a": 1}
    assert paths == [b"/pets/1", b"/animals/2"]


@pytest.mark.parametrize("era", ERAS)
async def test_a_list_that_was_begun_is_read_to_its_end(era: str, tmp_path: Path) -> None:
    tools = pets.many(1500)
    catalog = pets.write_catalog(tmp_path / "catalog.json", tools)
    watched = Watched(catalog, options=ServeOptions(tools_mode="all"))
    async with Client(watched.server, mode=era) as client:
        first = await client.list_tools()
        assert first.next_cursor
        replace(catalog, tools[:3])
        await watched.look()
        read = [tool.name for tool in first.tools]
        cursor: str | None = first.next_cursor
        while cursor:
            page = await client.list_tools(cursor=cursor)
            read += [tool.name for tool in page.tools]
            cursor = page.next_cursor
        assert read == sorted(tool.name for tool in tools)
        assert await names(client) == [tool.name for tool in tools[:3]]
        for count in range(4, 9):  # so many lists later it is forgotten
            replace(catalog, tools[:count])
            await watched.look()
        with pytest.raises(MCPError, match="Invalid cursor"):
            await client.list_tools(cursor=first.next_cursor)


async def test_only_what_changed_is_announced(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    watched = Watched(catalog)
    replace(catalog, pets.TOOLS)
    assert await watched.look() == "", "the same bytes in another file are no change"
    pets.write_catalog(catalog, pets.TOOLS, servers=[{"url": "http://127.0.0.1:10"}])
    assert await watched.look() == "reloaded: 5 tools"
    assert watched.events == [], "the list is as it was"
    replace(catalog, [*pets.TOOLS[1:], NEW])
    assert await watched.look() == "reloaded: 5 tools, 1 new, 1 gone"
    assert watched.events == [ToolsListChanged]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"", "not a catalog"),
        (b'{"catalog":1,\n', "has no section"),
        (b'{"catalog":7,\n', "not a catalog of format 1"),
        (b"<<<<<<< HEAD\n", "not a catalog"),
    ],
)
async def test_what_is_no_catalog_is_not_served(broken: bytes, reason: str, tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    watched = Watched(catalog)
    catalog.write_bytes(broken)  # into the file that is served, which a mapped one would not survive
    told = await watched.look()
    assert told.startswith("not reloaded, what was served before still is:")
    assert reason in told
    async with Client(watched.server) as client:
        assert len(await names(client)) == 5


async def test_every_record_is_read_before_it_is_served(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    whole = catalog.read_bytes()
    watched = Watched(catalog)
    for old, new in (
        (b'"name":"pets_get","title"', b'"name":"pets_got","title"'),
        (b'"GET /photos/{id}":{', b'"GET /photos":{'),
        (b'"in":"path"', b'"on":"path"'),
        (b'"type":"object","properties":{"pet"', b'"type":"array","properties":{"pet"'),
        (whole[-300:], b""),
    ):
        assert old in whole
        replace(catalog, data=whole.replace(old, new, 1))
        assert "damaged" in await watched.look(), new
    catalog.unlink()
    assert "cannot read" in await watched.look()
    replace(catalog, data=whole)
    assert await watched.look() == "", "it is what is served"


async def test_a_catalog_without_a_tool_that_was_asked_for_is_not_served(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    watched = Watched(catalog, options=ServeOptions(tools=("pets_get",)))
    replace(catalog, [tool for tool in pets.TOOLS if tool.name != "pets_get"])
    assert "pets_get" in await watched.look()
    async with Client(watched.server) as client:
        assert await names(client) == ["pets_get"]


async def test_new_clients_hear_the_new_instructions_and_version(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    watched = Watched(catalog)
    async with listening(watched.server) as url:
        for mode in ("legacy", "auto"):
            async with Client(url, mode=mode) as client:
                assert client.server_info.version == "1.2.3" and "Sells pets" in client.instructions
        pets.write_catalog(catalog, pets.TOOLS, version="2.0.0", description="Sells fish.")
        await watched.look()
        for mode in ("legacy", "auto"):
            async with Client(url, mode=mode) as client:
                assert client.server_info.version == "2.0.0" and "Sells fish" in client.instructions


async def test_only_a_server_that_reloads_promises_to_tell_of_changes(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    for server, changing, ttl in (
        (create_server(Catalog(catalog)), False, 300_000),
        (Watched(catalog).server, True, 0),
    ):
        handshake = (await wire.answers_of(server, [initialize("2025-11-25"), INITIALIZED]))[0]
        assert handshake["result"]["capabilities"] == {"tools": {"listChanged": changing}}
        asked = [modern(1, "server/discover"), modern(2, "tools/list")]
        discovered, listed = await wire.answers_of(server, asked)
        assert discovered["result"]["capabilities"]["tools"] == {"listChanged": changing}
        assert discovered["result"]["ttlMs"] == listed["result"]["ttlMs"] == ttl


# -- extensions ---------------------------------------------------------------------------------------------

EXTENSION = """
from .words import GREETING

def extend(extension):
    @extension.tool("greet", description="Greets.", read_only=True)
    async def greet(context, arguments):
        return GREETING
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that Python can import, with an extension that uses another module of it."""
    folder = tmp_path / "shop_api"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "words.py").write_text("GREETING = 'hello'\n")
    (folder / "extensions.py").write_text(EXTENSION)
    pets.write_catalog(folder / "catalog.json", pets.TOOLS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # what is compiled could be taken for new
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "shop_api"]:
        del sys.modules[name]


def watched_shop(shop: Path) -> Watched:
    return Watched(shop / "catalog.json", package="shop_api")


async def said_by(client: Client, tool: str) -> str:
    return "".join(block.text for block in (await client.call_tool(tool, {})).content)


@pytest.mark.parametrize("era", ERAS)
async def test_modules_that_the_extension_uses_are_read_again(era: str, shop: Path) -> None:
    watched = watched_shop(shop)
    async with Client(watched.server, mode=era) as client:
        assert await said_by(client, "greet") == "hello"
        before = (shop / "words.py").stat()
        (shop / "words.py").write_text("GREETING = 'howdy'\n")  # as long, and as old
        os.utime(shop / "words.py", ns=(before.st_atime_ns, before.st_mtime_ns))
        assert await watched.look() == "reloaded: 6 tools"
        assert await said_by(client, "greet") == "howdy"
        assert watched.events == []


async def test_an_extension_that_fails_is_told_with_its_line_and_the_old_one_stays(shop: Path) -> None:
    late = EXTENSION.replace("return GREETING", "from .words import GREETING as late; return late")
    (shop / "extensions.py").write_text(late)
    watched = watched_shop(shop)
    (shop / "words.py").write_text("GREETING = 'howdy'\n")
    for broken, line, reason in (
        ("def extend(extension):\n    extension.hide('pets_lost')\n", 2, "there is no tool `pets_lost`"),
        ("def extend(\n", 1, "SyntaxError"),
        ("import sys\nsys.exit(3)\n", 2, "SystemExit"),
        ("from .words import FAREWELL\n", 1, "ImportError"),
    ):
        (shop / "extensions.py").write_text(broken)
        told = await watched.look()
        assert told.startswith("not reloaded") and reason in told, told
        assert "SystemExit" in told or f"extensions.py:{line}:" in told
        async with Client(watched.server) as client:
            assert await said_by(client, "greet") == "hello", "modules are as they were, too"
    (shop / "extensions.py").write_text(late)
    (shop / "words.py").write_text("GREETING = 'hello'\n")
    assert await watched.look() == "", "it is what is served"


async def test_an_extension_may_come_and_go(shop: Path) -> None:
    text = (
        EXTENSION
        + """
    @extension.prompt("advise")
    async def advise(context, arguments):
        return "Buy."

    @extension.resource("shop://hours")
    async def hours(context):
        return "Always."
"""
    )
    (shop / "extensions.py").unlink()
    watched = watched_shop(shop)
    async with listening(watched.server) as url:
        async with Client(url) as client:
            assert "greet" not in await names(client)
            (shop / "extensions.py").write_text(text)
            assert await watched.look() == "reloaded: 6 tools, 1 new"
            assert set(watched.events) == {ToolsListChanged, PromptsListChanged, ResourcesListChanged}
            assert await said_by(client, "greet") == "hello"
            assert [each.name for each in (await client.list_prompts()).prompts] == ["advise"]
        async with Client(url) as client:
            assert client.server_capabilities.prompts is not None
            assert (await client.read_resource("shop://hours")).contents[0].text == "Always."
            (shop / "extensions.py").unlink()
            assert await watched.look() == "reloaded: 5 tools, 1 gone"
            assert "greet" not in await names(client)
        async with Client(url) as client:
            assert client.server_capabilities.prompts is None


@pytest.mark.parametrize("era", ERAS)
async def test_a_question_that_was_asked_before_is_answered_after(era: str, shop: Path) -> None:
    (shop / "extensions.py").write_text(
        """
def extend(extension):
    @extension.tool("order", description="Orders.")
    async def order(context, arguments):
        form = {"type": "object", "properties": {"sure": {"type": "boolean"}}}
        said = await context.elicit("Sure?", form)
        return f"ordered: {said.values['sure']}"
"""
    )
    watched = watched_shop(shop)

    async def answer(context: Any, params: Any) -> Any:
        replace(shop / "catalog.json", [*pets.TOOLS, NEW])
        assert await watched.look() == "reloaded: 7 tools, 1 new"
        return types.ElicitResult(action="accept", content={"sure": True})

    async with Client(watched.server, mode=era, elicitation_callback=answer) as client:
        assert await said_by(client, "order") == "ordered: True"


# -- files --------------------------------------------------------------------------------------------------


def test_files_are_read_once_they_stand_still(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    files = PackageFiles(str(catalog), None)
    assert [files.changed() for _ in range(3)] == [False, True, False]
    catalog.write_bytes(b"{")
    assert not files.changed()
    catalog.write_bytes(b"{}")
    assert [files.changed() for _ in range(3)] == [False, True, False]
    catalog.unlink()
    assert not files.changed()
    pets.write_catalog(catalog, pets.TOOLS[:2])
    assert [files.changed() for _ in range(3)] == [False, True, False]


async def test_a_program_with_a_server_of_its_own_says_that_it_cannot_reload(tmp_path: Path) -> None:
    catalog = pets.write_catalog(tmp_path / "catalog.json", pets.TOOLS)
    program = PROGRAM.replace("sys.argv[2:]", "sys.argv[2:], build=print")
    done = subprocess.run(
        [sys.executable, "-c", program, str(catalog), "--reload"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"error: --reload: ")
