"""Reads what openapi-core does not: parts of multipart bodies, and objects deep in a query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

import httpx2


def parts(sent: httpx2.Request) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each part, read by the standard library."""
    head = f"content-type: {sent.headers['content-type']}\r\n\r\n".encode()
    for part in message_from_bytes(head + sent.content).get_payload():
        name = part.get_param("name", header="content-disposition")
        yield str(name), part.get_payload(decode=True)


def wanted_parts(body: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    for name, value in body.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, bytes | str):
                yield name, each if isinstance(each, bytes) else each.encode()
            else:
                yield name, json.dumps(each, separators=(",", ":")).encode()


def nested(sent: httpx2.Request, names: set[str]) -> dict[str, Any]:
    """Return objects written as `name[a][b]=value`, which the judge reads one level deep only."""
    found: dict[str, Any] = {}
    for key, value in sent.url.params.multi_items():
        name, *steps = key.replace("]", "").split("[")
        if name in names and steps:
            node = found.setdefault(name, {})
            for step in steps[:-1]:
                node = node.setdefault(step, {})
            node[steps[-1]] = int(value) if value.isdigit() else value
    return found
