"""Who the server says it is: the answers to `initialize` and `server/discover`.

The front sends them, and the SDK's server derives the same from its own attributes; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .filters import Selection, ServeOptions

HANDSHAKE_VERSIONS = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
"""Revisions with an `initialize`, oldest first."""
MODERN_VERSION = "2026-07-28"
"""The revision without one: every request carries its envelope in `_meta`."""

VERSION_KEY = "io.modelcontextprotocol/protocolVersion"
CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities"
CLIENT_KEY = "io.modelcontextprotocol/clientInfo"
SERVER_KEY = "io.modelcontextprotocol/serverInfo"

TTL_MS = 300_000
"""How long a client may keep a list that does not change while the server runs."""

CAPABILITIES = {"tools": {"listChanged": False}}
"""Of a server whose list does not change; the front answers for no other one."""

INSTRUCTIONS_BYTES = 2000
"""Claude Code cuts instructions at 2 kB."""

TOLD_BYTES = 1100
"""Of these, for what the people of the API say themselves."""

_HOW_TO_SEARCH = (
    "Not every tool is listed. Find tools with search_tools, read their parameters with describe_tools, then "
    "run them with call_read, call_write or call_destructive according to the effect that the search reports."
)
_HOW_TO_SEARCH_READING = (
    "Not every tool is listed. Find tools with search_tools, read their parameters with describe_tools, then "
    "run them with call_read. This server is read-only."
)
_HOW_TO_PROJECT = (
    'Every tool also takes `_fields`: an array of dotted paths such as ["id", "items.name"]; the answer then '
    "holds only these. Use it when answers are long. Lists with pages also take `_max_items`: the pages are "
    "followed, the answer holds the items alone, and `_cursor` in a next call goes on where it ended."
)


def server_info(header: Mapping[str, Any]) -> dict[str, Any]:
    """Return the `Implementation` of the server from the catalog's integration record."""
    return {"name": header["key"], "title": header["title"], "version": header["version"]}


def initialize_result(header: Mapping[str, Any], requested: str, instructions: str) -> dict[str, Any]:
    version = requested if requested in HANDSHAKE_VERSIONS else HANDSHAKE_VERSIONS[-1]
    return {
        "protocolVersion": version,
        "capabilities": CAPABILITIES,
        "serverInfo": server_info(header),
        "instructions": instructions,
    }


def modern_envelope(header: Mapping[str, Any], options: ServeOptions) -> dict[str, Any]:
    """Return what a cacheable 2026-07-28 result has beside its own members."""
    return {**complete(header), "ttlMs": ttl_of(options), "cacheScope": options.cache_scope}


def ttl_of(options: ServeOptions) -> int:
    """Return for how many milliseconds a client may keep a list."""
    return 0 if options.reload else TTL_MS


def complete(header: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every 2026-07-28 result has beside its own members."""
    return {"resultType": "complete", "_meta": {SERVER_KEY: server_info(header)}}


def discover_result(header: Mapping[str, Any], options: ServeOptions, instructions: str) -> dict[str, Any]:
    return {
        "supportedVersions": [MODERN_VERSION],
        "capabilities": CAPABILITIES,
        "instructions": instructions,
        **modern_envelope(header, options),
    }


def instructions(header: Mapping[str, Any], selection: Selection, *, read_only: bool) -> str:
    """Return what a model should know before it calls anything, at most `INSTRUCTIONS_BYTES`."""
    rules = [_HOW_TO_PROJECT]
    if selection.discovery:
        rules.insert(0, _HOW_TO_SEARCH_READING if read_only else _HOW_TO_SEARCH)
    about = one_line(header["title"], 120)
    if summary := one_line(_first_paragraph(header.get("description", "")), 400):
        about += ": " + summary
    about = about.encode()[:900].decode(errors="ignore")
    if told := _told(header):
        about = "\n\n".join((one_line(header["title"], 120), told))
    head = "\n\n".join((about, *rules))
    toolsets = _toolsets(header, selection, INSTRUCTIONS_BYTES - len(head.encode()) - 2)
    return f"{head}\n\n{toolsets}" if toolsets else head


def _told(header: Mapping[str, Any]) -> str:
    """Return what the people of the API want every agent to know, cut at a line or a word."""
    text: str = header.get("instructions", "")
    kept = "".join(char if char.isprintable() or char == "\n" else " " for char in text).strip()
    if len(kept.encode()) <= TOLD_BYTES:
        return kept
    cut = kept.encode()[: TOLD_BYTES - 3].decode(errors="ignore")
    return (cut.rpartition(" ")[0] or cut).rstrip() + "..."


def _toolsets(header: Mapping[str, Any], selection: Selection, budget: int) -> str:
    """Return one line per toolset in use, as many as fit; names alone when descriptions do not."""
    described: Mapping[str, str] = header.get("toolsets", {})
    used = dict.fromkeys(entry.toolset for entry in selection.callable.values())
    if len(used) < 2:
        return ""
    lines = [
        f"- {name}: {one_line(described[name], 80)}" if described.get(name) else f"- {name}" for name in used
    ]
    for text in ("Toolsets:\n" + "\n".join(lines), "Toolsets: " + ", ".join(used)):
        if len(text.encode()) <= budget:
            return text
    return _cut("Toolsets: " + ", ".join(used), budget)


def _cut(text: str, budget: int) -> str:
    kept = text.encode()[: max(budget - 3, 0)].decode(errors="ignore")
    return kept.rpartition(",")[0] + " ..." if "," in kept else ""


def _first_paragraph(text: str) -> str:
    return text.strip().partition("\n\n")[0]


def one_line(text: str, limit: int) -> str:
    """Return text without line breaks and control characters, cut at a word.

    Descriptions come from documents: they may hold escapes for a terminal or bidirectional overrides.
    """
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(clean) <= limit:
        return clean
    kept = clean[: limit - 3]
    return (kept.rpartition(" ")[0] or kept).rstrip(",;:.") + "..."
