"""Tools as MCP sends them: name, title, description, input schema and all four hints."""

from __future__ import annotations

import re
from typing import Any

from integen.ir.api import Api, Effect
from integen.plan.mcp.output import output_schema
from integen.plan.mcp.schema import arguments_schema
from integen.plan.operation import PlannedOperation
from integen.quoting import prose, shorten

_TITLE = 80
_DESCRIPTION = 700
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_MORE = re.compile(
    r"\s*(?:For|To) (?:more|further|additional) (?:information|details|info)[^.]*, see [^.]*(?:\.\"|\.|$)"
)
"""A pointer to documents that a model cannot open from here."""
_NOTE = re.compile(r"^> ?(\[![A-Z]+\] ?)?", re.MULTILINE)


def tool(api: Api, planned: PlannedOperation, *, with_output: bool = False) -> dict[str, Any]:
    """Return one tool, ready for `tools/list` in every protocol revision."""
    operation = planned.operation
    summary = plain(operation.summary or "", 200)
    output = output_schema(api, operation.responses) if with_output else None
    title = shorten(summary.rstrip(".") or " ".join(planned.tool.split("_")).capitalize(), _TITLE)
    return {
        "name": planned.tool,
        "title": title,
        "description": _description(planned, summary),
        "inputSchema": arguments_schema(api, planned.arguments),
        **({"outputSchema": output} if output else {}),
        "annotations": {
            "readOnlyHint": operation.effect is Effect.READ,
            "destructiveHint": operation.effect is Effect.DESTRUCTIVE,
            "idempotentHint": operation.idempotent,
            "openWorldHint": True,
        },
    }


def _description(planned: PlannedOperation, summary: str) -> str:
    operation = planned.operation
    text = plain(operation.description or "", _DESCRIPTION)
    if not summary and not text:
        text = f"Calls {operation.key}."
    elif summary and not text.startswith(summary.rstrip(".")):
        text = shorten(f"{summary.rstrip('.')}. {text}".strip(), _DESCRIPTION)
    return f"Deprecated. {text}" if operation.deprecated else text


def plain(text: str, limit: int) -> str:
    """Return Markdown as one line for a model: links become their text, blank lines one space."""
    unlinked = _LINK.sub(r"\1", prose(text, limit * 4))
    return " ".join(shorten(_MORE.sub("", _NOTE.sub("", unlinked)), limit).split())
