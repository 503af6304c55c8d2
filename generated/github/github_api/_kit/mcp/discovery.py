"""Answers the five discovery tools: search, describe, and a call for each effect."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import Any

from ..catalog import Catalog
from .arguments import fit, message
from .asked import Asked
from .budget import dumped
from .calls import ToolCalls, UnknownToolError
from .discovery_tools import CALLS, DEFAULT_LIMIT, DESCRIBE, SEARCH, definitions
from .documents import documents
from .filters import Selection, nearest
from .handshake import one_line
from .receiver import Receiver
from .results import Result, error_result, text_result
from .search import Index

SUMMARY = 160
"""Characters of a description in a list of results."""

Handler = Callable[[Mapping[str, Any], Receiver], Awaitable[Result]]


class Discovery:
    """The tools that find and call other tools. The search index is built when it is first asked."""

    def __init__(
        self, catalog: Catalog, selection: Selection, calls: ToolCalls, *, read_only: bool, limit: int
    ) -> None:
        self._catalog, self._selection, self._calls, self._limit = catalog, selection, calls, limit
        tools = definitions("", read_only=read_only)
        self.schemas: dict[str, dict[str, Any]] = {tool["name"]: tool["inputSchema"] for tool in tools}
        self._handlers: dict[str, Handler] = {SEARCH: self._search, DESCRIBE: self._describe}
        for effect, name in CALLS.items():
            self._handlers[name] = self._caller_of(effect)

    async def run(self, name: str, arguments: Mapping[str, Any], receiver: Receiver) -> Result:
        """Run one of `schemas`; anything wrong is a result with `isError`."""
        fitted, problems = fit(self.schemas[name], arguments)
        if problems:
            return error_result(message(name, problems))
        return await self._handlers[name](fitted, receiver)

    @cached_property
    def _index(self) -> Index:
        return Index(documents(self._catalog, self._selection.callable))

    async def _search(self, asked: Mapping[str, Any], receiver: Receiver) -> Result:
        toolset, effect = asked.get("toolset"), asked.get("effect")
        tools = self._selection.callable
        toolsets = {entry.toolset for entry in tools.values()}
        if toolset is not None and toolset not in toolsets:
            known = nearest(toolset, toolsets) or f": there are {', '.join(sorted(toolsets)[:60])}"
            return error_result(f"Unknown toolset {one_line(toolset, 60)!r}{known}")
        wanted = {
            name: entry
            for name, entry in tools.items()
            if toolset in (None, entry.toolset) and effect in (None, entry.effect)
        }
        found = self._index.search(asked["query"], asked.get("limit", DEFAULT_LIMIT), wanted)
        if not found:
            return text_result(
                "No tool matches. Use other words: a verb and an object, such as `list issues`."
            )
        return text_result(dumped({"tools": [self._summary(name) for name in found]}))

    def _summary(self, name: str) -> dict[str, str]:
        tool = json.loads(self._catalog.tool_line(name))
        about = tool.get("description") or tool.get("title", "")
        return {
            "name": name,
            "description": one_line(about.strip().partition("\n")[0], SUMMARY),
            "effect": self._selection.callable[name].effect,
        }

    async def _describe(self, asked: Mapping[str, Any], receiver: Receiver) -> Result:
        described: list[dict[str, Any]] = []
        unknown: list[str] = []
        for name in dict.fromkeys(map(self._calls.current, asked["names"])):
            if name in self._selection.callable:
                described.append(self._description(name))
            else:
                unknown.append(f"{one_line(name, 60)!r}{nearest(name, self._selection.callable)}")
        if not described:
            return error_result(f"Unknown tools: {'; '.join(unknown)}")
        shown = self._fitting(described)
        notes = [f"[Unknown: {'; '.join(unknown)}]"] if unknown else []
        if left := [tool["name"] for tool in described[len(shown) :]]:
            notes.append(f"[Too long for one answer; ask again for {', '.join(left)}.]")
        return text_result(dumped({"tools": shown}), *notes)

    def _fitting(self, described: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return as many as fit the size of a result, one at least: a schema in halves is of no use."""
        left = self._limit
        for count, tool in enumerate(described):
            left -= len(dumped(tool))
            if left < 0:
                return described[: max(count, 1)]
        return described

    def _description(self, name: str) -> dict[str, Any]:
        tool = json.loads(self._catalog.tool_line(name))
        effect = self._selection.callable[name].effect
        return {
            "name": name,
            "description": tool.get("description", ""),
            "call_with": CALLS[effect],
            "inputSchema": tool["inputSchema"],
        }

    def _caller_of(self, effect: str) -> Handler:
        async def call(asked: Mapping[str, Any], receiver: Receiver) -> Result:
            name = asked["name"]
            try:
                tool = self._calls.tool(name)
            except UnknownToolError:
                near = nearest(name, self._selection.callable) or f". Find one with {SEARCH}."
                return error_result(f"Unknown tool {one_line(name, 60)!r}{near}")
            if tool.entry.effect != effect:
                return error_result(
                    f"{name} is a {tool.entry.effect} tool: call it with {CALLS[tool.entry.effect]}."
                )
            beside = Asked(*(asked.get(name) for name in ("fields", "max_items", "cursor", "wait")))
            return await self._calls.run(tool, asked.get("arguments", {}), receiver, beside)

        return call
