"""Walks JSON Pointers through a parsed document."""

from __future__ import annotations

from urllib.parse import unquote

from integen.ir.origin import Origin, child, unescape
from integen.ir.schema import JsonValue


class Dangling(Exception):
    """Nothing stands where the pointer leads."""


def tokens_of(fragment: str) -> list[str]:
    """Return the reference tokens of a URI fragment that is a JSON Pointer. Source: RFC 6901 section 6."""
    if "%" in fragment:
        fragment = unquote(fragment)
    return [unescape(token) for token in fragment.split("/")[1:]]


def step(value: JsonValue, token: str) -> JsonValue:
    """Return the member or element `token`. Raises Dangling."""
    if isinstance(value, dict):
        if token in value:
            return value[token]
    elif isinstance(value, list) and token.isascii() and token.isdigit() and int(token[:9]) < len(value):
        return value[int(token[:9])]
    raise Dangling(token)


def anchors(document: str, value: JsonValue) -> dict[str, Origin]:
    """Return `{anchor: origin}` of each `$anchor` and `$dynamicAnchor`; the first of a name wins."""
    found: dict[str, Origin] = {}
    pending: list[tuple[Origin, JsonValue]] = [(Origin(document + "#"), value)]
    while pending:
        origin, node = pending.pop()
        if isinstance(node, dict):
            for keyword in ("$anchor", "$dynamicAnchor"):
                name = node.get(keyword)
                if isinstance(name, str):
                    found.setdefault(name, origin)
            pending.extend((child(origin, key), inner) for key, inner in reversed(node.items()))
        elif isinstance(node, list):
            pending.extend((child(origin, index), node[index]) for index in range(len(node) - 1, -1, -1))
    return found
