"""Whoever calls a tool is hostile too: an argument stays in its place of the request, or nothing is sent."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mcp import Client

from .package import Generated, made
from .upstream import Upstream, strange_json


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return made(tmp_path_factory.mktemp("arguments"), "asking")


def deep(levels: int, kind: str = "list") -> Any:
    found: Any = 1
    for _ in range(levels):
        found = [found] if kind == "list" else {"a": found}
    return found


SCALARS: dict[str, Any] = {
    "parent": "..",
    "parent-of-parent": "../../admin",
    "parent-encoded": "%2e%2e%2fadmin",
    "parent-encoded-twice": "%252e%252e/admin",
    "parent-backslash": "..\\..\\admin",
    "here": ".",
    "slash": "a/b",
    "absolute": "/admin",
    "address": "https://evil.example/",
    "authority": "@evil.example",
    "query": "1?admin=true&x=1",
    "fragment": "1#x",
    "semicolon": "1;jsessionid=2",
    "line-end": "1\r\nX-Admin: 1\r\n\r\nGET /admin HTTP/1.1\r\n\r\n",
    "line-feed": "1\nX-Admin: 1",
    "carriage-return": "1\rX-Admin: 1",
    "nul": "1\x00",
    "escape": "\x1b[31m",
    "unicode-line-end": "1\u2028X-Admin: 1\u0085",
    "lone-surrogate": "\ud800",
    "long": "x" * 3_000_000,
    "empty": "",
    "blank": " \t",
    "object": {"a": 1},
    "object-of-python": {"__class__": "x", "__proto__": {"admin": True}},
    "list": [1, [2, {"a": 3}]],
    "deep-list": deep(150),
    "deep-object": deep(150, "object"),
    "deep-list-as-text": "[" * 100_000 + "]" * 100_000,
    "number-huge": 10**400,
    "number-as-text": "9" * 10_000,
    "float": 1e308,
    "not-a-number": float("nan"),
    "boolean": True,
    "null": None,
    "template": "{{7*7}}${x}{id}",
    "format": "%s%n{0.__class__}",
}


@pytest.mark.parametrize("case", SCALARS)
def test_an_argument_never_leaves_its_place(
    package: Generated, upstream: Upstream, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream.answer = strange_json
    monkeypatch.setenv("ASKING_BASE_URL", f"{upstream.url}/v1")
    value = SCALARS[case]

    async def call() -> list[tuple[str, Any]]:
        results = []
        async with Client(package.server.create_server(), mode="legacy", read_timeout_seconds=60) as client:
            tool = next(tool for tool in (await client.list_tools()).tools if tool.name == "get_pet")
            known = list(tool.input_schema["properties"])
            for name in known:
                results.append((name, await client.call_tool("get_pet", {"id": "7", name: value})))
            results.append(("body", await client.call_tool("add_pet", {"body": {"a": value}})))
            results.append(("ours", await client.call_tool("get_pet", {"id": "7", "_fields": value})))
        return results

    upstream.seen.clear()
    for name, result in asyncio.run(call()):
        assert result.content, name
        json.dumps(result.model_dump(mode="json"), allow_nan=False)
        if result.is_error:
            assert len(str(result.content)) < 5_000, name
    for method, path, headers in upstream.seen:
        assert method in ("GET", "POST")
        route = path.partition("?")[0]
        assert route == "/v1/pets" or (route.startswith("/v1/pets/") and route.count("/") == 3), path
        assert not route.endswith(("/.", "/..", "/"))
        assert not {name.lower() for name in headers} & {"x-admin", "jsessionid"}
        assert "admin" not in headers and path.isprintable() and path.isascii()


@pytest.mark.parametrize(
    "arguments",
    [
        {"__class__": "x"},
        {"self": 1, "id": "7"},
        {"id": "7", "base_url": "https://evil.example"},
        {"id": "7", "options": {"headers": {"X-Admin": "1"}}},
        {"id": "7", "_cursor": "forged" * 1000},
        {"id": "7", "_max_items": -1},
        {"id": "7", "_fields": ["__class__.__mro__", "a" * 100_000, *["b"] * 10_000]},
        {f"a{n}": n for n in range(5_000)},
    ],
)
def test_an_argument_that_no_tool_has_is_refused_or_ignored(
    package: Generated, upstream: Upstream, arguments: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream.answer = strange_json
    monkeypatch.setenv("ASKING_BASE_URL", f"{upstream.url}/v1")
    upstream.seen.clear()

    async def call() -> Any:
        async with Client(package.server.create_server(), mode="legacy", read_timeout_seconds=60) as client:
            return await client.call_tool("get_pet", arguments)

    result = asyncio.run(call())
    assert result.is_error or [path for _, path, _ in upstream.seen] == ["/v1/pets/7"]
    assert len(str(result.content)) < 20_000
    assert all("X-Admin" not in headers for _, _, headers in upstream.seen)


_CALL = (
    b'{"jsonrpc": "2.0", "id": 7, "method": "tools/call", '
    b'"params": {"name": "add_pet", "arguments": {"body": {"a": %s}}}}'
)


def test_a_server_on_a_pipe_survives_lines_that_are_no_messages(package: Generated) -> None:
    lines = [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\x00\xff\xfe",
        b"null",
        b'{"jsonrpc": "2.0", "id": ' + b"9" * 100_000 + b', "method": "ping"}',
        b'{"jsonrpc": "2.0", "id": NaN, "method": "ping"}',
        b'{"jsonrpc": "2.0", "id": "\\ud800", "method": "ping"}',
        b'{"jsonrpc": "2.0", "id": {"a": []}, "method": ["x"]}',
        b'{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": 1, "arguments": "x"}}',
        _CALL % (b"[" * 900 + b"]" * 900),
        _CALL % (b'{"a":' * 900 + b"1" + b"}" * 900),
        _CALL % (b"9" * 4_000),
        _CALL % b'"\\ud800"',
        b'{"jsonrpc": "2.0", "id": 6, "method": "' + b"x" * 1_000_000 + b'"}',
        b'{"jsonrpc": "2.0", "id": 99, "method": "ping"}',
    ]
    initialize = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-11-25",
            "capabilities": {},
            "clientInfo": {"name": "x", "version": "1"},
        },
    }
    hello = [json.dumps(initialize).encode(), b'{"jsonrpc": "2.0", "method": "notifications/initialized"}']
    done = subprocess.run(
        [sys.executable, "-m", "asking_api.server"],
        input=b"\n".join([*hello, *lines]) + b"\n",
        env={**os.environ, "PYTHONPATH": str(Path(package.root.__file__).parents[1])},
        capture_output=True,
        check=False,
        timeout=120,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(answer.get("id") == 99 and "result" in answer for answer in answers), done.stderr[-2000:]
    assert b"Traceback" not in done.stderr
    assert all(len(json.dumps(answer)) < 2_000_000 for answer in answers)
