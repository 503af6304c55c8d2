"""What the search knows of each tool, taken from the catalog."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from typing import Any

from ..catalog import Catalog
from ..kinds import is_dict
from .search import Document

DESCRIPTION = 300
"""Characters of a description, and of a parameter's, that are indexed: what matters stands first."""
PARAMETER = 80


def documents(catalog: Catalog, wanted: Container[str]) -> Iterator[Document]:
    """Yield a document per wanted tool, in the catalog's order."""
    for (name, entry), line in zip(catalog.index().items(), catalog.tool_lines(), strict=True):
        if name in wanted:
            tool = json.loads(line)
            yield Document(name, _fields(tool, entry.operation.partition(" ")[2], entry.toolset))


def _fields(tool: dict[str, Any], path: str, toolset: str) -> dict[str, str]:
    summary, _, description = tool.get("description", "").partition("\n")
    properties = tool["inputSchema"].get("properties", {})
    texts = (value.get("description", "") for value in properties.values() if is_dict(value))
    return {
        "name": tool["name"],
        "title": tool.get("title", ""),
        "path": f"{path} {toolset}",
        "summary": summary[:DESCRIPTION],
        "description": description[:DESCRIPTION],
        "parameters": " ".join(properties),
        "parameter_texts": " ".join(text[:PARAMETER] for text in texts if isinstance(text, str)),
    }
