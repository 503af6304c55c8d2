"""Calls are answered before the SDK's models read them: what it would have said is what must be said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pets
import pytest
from mcp_wire import ENVELOPE, INITIALIZED, answers_of, initialize, modern, request
from pets import Answer

from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.server import create_server

pytestmark = pytest.mark.anyio

VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]


def answer(method: str, path: str) -> Answer:
    """Answer by the number of the pet: each kind of content, and failures."""
    return {
        "/pets/1": Answer.json({"id": 1, "name": None}),
        "/pets/2": Answer.json([1, 2]),
        "/pets/3": Answer(200, b"plain", {"content-type": "text/plain"}),
        "/pets/4": Answer(200, b"\x89PNG", {"content-type": "image/png"}),
        "/pets/6": Answer(200, b"%PDF", {"content-type": "application/pdf"}),
        "/pets/7": Answer(200, b"x" * 800_000, {"content-type": "application/zip"}),
        "/pets/8": Answer.json({"message": "no"}, 404),
        "/pets/9": Answer(204, b"", {}),
    }[path]


def sent(version: str, calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if version == "2026-07-28":
        return [modern(n, "tools/call", **params) for n, params in enumerate(calls)]
    handshake = [initialize(version, id="a"), INITIALIZED]
    return [*handshake, *(request(n, "tools/call", **params) for n, params in enumerate(calls))]


async def both(
    folder: Path, upstream: pets.Upstream, messages: list[Any], options: ServeOptions | None = None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what the server answers, and what it answers when the SDK reads every call."""
    catalog = pets.catalog(folder)
    quick = create_server(catalog, options, base_url=upstream.url)
    whole = create_server(catalog, options, base_url=upstream.url)
    whole.middleware.clear()
    return await answers_of(quick, messages), await answers_of(whole, messages)


@pytest.mark.parametrize("version", VERSIONS)
async def test_every_kind_of_answer_is_as_the_sdk_would_have_sent_it(
    version: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = answer
    calls = [{"name": "pets_get", "arguments": {"id": n}} for n in (1, 2, 3, 4, 6, 7, 8, 9)]
    calls += [{"name": "pets_get", "arguments": {"id": "x"}}, {"name": "pets_get"}, {"name": "nope"}]
    quick, whole = await both(tmp_path, upstream, sent(version, calls))
    assert quick == whole
    assert sum("result" in reply for reply in quick) >= len(calls) - 2


async def test_discovery_is_answered_as_the_sdk_would_have(tmp_path: Path, upstream: pets.Upstream) -> None:
    upstream.answer = answer
    call = {"name": "call_read", "arguments": {"name": "pets_get", "arguments": {"id": 1}}}
    search = {"name": "search_tools", "arguments": {"query": "pets"}}
    messages = sent("2026-07-28", [call, search])
    quick, whole = await both(tmp_path, upstream, messages, ServeOptions(tools_mode="discovery"))
    assert quick == whole
    assert not quick[0]["result"]["isError"]


ODD: list[dict[str, Any]] = [
    {},
    {"name": 5},
    {"name": None, "arguments": {}},
    {"name": "pets_get", "arguments": [1]},
    {"name": "pets_get", "arguments": "{}"},
    {"name": "pets_get", "arguments": None},
    {"name": "pets_get", "arguments": {"id": 1}, "task": {"ttl": 5}},
    {"name": "pets_get", "arguments": {"id": 1}, "surprise": 1},
]


@pytest.mark.parametrize("version", ["2025-11-25", "2026-07-28"])
@pytest.mark.parametrize("params", ODD)
async def test_what_is_odd_is_judged_by_the_sdk(
    params: dict[str, Any], version: str, tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = answer
    quick, whole = await both(tmp_path, upstream, sent(version, [params]))
    assert quick == whole


@pytest.mark.parametrize(
    "meta",
    [
        {"progressToken": True},
        {"progressToken": [1]},
        {"progressToken": "p"},
        {"io.modelcontextprotocol/clientCapabilities": []},
        {"io.modelcontextprotocol/clientInfo": {"name": 5}},
        {"io.modelcontextprotocol/logLevel": "loud"},
        {"example.com/other": {"any": "thing"}},
    ],
)
async def test_an_odd_envelope_is_judged_by_the_sdk(
    meta: dict[str, Any], tmp_path: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = answer
    call = {"name": "pets_get", "arguments": {"id": 1}}
    later = request(1, "tools/call", **call, _meta={**ENVELOPE, **meta})
    before = [initialize("2025-11-25"), INITIALIZED, request(1, "tools/call", **call, _meta=meta)]
    for messages in (before, [later]):
        quick, whole = await both(tmp_path, upstream, messages)
        assert quick == whole


async def test_a_call_before_the_handshake_is_refused(tmp_path: Path, upstream: pets.Upstream) -> None:
    upstream.answer = answer
    early = [request(1, "tools/call", name="pets_get", arguments={"id": 1})]
    quick, whole = await both(tmp_path, upstream, early)
    assert quick == whole
    assert "error" in quick[0]
    assert upstream.asked == []
