"""The MCP server of this package, in memory, behind the SDK's own client."""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import cache
from typing import Any

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal
from cases import Case
from mcp import Client
from mcp.types import Tool
from support import HOST, Network, Switch, credentials, integration
from values import with_base64

from github_api._kit.catalog import Catalog
from github_api._kit.mcp.filters import ServeOptions
from github_api._kit.mcp.server import create_server
from github_api.server import CATALOG

_SWITCH = Switch()
_OPENED = ExitStack()
"""Holds the server until the process ends."""


@cache
def _connected() -> tuple[BlockingPortal, Client]:
    before = dict(os.environ)
    os.environ.update(_environment())
    portal = _OPENED.enter_context(start_blocking_portal())
    # Every tool, and as it was generated: what `extensions.py` changes is its author's to test.
    server = create_server(
        Catalog(CATALOG), ServeOptions(tools_mode="all"), base_url=HOST, transport=_SWITCH
    )
    client = _OPENED.enter_context(portal.wrap_async_context_manager(Client(server)))
    os.environ.clear()
    os.environ.update(before)
    return portal, client


def _environment() -> dict[str, str]:
    held = credentials()
    schemes = integration().get("schemes", {}).values()
    return {
        env: held[name]
        for each in schemes
        for name, env in zip(each["args"], each["env"], strict=True)
    }


def tool_result(case: Case, given: dict[str, Any], network: Network) -> Any:
    """Call the tool, and return its result."""
    _SWITCH.network = network
    portal, client = _connected()
    listed()
    return portal.call(client.call_tool, case.tool, with_base64(given))


def sent_by_tool(case: Case, given: dict[str, Any]) -> httpx2.Request:
    """Return what the tool sends; the answer is of no interest."""
    network = Network(status=204)
    result = tool_result(case, given, network)
    assert len(network.sent) == 1, f"nothing, or more than once, was sent: {result.content}"
    return network.sent[0]


@cache
def listed() -> list[Tool]:
    """Return all tools as clients see them. A client that has not read the list reads it at each call."""
    portal, client = _connected()
    tools: list[Tool] = []
    cursor: str | None = None
    while True:
        page = portal.call(lambda at=cursor: client.list_tools(cursor=at))
        tools += page.tools
        cursor = page.next_cursor
        if cursor is None:
            return tools
