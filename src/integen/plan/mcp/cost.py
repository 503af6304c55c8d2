"""What a tool costs a model: its name, description and arguments are read again with every request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_CHARACTERS_A_TOKEN = 4


def tokens(tool: Mapping[str, Any]) -> int:
    """Return about how many tokens a tool as MCP sends it is; models differ by a third."""
    said = [tool["name"], tool.get("description"), tool["inputSchema"]]
    return len(json.dumps(said, ensure_ascii=False)) // _CHARACTERS_A_TOKEN
