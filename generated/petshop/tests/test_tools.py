"""Every tool sends what the contract says, and is listed as it was."""

from __future__ import annotations

import hashlib
import json

import pytest
from cases import CASES, Case
from judge import check
from mcp.types import Tool
from server import listed, sent_by_tool
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension


@pytest.mark.parametrize("case", [case for case in CASES if case.tool], ids=str)
def test_the_tool_sends_what_was_asked(case: Case) -> None:
    for tried in case.tries:
        sent = sent_by_tool(case, case.of_tool(tried.given))
        check(case, tried, case.made_of(tried.given), sent)


def test_the_list_of_tools_is_as_it_was(snapshot: SnapshotAssertion) -> None:
    tools = listed()
    total = sum(len(text_of(each)) for each in tools) // 4
    lines = [line_of(each) for each in tools] + [f"{len(tools)} tools, ~{total} tokens"]
    assert lines == snapshot.use_extension(JSONSnapshotExtension)


def line_of(tool: Tool) -> str:
    """Return what is remembered of a tool: name, arguments, hints, cost, and a digest of all that agents read."""
    said = tool.annotations.model_dump(by_alias=True) if tool.annotations else {}
    hints = " ".join(sorted(name for name, value in said.items() if value is True))
    arguments = " ".join(tool.input_schema.get("properties", {}))
    digest = hashlib.sha256(text_of(tool).encode()).hexdigest()[:12]
    return f"{tool.name} ({arguments}) {hints}, ~{len(text_of(tool)) // 4} tokens, {digest}"


def text_of(tool: Tool) -> str:
    return json.dumps(
        [tool.name, tool.description, tool.input_schema], ensure_ascii=False, sort_keys=True
    )
