"""The server behind the SDK's own client, in memory, in both eras of the protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pets
import pytest
from mcp.server.subscriptions import InMemorySubscriptionBus, ToolsListChanged
from pets import Answer

from integen.kit.mcp.calls import CallTool
from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.results import text_result
from integen.kit.mcp.server import create_server
from mcp import Client, MCPError

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["legacy", "2026-07-28"])
def era(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@asynccontextmanager
async def client(
    folder: Path,
    era: str,
    upstream: pets.Upstream | None = None,
    tools: list[pets.Tool] | None = None,
    **more: Any,
) -> AsyncIterator[Client]:
    catalog = pets.catalog(folder, tools)
    if upstream is not None:
        more["base_url"] = upstream.url
    server = create_server(catalog, **more)
    async with Client(server, mode=era) as connected:
        yield connected


def text(result: Any) -> str:
    return "\n".join(block.text for block in result.content)


async def test_tools_are_listed_as_the_catalog_has_them(era: str, tmp_path: Path) -> None:
    async with client(tmp_path, era) as mcp:
        tools = (await mcp.list_tools()).tools
    wire = [tool.model_dump(by_alias=True, exclude_none=True) for tool in tools]
    assert wire == [tool.wire for tool in sorted(pets.TOOLS, key=lambda tool: tool.name)]


async def test_pages_bring_every_tool_once(era: str, tmp_path: Path) -> None:
    async with client(tmp_path, era, tools=pets.many(1223), options=ServeOptions(tools_mode="all")) as mcp:
        names: list[str] = []
        page = await mcp.list_tools()
        names += [tool.name for tool in page.tools]
        while page.next_cursor:
            page = await mcp.list_tools(cursor=page.next_cursor)
            names += [tool.name for tool in page.tools]
        assert names == [f"things_{n:05}" for n in range(1223)]
        with pytest.raises(MCPError) as error:
            await mcp.list_tools(cursor="99")
    assert error.value.error.code == -32602


async def test_a_call_reaches_the_api_and_brings_its_answer(
    era: str, tmp_path: Path, upstream: pets.Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PETS_TOKEN", "sesame")
    upstream.answer = Answer.json({"id": 7, "pet": 3})
    async with client(tmp_path, era, upstream) as mcp:
        result = await mcp.call_tool("orders_create", {"pet": "3", "labels": '["gift"]'})
    assert upstream.asked == [("POST", "/orders", b'{"pet":3,"labels":["gift"]}')]
    assert upstream.headers[0]["authorization"] == "Bearer sesame"
    assert text(result) == '{"id":7,"pet":3}'
    assert result.structured_content == {"id": 7, "pet": 3}
    assert not result.is_error


async def test_wrong_arguments_never_reach_the_api(era: str, tmp_path: Path, upstream: pets.Upstream) -> None:
    async with client(tmp_path, era, upstream) as mcp:
        result = await mcp.call_tool("pets_list", {"limit": 1000, "stat": "sold"})
    assert upstream.asked == []
    assert result.is_error and result.structured_content is None
    assert "`limit`: must be at most 100" in text(result)
    assert "`stat`: is not an argument: did you mean `state`?" in text(result)


async def test_every_tool_takes_fields(era: str, tmp_path: Path, upstream: pets.Upstream) -> None:
    upstream.answer = Answer.json({"items": [{"id": 1, "name": "a"}], "total": 1})
    async with client(tmp_path, era, upstream) as mcp:
        result = await mcp.call_tool("pets_list", {"limit": 1, "_fields": ["items.id"]})
    assert text(result) == '{"items":[{"id":1}]}'
    assert upstream.asked == [("GET", "/pets?limit=1", b"")]


async def test_an_unknown_tool_is_a_protocol_error(era: str, tmp_path: Path) -> None:
    async with client(tmp_path, era) as mcp:
        with pytest.raises(MCPError) as error:
            await mcp.call_tool("pets_steal", {})
    assert (error.value.error.code, error.value.error.message) == (-32602, "Unknown tool: pets_steal")


@pytest.mark.parametrize(
    "options",
    [
        ServeOptions(read_only=True),
        ServeOptions(exclude_tools=("pets_delete",)),
        ServeOptions(toolsets=("photos",)),
    ],
)
async def test_a_tool_that_is_filtered_out_cannot_be_called(
    options: ServeOptions, era: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    async with client(tmp_path, era, upstream, options=options) as mcp:
        with pytest.raises(MCPError, match="Unknown tool"):
            await mcp.call_tool("pets_delete", {"id": 1})
    assert upstream.asked == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer.json({"message": "No such pet"}, 404), "404 Not Found: No such pet\nCheck the identifiers."),
        (Answer.json({"error": {"message": "Bad token"}}, 401), "PETS_TOKEN"),
        (
            Answer.json({"error": "forbidden"}, 403),
            "403 Forbidden: forbidden\nNot permitted: the credential may lack",
        ),
        (
            Answer.json({"detail": [{"loc": ["x"], "msg": "too long"}]}, 422),
            '[{"loc":["x"],"msg":"too long"}]',
        ),
        (Answer(500, b"<html>oops</html>", {"content-type": "text/html"}), "500 Internal Server Error"),
        (Answer.json({"message": "x"}, 400, **{"x-request-id": "abc-1"}), "Request id: abc-1"),
    ],
)
async def test_a_refusal_of_the_api_says_what_to_do(
    answer: Answer, said: str, era: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = answer
    async with client(tmp_path, era, upstream) as mcp:
        result = await mcp.call_tool("orders_create", {"pet": 1})
    assert result.is_error and result.structured_content is None
    assert said in text(result)


async def test_an_api_that_is_not_there_is_a_result(era: str, tmp_path: Path) -> None:
    async with client(tmp_path, era, base_url="http://127.0.0.1:1") as mcp:
        result = await mcp.call_tool("orders_create", {"pet": 1})
    assert result.is_error
    assert text(result).startswith("The API cannot be reached")


async def test_an_exception_of_ours_does_not_reach_the_client(era: str, tmp_path: Path) -> None:
    class Broken:
        async def call(self, operation: Any, arguments: Any) -> Any:
            raise RuntimeError("/etc/secret sesame")

        def raise_for_status(self, operation: Any, response: Any) -> None: ...

    async with client(tmp_path, era, caller=Broken()) as mcp:
        result = await mcp.call_tool("pets_list", {})
    assert result.is_error
    assert text(result) == "pets_list failed inside this server; its log has the reason."


async def test_cancelling_a_call_gives_up_the_request(
    era: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    reached, gone = threading.Event(), anyio.Event()

    class Slow:
        async def call(self, operation: Any, arguments: Any) -> Any:
            reached.set()
            try:
                await anyio.sleep_forever()
            finally:
                gone.set()

        def raise_for_status(self, operation: Any, response: Any) -> None: ...

    async with client(tmp_path, era, caller=Slow()) as mcp, anyio.create_task_group() as tasks:
        tasks.start_soon(mcp.call_tool, "pets_list", {})
        while not reached.is_set():
            await anyio.lowlevel.checkpoint()
        tasks.cancel_scope.cancel()
        with anyio.CancelScope(shield=True), anyio.fail_after(5):
            await gone.wait()
    assert gone.is_set()


async def test_clients_of_2026_are_told_that_the_tools_have_changed(tmp_path: Path) -> None:
    bus = InMemorySubscriptionBus()
    async with (
        client(tmp_path, "2026-07-28", bus=bus) as mcp,
        mcp.listen(tools_list_changed=True) as events,
    ):
        await bus.publish(ToolsListChanged())
        with anyio.fail_after(5):
            async for event in events:
                assert isinstance(event, ToolsListChanged)
                break


async def test_a_hook_sees_and_replaces_every_call(era: str, tmp_path: Path, upstream: pets.Upstream) -> None:
    seen: list[tuple[str, dict[str, Any]]] = []

    def wrap(call: CallTool) -> CallTool:
        async def wrapped(name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
            seen.append((name, dict(arguments)))
            if name == "pets_delete":
                return text_result("kept")
            return await call(name, {**arguments, "limit": 1})

        return wrapped

    options = ServeOptions(tools_mode="discovery")
    async with client(tmp_path, era, upstream, wrap=wrap, options=options) as mcp:
        assert text(await mcp.call_tool("pets_delete", {"id": 1})) == "kept"
        await mcp.call_tool("call_read", {"name": "pets_list", "arguments": {"page": 2}})
    assert seen == [("pets_delete", {"id": 1}), ("pets_list", {"page": 2})]
    assert upstream.asked == [("GET", "/pets?limit=1&page=2", b"")]


async def test_a_long_answer_is_cut_to_the_budget_of_the_options(
    era: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = Answer.json([{"id": n} for n in range(5_000)])
    async with client(tmp_path, era, upstream, options=ServeOptions(max_result_chars=1_000)) as mcp:
        result = await mcp.call_tool("pets_list", {})
    assert len(result.content[0].text) <= 1_000
    assert json.loads(result.content[0].text)[0] == {"id": 0}
    assert "`page`" in result.content[1].text or "`limit`" in result.content[1].text


async def test_one_server_serves_one_client_after_the_other(
    era: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    server = create_server(pets.catalog(tmp_path), base_url=upstream.url)
    for _ in range(2):
        async with Client(server, mode=era) as mcp:
            assert not (await mcp.call_tool("pets_get", {"id": 1})).is_error
    assert len(upstream.asked) == 2
