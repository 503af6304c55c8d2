"""Which extension is read by what, and where it may stand. Where two disagree, the upper row wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from integen.curate.dialects import mcp, mcp_keys, retries, vendors
from integen.curate.speaker import Speaker
from integen.ir.schema import JsonValue

ROOT, TAG, ITEM, OPERATION = range(4)
"""Places, the nearer to an operation the higher."""
EVERYWHERE = frozenset((ROOT, TAG, ITEM, OPERATION))
_BELOW = frozenset((TAG, ITEM, OPERATION))
_HERE = frozenset((OPERATION,))


@dataclass(frozen=True, slots=True)
class Dialect:
    key: str
    places: frozenset[int]
    read: Callable[[JsonValue, Speaker], None]


DIALECTS: tuple[Dialect, ...] = (
    Dialect("x-mcp", EVERYWHERE, mcp.read),
    Dialect("x-mcp-tool", _BELOW, mcp_keys.tool),
    Dialect("x-mcp-tool-name", _HERE, mcp_keys.name),
    Dialect("x-mcp-tool-description", _HERE, mcp_keys.description),
    Dialect("x-mcp-tool-enabled", EVERYWHERE, mcp_keys.enabled),
    Dialect("x-mcp-enabled", EVERYWHERE, mcp_keys.enabled),
    Dialect("x-mcp-description", _HERE, mcp_keys.description),
    Dialect("x-mcp-instructions", _HERE, mcp_keys.description),
    Dialect("x-mcp-group", _BELOW, mcp_keys.group),
    Dialect("x-mcp-category", frozenset((TAG,)), mcp_keys.category),
    Dialect("x-mcp-scope", _BELOW, mcp_keys.scope),
    Dialect("x-mcp-integration", _HERE, mcp_keys.integration),
    Dialect("x-tool-name", _HERE, mcp_keys.name),
    Dialect("x-tool-description", _HERE, mcp_keys.description),
    Dialect("x-tool-disable", _BELOW, mcp_keys.disabled),
    Dialect("x-speakeasy-mcp", EVERYWHERE, vendors.speakeasy),
    Dialect("x-gram", _HERE, vendors.gram),
    Dialect("x-zuplo-route", _HERE, vendors.zuplo_route),
    Dialect("x-zuplo-mcp-tool", _HERE, vendors.zuplo_tool),
    Dialect("x-frontmcp", EVERYWHERE, vendors.front),
    Dialect("x-kong-mcp-tool-name", _HERE, mcp_keys.name),
    Dialect("x-kong-mcp-tool-description", _HERE, mcp_keys.description),
    Dialect("x-kong-mcp-exclude", _BELOW, mcp_keys.disabled),
    Dialect("x-openai-isConsequential", _HERE, vendors.consequential),
    Dialect("x-ai-name", _HERE, mcp_keys.name),
    Dialect("x-ai-title", _HERE, mcp_keys.title),
    Dialect("x-ai-description", _HERE, mcp_keys.description),
    Dialect("x-ai-hidden", _BELOW, mcp_keys.disabled),
    Dialect("x-codegen-request-body-name", _HERE, vendors.body_name),
    Dialect("x-speakeasy-retries", frozenset((ROOT, ITEM, OPERATION)), retries.speakeasy),
)

READ = frozenset(dialect.key for dialect in DIALECTS)
INSTRUCTIONS = ("x-mcp-instructions",)
"""Of the root or of `info`: what the server tells every agent."""
ARGUMENT_DESCRIPTIONS = ("x-ai-description", "x-mcp-description")
"""Of a parameter: what a model reads of it."""
INTERNAL = "x-internal"
"""Marks what is not for everybody. Source: redocly.com/docs/cli/decorators/remove-x-internal."""
