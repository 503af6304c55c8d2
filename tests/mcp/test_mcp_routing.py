"""`x-mcp-header`: the argument that a client repeats in a header, so that a gateway can route by it."""

from __future__ import annotations

from pathlib import Path

import mcp_wire as wire
import pets
import pytest
from mcp.server.lowlevel import Server
from mcp_types import HEADER_MISMATCH
from test_mcp_sessions import listening

from integen.kit import http
from integen.kit.mcp.server import create_server
from mcp import Client

pytestmark = pytest.mark.anyio


@pytest.fixture
def server(tmp_path: Path, upstream: pets.Upstream) -> Server[None]:
    tool = pets.Tool(
        name="pets_list",
        key="GET /pets",
        toolset="pets",
        effect="read",
        properties={"region": {"type": "string", "x-mcp-header": "Region"}},
        record=pets.query("region"),
    )
    return create_server(pets.catalog(tmp_path, [tool]), base_url=upstream.url)


@pytest.mark.parametrize("era", ["legacy", "2026-07-28"])
async def test_clients_of_both_eras_call_a_tool_with_a_marked_argument(
    era: str, server: Server[None], upstream: pets.Upstream
) -> None:
    async with listening(server) as url, Client(url, mode=era) as client:
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == ["pets_list"]
        assert not (await client.call_tool("pets_list", {"region": "eu north"})).is_error
    assert upstream.asked[0][1] == "/pets?region=eu%20north"


@pytest.mark.parametrize(
    ("sent", "refused"), [({"mcp-param-region": "eu"}, False), ({"mcp-param-region": "us"}, True), ({}, True)]
)
async def test_a_header_that_says_something_else_is_refused_before_the_api_is_asked(
    sent: dict[str, str], refused: bool, server: Server[None], upstream: pets.Upstream
) -> None:
    call = wire.modern(1, "tools/call", name="pets_list", arguments={"region": "eu"})
    headers = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": "tools/call",
        "mcp-name": "pets_list",
        **sent,
    }
    async with listening(server) as url, http.AsyncClient() as client:
        answer = (await client.post(url, json=call, headers=headers)).json()
    assert (answer.get("error", {}).get("code") == HEADER_MISMATCH) is refused
    assert len(upstream.asked) == (0 if refused else 1)
