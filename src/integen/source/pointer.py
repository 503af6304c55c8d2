"""Walks JSON Pointers through a parsed document."""

from __future__ import annotations

from urllib.parse import unquote

from integen.ir.origin import unescape
from integen.ir.schema import JsonValue


class Dangling(Exception):
    """Nothing stands where the pointer leads."""


def tokens_of(fragment: str) -> list[str]:
    """Return the reference tokens of a URI fragment that is a JSON Pointer. Source: RFC 6901 section 6."""
    if "%" in fragment:
        fragment = unquote(fragment)
    return [unescape(token) for token in fragment.split("/")[1:]]


def spelled(fragment: str) -> list[tuple[str, str]]:
    """Return each reference token as it means and as it is written: some do not escape what looks escaped."""
    decoded = tokens_of(fragment)
    if "%" not in fragment:
        return [(token, token) for token in decoded]
    written = [unescape(token) for token in fragment.split("/")[1:]]
    return list(zip(decoded, written if len(written) == len(decoded) else decoded, strict=True))


def step(value: JsonValue, token: str) -> JsonValue:
    """Return the member or element `token`. Raises Dangling."""
    if isinstance(value, dict):
        if token in value:
            return value[token]
    elif isinstance(value, list) and token.isascii() and token.isdigit() and int(token[:9]) < len(value):
        return value[int(token[:9])]
    raise Dangling(token)
