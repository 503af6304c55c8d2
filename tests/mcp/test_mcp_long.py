"""Tools of operations that take long: work is waited for, streams are collected, both for a limited time."""

from __future__ import annotations

import itertools
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pets
import pytest

from integen.kit.mcp.filters import ServeOptions
from integen.kit.mcp.server import create_server
from mcp import Client

STREAM = {
    "responses": {"200": {"text/event-stream": None, "application/jsonl": None, "application/json": None}}
}


def job(**record: Any) -> pets.Tool:
    return pets.Tool(
        name="jobs_start",
        key="POST /jobs",
        toolset="pets",
        effect="write",
        properties={"name": {"type": "string"}},
        record={
            "body": {"fields": {"name": "name"}, "content": [{"type": "application/json"}]},
            "polling": {"final": "location"},
            **record,
        },
    )


EVENTS = pets.Tool(
    name="events_watch", key="GET /events", toolset="pets", effect="read", properties={}, record=STREAM
)
TOOLS = [job(), EVENTS]


class Told:
    def __init__(self) -> None:
        self.steps: list[float] = []

    async def __call__(self, progress: float, total: float | None, message: str | None) -> None:
        self.steps.append(progress)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PETS_TOKEN", "a-token")
    return tmp_path


async def call(
    folder: Path, upstream: pets.Upstream, name: str, arguments: Any, told: Told | None = None, **options: Any
) -> Any:
    """Call a tool of a server that was started for this call alone."""
    server = create_server(pets.catalog(folder, TOOLS), ServeOptions(**options), base_url=upstream.url)
    async with Client(server) as client:
        return await client.call_tool(name, arguments, progress_callback=told)


def notes(result: Any) -> str:
    return "\n".join(block.text for block in result.content[1:])


def cursor_of(result: Any) -> str:
    found = re.search(r'`_cursor`: "([\w.-]+)"', notes(result))
    assert found, notes(result)
    return found[1]


class Work:
    """Answers 202 until it was asked so many times, then with the result."""

    def __init__(self, pending: int) -> None:
        self.pending = pending

    def __call__(self, method: str, path: str) -> pets.Answer:
        headers = {"location": "/jobs/1?secret=sesame", "retry-after": "0"}
        if method == "POST" or self.pending > 0:
            self.pending -= method == "GET"
            return pets.Answer.json({"state": "running"}, 202, **headers)
        return pets.Answer.json({"name": "done"})


@pytest.mark.anyio
async def test_the_answer_of_a_tool_is_the_result_of_the_work_and_each_question_is_progress(
    folder: Path, upstream: pets.Upstream
) -> None:
    upstream.answer, told = Work(3), Told()
    result = await call(folder, upstream, "jobs_start", {"name": "x"}, told)
    assert result.structured_content == {"name": "done"}
    assert [method for method, _, _ in upstream.asked] == ["POST", "GET", "GET", "GET", "GET"]
    assert told.steps == [1, 2, 3, 4]


