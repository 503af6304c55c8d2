"""Counts the operations of a document without integen, so that none can be lost unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

METHODS = frozenset("get put post delete options head patch trace query".split())


def declared(location: str) -> int:
    """Return how many methods stand below `paths`; 0 for what is no local, plain document."""
    if "://" in location:
        return 0
    try:
        value = _parsed(Path(location))
    except (OSError, ValueError, RecursionError):
        return 0
    paths = value.get("paths") if isinstance(value, dict) else None
    if not isinstance(paths, dict):
        return 0
    known = METHODS if str(value.get("openapi", "")).startswith("3.2") else METHODS - {"query"}
    if "swagger" in value:
        known = known - {"trace"}
    return sum(
        method in known and isinstance(operation, dict)
        for name, item in paths.items()
        if isinstance(item, dict) and not str(name).startswith("x-")
        for method, operation in item.items()
    )


def _parsed(path: Path) -> Any:
    import orjson

    data = path.read_bytes()
    if data.lstrip()[:1] == b"{":
        return orjson.loads(data)
    import yaml12

    return yaml12.parse_yaml(data.decode("utf-8-sig"))
