from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pets
import pytest

from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.server import create_server
from mcp import Client

pytestmark = pytest.mark.anyio
DISCOVERY = ServeOptions(tools_mode="discovery")


class Agent:
    def __init__(
        self, folder: Path, url: str | None = None, options: ServeOptions = DISCOVERY, **more: Any
    ) -> None:
        self._server = create_server(pets.catalog(folder, **more), options, base_url=url)

    async def tools(self) -> dict[str, Any]:
        async with Client(self._server) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    async def call(self, name: str, /, **arguments: Any) -> Any:
        async with Client(self._server) as client:
            return await client.call_tool(name, arguments)

    async def text(self, name: str, /, **arguments: Any) -> str:
        return "\n".join(block.text for block in (await self.call(name, **arguments)).content)


async def test_five_tools_stand_for_many_with_honest_hints(tmp_path: Path) -> None:
    tools = await Agent(tmp_path, options=ServeOptions(), tools=pets.many(61)).tools()
    hints = {
        name: (tool.title, tool.annotations.read_only_hint, tool.annotations.destructive_hint)
        for name, tool in tools.items()
    }
    assert hints == {
        "search_tools": ("Search tools", True, False),
        "describe_tools": ("Describe tools", True, False),
        "call_read": ("Call a reading tool", True, False),
        "call_write": ("Call a writing tool", False, False),
        "call_destructive": ("Call a destructive tool", False, True),
    }
    assert all(tool.annotations.open_world_hint is not None for tool in tools.values())


async def test_a_read_only_server_has_no_tool_that_writes(tmp_path: Path) -> None:
    agent = Agent(tmp_path, options=DISCOVERY._replace(read_only=True))
    assert set(await agent.tools()) == {"search_tools", "describe_tools", "call_read"}
    assert "orders_create" not in await agent.text("search_tools", query="create order")
    assert "Unknown tool 'orders_create'" in await agent.text("call_read", name="orders_create")


async def test_search_describe_and_call_lead_to_the_answer(tmp_path: Path, upstream: pets.Upstream) -> None:
    agent = Agent(tmp_path, upstream.url)
    found = json.loads(await agent.text("search_tools", query="buy a pet", limit=2))["tools"]
    assert found[0] == {"name": "orders_create", "description": "Buy a pet.", "effect": "write"}
    assert len(found) <= 2
    (described,) = json.loads(await agent.text("describe_tools", names=["orders_create"]))["tools"]
    assert described["call_with"] == "call_write"
    assert described["inputSchema"]["required"] == ["pet"]
    assert (
        await agent.text("call_write", name="orders_create", arguments={"pet": 1}, fields=["ok"])
        == '{"ok":true}'
    )
    assert upstream.asked == [("POST", "/orders", b'{"pet":1}')]


@pytest.mark.parametrize(
    ("caller", "tool", "right"),
    [
        ("call_read", "orders_create", "call_write"),
        ("call_read", "pets_delete", "call_destructive"),
        ("call_write", "pets_delete", "call_destructive"),
        ("call_destructive", "pets_list", "call_read"),
    ],
)
async def test_a_call_of_the_wrong_effect_names_the_right_one(
    caller: str, tool: str, right: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    said = await Agent(tmp_path, upstream.url).text(caller, name=tool, arguments={"id": 1, "pet": 1})
    assert said.endswith(f"call it with {right}.")
    assert upstream.asked == []


async def test_a_hidden_tool_can_be_called_by_its_name(tmp_path: Path, upstream: pets.Upstream) -> None:
    assert await Agent(tmp_path, upstream.url).text("pets_get", id=1) == '{"ok":true}'


async def test_search_is_restricted_to_toolset_and_effect(tmp_path: Path) -> None:
    agent = Agent(tmp_path)
    found = json.loads(await agent.text("search_tools", query="pet", toolset="pets", effect="read"))["tools"]
    assert {tool["name"] for tool in found} == {"pets_get", "pets_list"}
    assert "did you mean `pets`?" in await agent.text("search_tools", query="pet", toolset="pet")


async def test_unknown_names_are_answered_with_near_ones(tmp_path: Path) -> None:
    agent = Agent(tmp_path)
    assert "did you mean `pets_list`" in await agent.text("call_read", name="pet_list")
    assert "'nothing'" in await agent.text("describe_tools", names=["pets_get", "nothing"])
    assert "No tool matches" in await agent.text("search_tools", query="xylophone")
    assert "`query`: is required (string)" in await agent.text("search_tools")


async def test_an_api_tool_named_like_ours_is_still_reached(tmp_path: Path, upstream: pets.Upstream) -> None:
    theirs = pets.Tool(name="search_tools", key="GET /tools", toolset="t", effect="read", properties={})
    agent = Agent(tmp_path, upstream.url, DISCOVERY._replace(tools=("search_tools",)), tools=[theirs])
    assert (await agent.tools())["search_tools"].title == "Search tools"
    await agent.text("call_read", name="search_tools")
    assert upstream.asked == [("GET", "/tools", b"")]