@pytest.mark.anyio
async def test_waiting_goes_on_in_another_process_and_begins_nothing_again(
    folder: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = Work(0)
    first = await call(folder, upstream, "jobs_start", {"name": "x", "_wait": 0})
    assert first.structured_content == {"state": "running"}
    assert "not begun again" in notes(first)
    assert "sesame" not in cursor_of(first)
    second = await call(folder, upstream, "jobs_start", {"name": "x", "_cursor": cursor_of(first)})
    assert second.structured_content == {"name": "done"}
    assert [(method, path) for method, path, _ in upstream.asked] == [
        ("POST", "/jobs"),
        ("GET", "/jobs/1?secret=sesame"),
    ]


@pytest.mark.anyio
async def test_a_cursor_to_wait_with_is_of_one_call_and_of_one_credential(
    folder: Path, upstream: pets.Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream.answer = Work(0)
    cursor = cursor_of(await call(folder, upstream, "jobs_start", {"name": "x", "_wait": 0}))
    tampered = cursor[:-2] + ("AA" if cursor[-2:] != "AA" else "BB")
    for name, given in (("y", cursor), ("x", tampered), ("x", "p.WzEsMiwzXQ"), ("x", "v1."), ("x", "é")):
        refused = await call(folder, upstream, "jobs_start", {"name": name, "_cursor": given})
        assert "leave it out to start over" in refused.content[0].text
    monkeypatch.setenv("PETS_TOKEN", "another-token")
    refused = await call(folder, upstream, "jobs_start", {"name": "x", "_cursor": cursor})
    assert refused.is_error
    assert len(upstream.asked) == 1


@pytest.mark.anyio
async def test_work_that_fails_says_why(folder: Path, upstream: pets.Upstream) -> None:
    def failing(method: str, path: str) -> pets.Answer:
        if method == "POST":
            return pets.Answer.json({}, 202, **{"operation-location": "/jobs/1", "retry-after": "0"})
        return pets.Answer.json({"status": "Failed", "error": {"message": "no more pets"}})

    upstream.answer = failing
    result = await call(folder, upstream, "jobs_start", {})
    assert result.is_error
    assert "no more pets" in result.content[0].text


@pytest.mark.anyio
async def test_the_search_waits_too(folder: Path, upstream: pets.Upstream) -> None:
    upstream.answer = Work(0)
    asked = {"name": "jobs_start", "arguments": {"name": "x"}}
    first = await call(folder, upstream, "call_write", {**asked, "wait": 0}, tools_mode="discovery")
    again = {**asked, "cursor": cursor_of(first)}
    second = await call(folder, upstream, "call_write", again, tools_mode="discovery")
    assert second.structured_content == {"name": "done"}


@pytest.mark.anyio
@pytest.mark.parametrize("wait", [-1, "soon", [1]])
async def test_a_time_that_is_none_is_refused_before_anything_is_sent(
    wait: Any, folder: Path, upstream: pets.Upstream
) -> None:
    for name in ("jobs_start", "events_watch"):
        assert (await call(folder, upstream, name, {"_wait": wait})).is_error
    assert upstream.asked == []


@pytest.mark.anyio
async def test_a_stream_without_an_end_gives_as_many_items_as_were_asked_for(
    folder: Path, upstream: pets.Upstream
) -> None:
    endless = (b'data: {"n": %d}\n\n' % number for number in itertools.count(1))
    upstream.answer = pets.Answer(200, b"", {"content-type": "text/event-stream"}, endless)
    result = await call(folder, upstream, "events_watch", {"_max_items": 3})
    assert json.loads(result.content[0].text) == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert "Ended after 3 items" in notes(result)
    assert upstream.hung_up.wait(10)


@pytest.mark.anyio
async def test_a_stream_that_falls_silent_gives_what_came_in_time(
    folder: Path, upstream: pets.Upstream
) -> None:
    over, told = threading.Event(), Told()

    def silent() -> Iterator[bytes]:
        yield b'data: {"n": 1}\n\n'
        over.wait(30)

    upstream.answer = pets.Answer(200, b"", {"content-type": "text/event-stream"}, silent())
    result = await call(folder, upstream, "events_watch", {"_wait": 0.3}, told)
    over.set()
    assert json.loads(result.content[0].text) == [{"n": 1}]
    assert "within 0.3 seconds; `_wait` waits longer" in notes(result)
    assert told.steps == [1]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("media_type", "body", "expected"),
    [
        ("text/event-stream", b'data: {"n": 1}\n\ndata: [DONE]\n\n', [{"n": 1}]),
        ("application/jsonl", b'{"n": 1}\n{"n": 2}', [{"n": 1}, {"n": 2}]),
        ("application/json", b'{"n": 1}', {"n": 1}),
    ],
)
async def test_what_ends_is_answered_as_it_is(
    media_type: str, body: bytes, expected: Any, folder: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = pets.Answer(200, body, {"content-type": media_type})
    result = await call(folder, upstream, "events_watch", {})
    assert json.loads(result.content[0].text) == expected
    assert len(result.content) == 1


@pytest.mark.anyio
async def test_what_is_no_item_ends_the_items_and_is_shown(folder: Path, upstream: pets.Upstream) -> None:
    upstream.answer = pets.Answer(200, b'{"n": 1}\noops\n', {"content-type": "application/jsonl"})
    result = await call(folder, upstream, "events_watch", {})
    assert json.loads(result.content[0].text) == [{"n": 1}]
    assert "is no item" in notes(result)
    assert "oops" in notes(result)


@pytest.mark.anyio
async def test_an_error_of_a_stream_is_an_error(folder: Path, upstream: pets.Upstream) -> None:
    upstream.answer = pets.Answer.json({"message": "no events today"}, 403)
    result = await call(folder, upstream, "events_watch", {})
    assert result.is_error
    assert "no events today" in result.content[0].text


@pytest.mark.anyio
async def test_an_answer_that_is_no_stream_after_all_is_not_read_without_end(
    folder: Path, upstream: pets.Upstream
) -> None:
    upstream.answer = pets.Answer(200, b"[" + b" " * 5000 + b"]")
    result = await call(folder, upstream, "events_watch", {}, max_answer_bytes=1000)
    assert result.is_error
    assert "larger than 1,000 bytes" in result.content[0].text
