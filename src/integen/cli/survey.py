"""Counts what is in a document: plain data, the same for people and for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import orjson

from integen.plan.mcp.tools import tool
from integen.plan.names import Names
from integen.plan.operation import plan_operations

if TYPE_CHECKING:
    from integen.ir.api import Api, SecurityScheme, Webhook
    from integen.source.sources import Sources

NAME_LIMIT = 50
BYTES_PER_TOKEN = 4
"""The usual rule of thumb for JSON and English; the exact number depends on the model."""
UNTAGGED = "(none)"


def survey(sources: Sources, api: Api) -> dict[str, Any]:
    """Return the facts of a document; tokens are estimates."""
    tools = _tool_sizes(api)
    return {
        "title": api.title,
        "version": api.version,
        "openapi": api.dialect,
        "documents": len(sources.documents),
        "bytes": len(sources.main.text),
        "servers": [server.url for server in api.servers],
        "operations": len(api.operations),
        "effects": dict(Counter(str(operation.effect) for operation in api.operations)),
        "left_out": [{"operation": each.key, "by": each.by} for each in api.left_out],
        "schemas": len(api.schemas),
        "webhooks": [_webhook(webhook) for webhook in api.webhooks],
        "links": sum(len(response.links) for each in api.operations for response in each.responses),
        "security": [_scheme(scheme) for scheme in api.security_schemes],
        "tags": _tags(api, {key: size for key, (_, size) in tools.items()}),
        "tools": _totals({name: size for name, size in tools.values() if size}),
    }


def _tool_sizes(api: Api) -> dict[str, tuple[str, int]]:
    """Return the name and the bytes of each operation's tool: `{operation key: (tool, bytes)}`."""
    planned = plan_operations(api, Names(), tool_name_limit=NAME_LIMIT)
    sizes = {each.operation.key: len(orjson.dumps(tool(api, each))) for each in planned if each.has_tool}
    return {each.operation.key: (each.tool, sizes.get(each.operation.key, 0)) for each in planned}


def _totals(sizes: dict[str, int]) -> dict[str, Any]:
    if not sizes:
        return {"count": 0, "bytes": 0, "tokens": 0}
    largest = max(sizes, key=lambda name: sizes[name])
    total = sum(sizes.values())
    return {
        "count": len(sizes),
        "bytes": total,
        "tokens": total // BYTES_PER_TOKEN,
        "largest": {"name": largest, "tokens": sizes[largest] // BYTES_PER_TOKEN},
    }


def _scheme(scheme: SecurityScheme) -> dict[str, Any]:
    scopes = dict.fromkeys(scope for flow in scheme.flows for scope, _ in flow.scopes)
    kind = f"{scheme.kind} {scheme.scheme}" if scheme.scheme else scheme.kind
    return {"name": scheme.key, "kind": kind, "scopes": list(scopes)}


def _webhook(webhook: Webhook) -> dict[str, Any]:
    operation = webhook.operation
    found = {
        "kind": webhook.kind,
        "name": webhook.name,
        "method": operation.method,
        "expression": webhook.expression,
        "operations": list(webhook.callers) or None,
        "summary": operation.summary,
    }
    return {name: value for name, value in found.items() if value is not None}


def _tags(api: Api, sizes: dict[str, int]) -> list[dict[str, Any]]:
    """Return each tag with its operations; one with several tags counts for the first, as in the SDK."""
    operations: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for operation in api.operations:
        tag = operation.tags[0] if operation.tags else UNTAGGED
        operations[tag] += 1
        size[tag] += sizes[operation.key]
    return [
        {"name": tag, "operations": count, "tokens": size[tag] // BYTES_PER_TOKEN}
        for tag, count in operations.items()
    ]
