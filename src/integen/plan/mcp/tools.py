"""Tools as MCP sends them: name, title, description, input schema and all four hints."""

from __future__ import annotations

import re
from typing import Any

from integen.ir.api import Api, Effect, Operation
from integen.plan.mcp.manner import manner
from integen.plan.mcp.output import output_schema
from integen.plan.mcp.schema import arguments_schema
from integen.plan.operation import PlannedOperation
from integen.quoting import line, prose, shorten

_TITLE = 80
_DESCRIPTION = 700
_TOLD = 4000
"""What somebody wrote for agents is theirs to keep short; lint says what it costs."""
_ASK = " Ask the user to confirm before you call it."
CONFIRM = "integen/confirm"
"""In `_meta`: a person must agree to each call. No annotation of MCP says it."""
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_MORE = re.compile(
    r"\s*(?:For|To) (?:more|further|additional) (?:information|details|info)[^.]*, see [^.]*(?:\.\"|\.|$)"
)
"""A pointer to documents that a model cannot open from here."""
_NOTE = re.compile(r"^> ?(\[![A-Z]+\] ?)?", re.MULTILINE)


def tool(api: Api, planned: PlannedOperation, *, with_output: bool = False) -> dict[str, Any]:
    """Return one tool, ready for `tools/list` in every protocol revision."""
    operation, curation = planned.operation, planned.operation.curation
    summary = plain(operation.summary or "", 200)
    wanted = with_output if curation.output_schema is None else curation.output_schema
    output = output_schema(api, operation.responses) if wanted else None
    stated = plain(curation.title, 200) if curation.title else summary.rstrip(".")
    title = shorten(stated or " ".join(planned.tool.split("_")).capitalize(), _TITLE)
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
            "openWorldHint": curation.open_world,
        },
        **({"_meta": {CONFIRM: True}} if curation.confirm else {}),
    }


def _description(planned: PlannedOperation, summary: str) -> str:
    operation, curation = planned.operation, planned.operation.curation
    if curation.description:
        text = shorten(prose(curation.description, _TOLD), _TOLD).strip()
    else:
        text = _of_document(operation, summary)
    before = "Deprecated. " if operation.deprecated else ""
    return f"{before}{text}{manner(operation)}{_ASK if curation.confirm else ''}"


def _of_document(operation: Operation, summary: str) -> str:
    text = plain(operation.description or "", _DESCRIPTION)
    if not summary and not text:
        text = f"Calls {line(operation.key)[:_DESCRIPTION]}."
    elif summary and not text.startswith(summary.rstrip(".")):
        text = shorten(f"{summary.rstrip('.')}. {text}".strip(), _DESCRIPTION)
    return text


def plain(text: str, limit: int) -> str:
    """Return Markdown as one line for a model: links become their text, blank lines one space."""
    unlinked = _LINK.sub(r"\1", prose(text, limit * 4))
    return " ".join(shorten(_MORE.sub("", _NOTE.sub("", unlinked)), limit).split())
