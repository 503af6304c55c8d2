"""A program: lists a generated server's tools through the MCP SDK's own client, in both eras of the protocol.

Prints one JSON object: `{"tools": n, "failed": text | null}`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from mcp import Client, StdioServerParameters

ERAS = ("legacy", "2026-07-28")
LONGEST_NAME = 64
MOST_JUDGED = 500
"""Tools whose schemas are held to the standard; it takes a hundredth of a second each."""
META = Draft202012Validator(Draft202012Validator.META_SCHEMA)
"""Without formats: `check_schema` takes every ECMA pattern for one of Python's."""


async def listed(directory: Path, mode: Any) -> list[Any]:
    """Return every tool that the server shows."""
    module = next(directory.glob("*_api")).name
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", f"{module}.server", "--tools", "all"],
        env={**os.environ, "PYTHONPATH": str(directory)},
    )
    async with Client(server, mode=mode, read_timeout_seconds=60) as client:
        tools: list[Any] = []
        cursor = None
        while True:
            page = await client.list_tools(cursor=cursor)
            tools += page.tools
            cursor = page.next_cursor
            if not cursor:
                return tools


def problem(tools: list[Any]) -> str | None:
    """Say what the SDK passes over and other clients refuse."""
    names = [tool.name for tool in tools]
    if len(set(names)) < len(names):
        return "two tools have one name"
    for number, tool in enumerate(tools):
        schema = tool.input_schema
        if len(tool.name) > LONGEST_NAME:
            return f"{tool.name}: the name is too long"
        if schema.get("type") != "object" or schema.keys() & {"anyOf", "oneOf", "allOf"}:
            return f"{tool.name}: the schema is no plain object"
        for error in META.iter_errors(schema) if number < MOST_JUDGED else ():
            return f"{tool.name}: {error.message[:200]}"
        for ref in references(schema):
            if not ref.startswith("#/$defs/") or ref[8:] not in schema.get("$defs", {}):
                return f"{tool.name}: `{ref}` leads nowhere"
    return None


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [ref for value in node.values() for ref in references(value)]
    return [ref for value in node for ref in references(value)] if isinstance(node, list) else []


def main(directory: Path) -> None:
    found: dict[str, Any] = {"tools": 0, "failed": None}
    try:
        lists = [asyncio.run(listed(directory, era)) for era in ERAS]
        found["tools"] = len(lists[0])
        names = [[tool.name for tool in tools] for tools in lists]
        found["failed"] = "the eras differ" if names[0] != names[1] else problem(lists[0])
    except Exception as error:
        found["failed"] = f"{type(error).__name__}: {error}"
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
