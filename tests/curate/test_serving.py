"""A server of a curated document, asked by a real client and asking a real API."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from integen.catalog.write import catalog_text
from integen.kit.catalog import Catalog
from integen.kit.mcp.extended import ExtendedCatalog
from integen.kit.mcp.extension import Extension
from integen.kit.mcp.filters import FilterError, ServeOptions, selected
from integen.kit.mcp.server import create_server
from integen.plan.names import Names
from mcp import Client

from .apis import document, operation, plan_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=["legacy", "2026-07-28"])
def era(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def api() -> Iterator[str]:
    """Return the URL of an API that answers with the target of each request."""

    class Echo(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"target": self.path}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


REGION = {"name": "region", "in": "query", "required": True, "schema": {"type": "string"}}
LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer"}}


def pets(name: str | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "arguments": {"region": {"hidden": True, "value": "eu"}, "limit": {"name": "most"}}
    }
    told |= {"name": name} if name else {}
    get = operation(operationId="pets/list", parameters=[REGION, LIMIT], **{"x-mcp": told})
    return document({"/pets": {"get": get}}, **{"x-mcp-instructions": "Pets are animals."})


def catalog(folder: Path, *documents: dict[str, Any]) -> Catalog:
    """Return the catalog of the last document, made after the others with the same lock."""
    names = Names()
    plans = [plan_of(each, names=names) for each in documents]
    (folder / "catalog.json").write_bytes(catalog_text(plans[-1].catalog))
    return Catalog(folder / "catalog.json")


@asynccontextmanager
async def client(catalog: Catalog, era: str, url: str, **options: Any) -> AsyncIterator[Client]:
    server = create_server(catalog, ServeOptions(**options), base_url=url)
    async with Client(server, mode=era) as connected:
        yield connected


def texts(result: Any) -> list[str]:
    return [block.text for block in result.content]


async def test_hidden_and_renamed_arguments_arrive_at_the_api(tmp_path: Path, era: str, api: str) -> None:
    async with client(catalog(tmp_path, pets(None)), era, api) as mcp:
        (tool,) = (await mcp.list_tools()).tools
        assert list(tool.input_schema["properties"]) == ["most"]
        result = await mcp.call_tool("pets_list", {"most": 3})
        assert json.loads(texts(result)[0]) == {"target": "/pets?region=eu&limit=3"}
        refused = await mcp.call_tool("pets_list", {"region": "us"})
        assert refused.is_error
        assert "nothing was sent" in texts(refused)[0]


async def test_the_old_name_of_a_tool_works_and_says_the_new_one(tmp_path: Path, era: str, api: str) -> None:
    made = catalog(tmp_path, pets(None), pets("find_pets"))
    async with client(made, era, api) as mcp:
        assert [tool.name for tool in (await mcp.list_tools()).tools] == ["find_pets"]
        answer, note = texts(await mcp.call_tool("pets_list", {"most": 1}))
        assert json.loads(answer) == {"target": "/pets?region=eu&limit=1"}
        assert note == "[pets_list is now called find_pets: use that name from now on.]"
        assert len(texts(await mcp.call_tool("find_pets", {}))) == 1
        failed = texts(await mcp.call_tool("pets_list", {"mots": 1}))
        assert "find_pets" in failed[0]
        assert failed[-1].startswith("[pets_list is now called find_pets")


async def test_the_old_name_works_behind_the_search_too(tmp_path: Path, era: str, api: str) -> None:
    made = catalog(tmp_path, pets(None), pets("find_pets"))
    async with client(made, era, api, tools_mode="discovery") as mcp:
        described = await mcp.call_tool("describe_tools", {"names": ["pets_list"]})
        assert json.loads(texts(described)[0])["tools"][0]["name"] == "find_pets"
        called = texts(await mcp.call_tool("call_read", {"name": "pets_list", "arguments": {}}))
        assert json.loads(called[0]) == {"target": "/pets?region=eu"}
        assert called[1].startswith("[pets_list is now called find_pets")


async def test_instructions_come_before_what_servers_always_say(tmp_path: Path, api: str) -> None:
    async with client(catalog(tmp_path, pets(None)), "legacy", api) as mcp:
        told = mcp.instructions or ""
    assert told.startswith("Pets\n\nPets are animals.\n\n")
    assert "_fields" in told


async def test_long_instructions_leave_room_for_the_rest(tmp_path: Path, api: str) -> None:
    value = {**pets(None), "x-mcp-instructions": "word " * 800}
    async with client(catalog(tmp_path, value), "legacy", api, tools_mode="discovery") as mcp:
        told = mcp.instructions or ""
    assert len(told.encode()) <= 2000
    assert "word..." in told
    assert "search_tools" in told


def many(count: int) -> dict[str, Any]:
    paths: dict[str, Any] = {f"/p{at:03}": {"get": operation(operationId=f"p{at:03}")} for at in range(count)}
    paths["/p050"]["get"]["x-mcp"] = {"priority": 1}
    paths["/p070"]["get"]["x-mcp"] = {"priority": 9, "toolsets": ["x", "y"]}
    return document(paths)


async def test_what_has_priority_is_listed_beside_the_search(tmp_path: Path, era: str, api: str) -> None:
    async with client(catalog(tmp_path, many(80)), era, api) as mcp:
        listed = [tool.name for tool in (await mcp.list_tools()).tools]
    assert listed[0] == "search_tools"
    assert listed[-2:] == ["p070", "p050"]
    assert len(listed) == 7


@pytest.fixture
def renamed(tmp_path: Path) -> Catalog:
    return catalog(tmp_path, pets(None), pets("find_pets"))


def test_filters_take_old_names(renamed: Catalog) -> None:
    assert selected(renamed, ServeOptions(tools=("pets_list",))).listed == ("find_pets",)
    assert selected(renamed, ServeOptions(exclude_tools=("pets_list",))).listed == ()
    with pytest.raises(FilterError, match="pets_lost"):
        selected(renamed, ServeOptions(tools=("pets_lost",)))


def test_a_tool_is_in_all_of_its_toolsets(tmp_path: Path) -> None:
    made = catalog(tmp_path, many(80))
    assert selected(made, ServeOptions(toolsets=("y",))).listed == ("p070",)
    assert selected(made, ServeOptions(toolsets=("x",))).listed == ("p070",)


def test_extensions_rename_and_hide_what_old_names_lead_to(renamed: Catalog) -> None:
    extension = Extension(renamed.index())
    extension.rename("find_pets", "pets_search")
    assert ExtendedCatalog(renamed.path, extension).aliases == {"pets_list": "pets_search"}
    hidden = Extension(renamed.index())
    hidden.hide("find_pets")
    assert ExtendedCatalog(renamed.path, hidden).aliases == {}
