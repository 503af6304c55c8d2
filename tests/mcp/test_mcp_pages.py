"""`_max_items` and `_cursor`: the server follows the pages, and goes on where it stopped."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pets
import pytest
from test_mcp_sessions import listening

from integen.kit.callers import AsyncCaller
from integen.kit.mcp.calls import CallTool
from integen.kit.mcp.command import parse
from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.server import create_server
from integen.kit.options import Settings
from mcp import Client

PAGES = {"kind": "page", "parameter": "page", "size": "limit", "items": ["items"]}
LINKS = {"kind": "url", "items": ["items"], "next": ["next"]}
SIZE = 10


def tool(name: str, pagination: dict[str, Any]) -> pets.Tool:
    return pets.Tool(
        name=name,
        key=f"GET /{name}",
        toolset="pets",
        effect="read",
        properties={"limit": {"type": "integer"}, "page": {"type": "integer"}, "next": {"type": "string"}},
        record={**pets.query("limit", "page", "next"), "pagination": pagination},
    )


TOOLS = [tool("pets_list", PAGES), tool("pets_walk", LINKS)]


def shop(count: int) -> Callable[[str, str], pets.Answer]:
    """A server with so many pets, ten a page, that knows page numbers and links."""

    def answer(method: str, path: str) -> pets.Answer:
        page = int(parse_qs(urlsplit(path).query).get("page", ["1"])[0])
        items = [{"id": n, "name": f"pet {n}"} for n in range(count)][(page - 1) * SIZE : page * SIZE]
        more = page * SIZE < count
        return pets.Answer.json({"items": items, "next": f"?page={page + 1}" if more else None})

    return answer


Call = Callable[..., Any]


@pytest.fixture
def call(tmp_path: Path, upstream: pets.Upstream) -> Call:
    server: list[Any] = []
    catalog = pets.catalog(tmp_path, TOOLS)
    caller = AsyncCaller(catalog, settings=Settings(base_url=upstream.url))

    async def run(name: str, arguments: dict[str, Any], **options: Any) -> Any:
        if not server:
            server.append(create_server(catalog, ServeOptions(**options), caller=caller))
        async with Client(server[0]) as client:
            return await client.call_tool(name, arguments)

    return run


def ids(result: Any) -> list[int]:
    return [item["id"] for item in json.loads(result.content[0].text)]


def cursor_of(result: Any) -> str | None:
    found = re.search(r'`_cursor`: "([\w.-]+)"', "\n".join(block.text for block in result.content[1:]))
    return found[1] if found else None


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["pets_list", "pets_walk"])
async def test_pages_are_followed_and_a_cursor_goes_on_in_the_midst_of_one(
    name: str, call: Call, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(37)
    first = await call(name, {"_max_items": 25})
    assert ids(first) == list(range(25))
    assert first.structured_content[24] == {"id": 24, "name": "pet 24"}
    assert len(upstream.asked) == 3
    second = await call(name, {"_max_items": 25, "_cursor": cursor_of(first)})
    assert ids(second) == list(range(25, 37))
    assert cursor_of(second) is None
    assert "page=3" in upstream.asked[3][1]


@pytest.mark.anyio
async def test_without_either_argument_a_page_is_answered_as_it_is(
    call: Call, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(37)
    page = await call("pets_list", {})
    assert len(page.structured_content["items"]) == SIZE
    assert len(upstream.asked) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("count", [0, 10, 20])
async def test_the_end_has_no_cursor_wherever_it_falls(
    count: int, call: Call, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(count)
    everything = await call("pets_walk", {"_max_items": 20})
    assert ids(everything) == list(range(count))
    assert cursor_of(everything) is None


@pytest.mark.anyio
async def test_what_does_not_fit_is_left_whole_for_the_next_call(call: Call, upstream: pets.Upstream) -> None:
    upstream.answer = shop(60)
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        more = {"_cursor": cursor} if cursor else {}
        result = await call("pets_list", {"_max_items": 60, **more}, max_result_chars=500)
        assert len(result.content[0].text) <= 500
        assert ids(result)
        seen += ids(result)
        cursor = cursor_of(result)
    assert seen == list(range(60))


@pytest.mark.anyio
@pytest.mark.parametrize("field", ["name", "items.name"])
async def test_fields_are_named_from_the_item_or_from_the_page_on(
    field: str, call: Call, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(12)
    result = await call("pets_list", {"_max_items": 12, "_fields": [field]})
    assert result.structured_content == [{"name": f"pet {n}"} for n in range(12)]


@pytest.mark.anyio
async def test_a_cursor_that_was_made_up_or_belongs_to_another_call_sends_nothing(
    call: Call, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(37)
    genuine = cursor_of(await call("pets_list", {"_max_items": 5}))
    before = len(upstream.asked)
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("pets_list", {"_cursor": "made-up"}),
        ("pets_list", {"_cursor": ""}),
        ("pets_list", {"_cursor": genuine, "limit": 3}),
        ("pets_walk", {"_cursor": genuine}),
    ]
    for name, arguments in wrong:
        refused = await call(name, arguments)
        assert refused.is_error
        assert "leave it out to start over" in refused.content[0].text
    assert len(upstream.asked) == before


@pytest.mark.anyio
@pytest.mark.parametrize(("name", "token"), [("pets_list", ""), ("pets_list", "t"), ("pets_walk", "t")])
async def test_cursors_outlive_the_process_that_made_them(
    name: str, token: str, tmp_path: Path, upstream: pets.Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page number is no secret; an address is sealed with a key that the credentials give."""
    monkeypatch.setenv("PETS_TOKEN", token)
    upstream.answer = shop(37)
    catalog = pets.catalog(tmp_path, TOOLS)
    found: list[int] = []
    cursor: dict[str, Any] = {}
    for _ in range(3):
        async with Client(create_server(catalog, base_url=upstream.url)) as client:
            result = await client.call_tool(name, {"_max_items": 15, **cursor})
        found += ids(result)
        cursor = {"_cursor": cursor_of(result)}
    assert found == list(range(37))


