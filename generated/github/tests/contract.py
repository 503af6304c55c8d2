"""The contract that requests are judged by: one OpenAPI document of all that was read."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from cases import HERE


@cache
def contract() -> dict[str, Any]:
    """Return the contract without formats: values are compared as they are on the wire."""
    document: dict[str, Any] = json.loads((HERE / "contract.json").read_text(encoding="utf-8"))
    _without_formats(document)
    return document


def contracted(key: str) -> dict[str, Any]:
    """Return what the contract says of an operation."""
    others = contract().get("x-operations", {})
    method, path = address(key)
    operation: dict[str, Any] = others[key] if key in others else contract()["paths"][path][method]
    return operation


def address(key: str) -> tuple[str, str]:
    """Return method and path, without what some documents write after it to tell two operations apart."""
    method, _, path = key.partition(" ")
    return method.lower(), path.partition("?")[0].partition("#")[0]


def judged_method(key: str) -> str:
    """Return the method that the judge is told; it does not know all there are."""
    method = key.partition(" ")[0]
    return "post" if method not in _METHODS else method.lower()


_METHODS = ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE")


def _without_formats(node: Any) -> None:
    if isinstance(node, dict):
        if isinstance(node.get("type"), str) and isinstance(node.get("format"), str):
            del node["format"]
        for each in node.values():
            _without_formats(each)
    elif isinstance(node, list):
        for each in node:
            _without_formats(each)
