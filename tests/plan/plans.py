"""Plans of small documents, without files."""

from __future__ import annotations

from typing import Any

import orjson

from integen.diagnostics.diagnostic import Diagnostics
from integen.lower.api import lower
from integen.naming.legal import Key
from integen.pipeline import Options
from integen.plan.names import Names
from integen.planning import Plan, plan_all
from integen.source.sources import Sources

TEXT = {"type": "string"}


def operation(*, tag: str | None = "pets", id: str | None = None, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"responses": {"200": {"description": ""}}, **more}
    return found | ({"tags": [tag]} if tag else {}) | ({"operationId": id} if id else {})


def taking(schema: Any, **components: Any) -> dict[str, Any]:
    """Return a document with one operation that takes `value` in its body."""
    content = {"application/json": {"schema": {"type": "object", "properties": {"value": schema}}}}
    return document({"/x": {"post": operation(requestBody={"content": content})}}, schemas=components)


def answering(content: dict[str, Any], **components: Any) -> dict[str, Any]:
    responses = {"200": {"description": "", "content": content}}
    return document({"/x": {"get": operation(responses=responses)}}, schemas=components)


def document(paths: dict[str, Any], **components: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": paths,
        "components": components,
    }


def plan_of(document: dict[str, Any], key: str = "pets") -> Plan:
    api = lower(Sources.load("-", stdin=orjson.dumps(document)), Diagnostics())
    return plan_all(api, Key(key), Options(spec="-"), Names())


def input_schema(document: dict[str, Any]) -> dict[str, Any]:
    """Return the input schema of the document's only tool."""
    (tool,) = plan_of(document).catalog.tools
    found: dict[str, Any] = tool["inputSchema"]
    return found


def value_schema(schema: Any, **components: Any) -> dict[str, Any]:
    """Return what a tool's argument of this schema looks like."""
    found: dict[str, Any] = input_schema(taking(schema, **components))["properties"]["value"]
    return found