def plain(*state: Any) -> str:
    return "p." + base64.urlsafe_b64encode(json.dumps(state).encode()).decode().rstrip("=")


@pytest.mark.anyio
async def test_a_cursor_can_say_no_more_than_the_argument_that_pages(
    call: Call, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(37)
    genuine = cursor_of(await call("pets_list", {"_max_items": 5})) or ""
    text = genuine.removeprefix("p.")
    digest, skip, place = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    assert (skip, place) == (5, None)
    before = len(upstream.asked)
    hostile: list[tuple[Any, ...]] = [
        (digest, 0, {"url": "/admin"}),
        (digest, 0, ["2"]),
        (digest, 0, True),
        (digest, 0, "9" * 9000),
        (digest, -1, 2),
        (digest, 10**30, 2),
        (digest, "0", 2),
        (digest, 0),
        (digest, 0, 2, 3),
        ("", 0, 2),
        (None, 0, 2),
    ]
    for cursor in (*(plain(*state) for state in hostile), "p.", "p.!", "p." + "A" * 20_000, "p.W1tb"):
        refused = await call("pets_list", {"_cursor": cursor})
        assert "leave it out to start over" in refused.content[0].text, cursor
    assert len(upstream.asked) == before


@pytest.mark.anyio
async def test_pages_of_another_origin_are_not_asked_for(call: Call, upstream: pets.Upstream) -> None:
    with pets.upstream() as other:
        upstream.answer = pets.Answer.json({"items": [{"id": 1}], "next": f"{other.url}/more"})
        result = await call("pets_walk", {"_max_items": 5})
        assert result.is_error
        assert other.asked == []


@pytest.mark.anyio
async def test_an_answer_without_a_list_is_shown_as_it_is(call: Call, upstream: pets.Upstream) -> None:
    upstream.answer = pets.Answer.json({"maintenance": True})
    assert (await call("pets_list", {"_max_items": 5})).structured_content == {"maintenance": True}


@pytest.mark.anyio
@pytest.mark.parametrize("most", [0, -1, "many", [1]])
async def test_a_number_that_is_none_is_refused_before_anything_is_sent(
    most: Any, call: Call, upstream: pets.Upstream
) -> None:
    assert (await call("pets_list", {"_max_items": most})).is_error
    assert upstream.asked == []


@pytest.mark.anyio
async def test_a_server_that_answers_the_same_page_for_ever_is_asked_twice(
    call: Call, upstream: pets.Upstream
) -> None:
    upstream.answer = pets.Answer.json({"items": [{"id": n} for n in range(SIZE)]})
    result = await call("pets_list", {"_max_items": 500})
    assert ids(result) == list(range(SIZE))
    assert len(upstream.asked) == 2


@pytest.mark.anyio
async def test_the_search_follows_pages_too(call: Call, upstream: pets.Upstream) -> None:
    upstream.answer = shop(37)
    asked = {"name": "pets_list", "arguments": {}, "max_items": 15}
    first = await call("call_read", asked, tools_mode="discovery")
    assert ids(first) == list(range(15))
    second = await call("call_read", {**asked, "cursor": cursor_of(first)})
    assert ids(second) == list(range(15, 30))


class Told:
    """What a client was told of a call's progress."""

    def __init__(self) -> None:
        self.steps: list[tuple[float, float | None]] = []

    async def __call__(self, progress: float, total: float | None, message: str | None) -> None:
        self.steps.append((progress, total))


ERAS = ["legacy", "2026-07-28"]


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_each_page_is_progress_for_a_client_that_wants_to_know(
    era: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(60)
    server = create_server(pets.catalog(tmp_path, TOOLS), base_url=upstream.url)
    told = Told()
    async with Client(server, mode=era) as client:
        result = await client.call_tool("pets_list", {"_max_items": 25}, progress_callback=told)
    assert ids(result) == list(range(25))
    assert told.steps == [(10, 25), (20, 25), (25, 25)]


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_progress_reaches_clients_of_a_server_that_streams(
    era: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(12)
    server = create_server(pets.catalog(tmp_path, TOOLS), base_url=upstream.url)
    told = Told()
    async with listening(server, streams=True) as url, Client(url, mode=era) as client:
        await client.call_tool("pets_walk", {"_max_items": 500}, progress_callback=told)
    assert told.steps == [(10, 500), (12, 500)]


@pytest.mark.anyio
async def test_the_search_reports_progress_too(tmp_path: Path, upstream: pets.Upstream) -> None:
    upstream.answer = shop(60)
    options = ServeOptions(tools_mode="discovery")
    server = create_server(pets.catalog(tmp_path, TOOLS), options, base_url=upstream.url)
    told = Told()
    asked = {"name": "pets_list", "arguments": {}, "max_items": 15}
    async with Client(server) as client:
        await client.call_tool("call_read", asked, progress_callback=told)
    assert told.steps == [(10, 15), (15, 15)]


@pytest.mark.anyio
async def test_progress_does_not_go_back_where_a_wrapper_calls_twice(
    tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = shop(60)

    def twice(call: CallTool) -> CallTool:
        async def run(name: str, arguments: Mapping[str, Any]) -> Any:
            await call(name, arguments)
            return await call(name, arguments)

        return run

    server = create_server(pets.catalog(tmp_path, TOOLS), base_url=upstream.url, wrap=twice)
    told = Told()
    async with Client(server) as client:
        await client.call_tool("pets_list", {"_max_items": 15}, progress_callback=told)
    assert told.steps == [(10, 15), (15, 15)]
    assert len(upstream.asked) == 4


@pytest.mark.parametrize(
    ("arguments", "environment", "streams"),
    [([], {}, False), (["--streams"], {}, True), ([], {"PETS_MCP_STREAMS": "1"}, True)],
)
def test_streams_are_asked_for_by_a_flag_or_the_environment(
    arguments: list[str], environment: dict[str, str], streams: bool
) -> None:
    assert parse(arguments, environment, program="pets-mcp", version="1").streams is streams
