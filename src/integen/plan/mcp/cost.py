"""What a tool costs a model: its name, description and arguments are read again with every request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

CHARACTERS_A_TOKEN = 4


def tokens(tool: Mapping[str, Any]) -> int:
    """Return about how many tokens a tool as MCP sends it is; models differ by a third."""
    return len(read(tool)) // CHARACTERS_A_TOKEN


def read(tool: Mapping[str, Any]) -> str:
    """Return what models read of a tool, the same for schemas that differ in order only."""
    said = [tool["name"], tool.get("description"), tool["inputSchema"]]
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
