"""What rules look at: the documents, what they mean, and the tools that they become."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import orjson

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic
from integen.diagnostics.edit import Edit
from integen.ir.api import Api
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue
from integen.lint.settings import Settings
from integen.plan.mcp.tools import tool
from integen.plan.names import Names
from integen.plan.operation import PlannedOperation, plan_operations
from integen.source.sources import Sources

BYTES_PER_TOKEN = 4
_SPOKEN = frozenset({"title", "summary", "description", "x-tool-description", "x-mcp-instructions"})
_DATA = frozenset({"example", "examples", "default", "enum", "const", "value", "dataValue"})


class Subject:
    """One set of documents; everything is found out when a rule first asks for it."""

    def __init__(self, sources: Sources, api: Api, settings: Settings, *, tool_name_limit: int) -> None:
        self.sources = sources
        self.api = api
        self.settings = settings
        self._limit = tool_name_limit

    @cached_property
    def planned(self) -> tuple[PlannedOperation, ...]:
        """Return the operations as tools, in document order."""
        return plan_operations(self.api, Names(), tool_name_limit=self._limit)

    @cached_property
    def tools(self) -> tuple[tuple[PlannedOperation, dict[str, Any]], ...]:
        """Return each operation with its tool as `tools/list` sends it."""
        return tuple((planned, tool(self.api, planned)) for planned in self.planned)

    @cached_property
    def tokens(self) -> dict[str, int]:
        """Return about how many tokens each tool takes: `{operation key: tokens}`."""
        return {
            planned.operation.key: len(orjson.dumps(listed)) // BYTES_PER_TOKEN
            for planned, listed in self.tools
        }

    @cached_property
    def texts(self) -> tuple[tuple[Origin, str], ...]:
        """Return every title, summary and description of the documents, with its place."""
        return tuple(
            found
            for name, document in self.sources.documents.items()
            for found in _texts(document.value, Origin(f"{name}#"))
        )


def _texts(value: JsonValue, origin: Origin) -> Iterator[tuple[Origin, str]]:
    """Walk without recursion; what only shows data is passed over."""
    pending: list[tuple[JsonValue, Origin]] = [(value, origin)]
    while pending:
        node, place = pending.pop()
        if isinstance(node, list):
            pending.extend((item, child(place, index)) for index, item in enumerate(node))
            continue
        for key, inner in node.items() if isinstance(node, dict) else ():
            if isinstance(inner, str):
                if key in _SPOKEN:
                    yield child(place, key), inner
            elif isinstance(inner, dict | list) and key not in _DATA:
                pending.append((inner, child(place, key)))


def finding(
    code: str,
    message: str,
    origin: Origin,
    *,
    note: str | None = None,
    hint: str | None = None,
    fix: Edit | None = None,
) -> Diagnostic:
    """Return what a rule has found, with the severity of its code."""
    severity = CODES[code].severity
    return Diagnostic(
        code=code, message=message, severity=severity, origin=origin, note=note, hint=hint, fix=fix
    )
