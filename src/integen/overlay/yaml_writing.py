"""JSON values as YAML for people: block style, short texts plain, long ones in several lines.

Any text comes back as it was from a YAML 1.2 parser (core schema); what is not surely safe is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from integen.ir.schema import JsonValue

_PLAIN = re.compile(r"(?:[A-Za-z_$/]|\.{1,2}/|\d+\.\d+\.\d)[A-Za-z0-9_$/.,;()\[\]{}'<>@=*+~|^?!&%` -]*")
"""Begins with nothing that means something in YAML, holds no colon, number sign, quote or backslash.

With two dots it is no number: `3.1.0`.
"""
_MEANS_SOMETHING_ELSE = frozenset("null true false yes no on off y n".split())
_LITERAL = re.compile(
    r"[^\s\x00-\x1f\x7f-\uffff\U00010000-\U0010ffff][^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*"
)
_LONG = 100


def block(value: JsonValue, indent: int = 0) -> Iterator[str]:
    """Yield the lines of a value, each with `indent` spaces in front."""
    pad = " " * indent
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _member(pad + _key(key) + ":", inner, indent)
    elif isinstance(value, list) and value:
        for inner in value:
            first, *rest = block(inner, indent + 2) if _is_open(inner) else [pad + "  " + scalar(inner)]
            yield pad + "- " + first[indent + 2 :]
            yield from rest
    else:
        yield pad + scalar(value)


def _member(head: str, value: JsonValue, indent: int) -> Iterator[str]:
    if _is_open(value):
        yield head
        yield from block(value, indent + 2)
    elif isinstance(value, str) and "\n" in value and _is_literal(value):
        yield head + " |" + _chomping(value)
        for line in value.removesuffix("\n").split("\n"):
            yield " " * (indent + 2) + line if line else ""
    else:
        yield f"{head} {scalar(value)}"


def scalar(value: JsonValue) -> str:
    """Return a value on one line; objects and lists in JSON, which is YAML."""
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    return json.dumps(value)


def comment(text: str, indent: int = 0) -> str:
    """Return text on one comment line, whatever it holds."""
    words = "".join(each if each.isprintable() else " " for each in text)
    return f"{' ' * indent}# {' '.join(words.split())}".rstrip()


def _is_open(value: JsonValue) -> bool:
    return isinstance(value, (dict, list)) and bool(value)


def _is_plain(text: str) -> bool:
    return (
        len(text) <= _LONG
        and _PLAIN.fullmatch(text) is not None
        and not text.endswith(" ")
        and text.lower() not in _MEANS_SOMETHING_ELSE
    )


def _key(key: str) -> str:
    return key if _is_plain(key) else _quoted(key)


def _quoted(text: str) -> str:
    """Return a double-quoted text: printable characters as they are, all others escaped.

    JSON's escapes are YAML's, except for pairs of surrogates.
    """
    encoded = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _escaped(each) for each in encoded)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"


def _is_literal(text: str) -> bool:
    """A block begins with a visible character, and ends in at most one line end."""
    return _LITERAL.fullmatch(text) is not None and not text.endswith("\n\n") and bool(text.strip())


def _chomping(text: str) -> str:
    return "" if text.endswith("\n") else "-"
