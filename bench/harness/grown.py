"""Documents larger than those that are at hand: one grown with fresh names, and one written as YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.documents import document
from harness.peers import WORK

_SCHEMA = "#/components/schemas/microsoft.graph."


def grown_graph(megabytes: int = 46) -> Path:
    """Return Microsoft Graph at the size of its beta: with copies of paths and schemas under other names."""
    target = WORK / f"graph-{megabytes}mb.json"
    if not target.exists():
        whole = json.loads(document("graph").read_bytes())
        source = {"paths": dict(whole["paths"]), "schemas": dict(whole["components"]["schemas"])}
        size, copy = document("graph").stat().st_size, 0
        while size < megabytes * 1_000_000:
            copy += 1
            size += _add(whole, source, f"copy{copy}", megabytes * 1_000_000 - size)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")))
    return target


def _add(whole: dict[str, Any], source: dict[str, Any], name: str, room: int) -> int:
    """Add the schemas of `source` and the paths that there is room for; return how many bytes that is."""
    added = 0
    schemas, paths = whole["components"]["schemas"], whole["paths"]
    for key, value in source["schemas"].items():
        if added < room:
            text = _written(value, name)
            schemas[key.replace("microsoft.graph.", f"microsoft.graph.{name}.")] = json.loads(text)
            added += len(text) + len(key) + 4
    for key, value in source["paths"].items():
        if added < room:
            text = _written(value, name)
            paths[f"/{name}{key}"] = _renamed(json.loads(text), name)
            added += len(text) + len(key) + 4
    return added


def _written(value: Any, name: str) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace(_SCHEMA, f"{_SCHEMA}{name}.")


def _renamed(value: Any, name: str) -> Any:
    """Give operations an operationId of their own."""
    for operation in value.values() if isinstance(value, dict) else ():
        if isinstance(operation, dict) and "operationId" in operation:
            operation["operationId"] = f"{name}.{operation['operationId']}"
    return value


def github_yaml(megabytes: int = 10) -> Path:
    """Return about so many megabytes of GitHub's document as YAML."""
    import yaml12

    target = WORK / f"github-{megabytes}mb.yaml"
    if not target.exists():
        whole = json.loads(document("github").read_bytes())
        paths = list(whole["paths"].items())
        text, keep = "", len(paths)
        while not text or len(text.encode()) > megabytes * 1_000_000:
            text = yaml12.format_yaml({**whole, "paths": dict(paths[:keep])})
            keep = int(keep * 0.95)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return target
