"""JSONPath texts that name exactly one node. Source: RFC 9535 sections 2.3.1 and 2.7."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SHORT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ESCAPES = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", "'": r"\'", "\\": r"\\"}


def path_to(tokens: Sequence[str | int]) -> str:
    """Return the query for the node at these keys (`str`) and positions (`int`) from the root.

    `path_to(["paths", "/pets/{id}", "get"])` is `$.paths['/pets/{id}'].get`.
    """
    return "$" + "".join(map(_segment, tokens))


def quoted(text: str) -> str:
    """Return a JSONPath string literal in single quotes, for names and for filters."""
    return "'" + "".join(_ESCAPES.get(each) or _safe(each) for each in text) + "'"


def _segment(token: str | int) -> str:
    if isinstance(token, int):
        return f"[{token}]"
    return f".{token}" if _SHORT.fullmatch(token) else f"[{quoted(token)}]"


def _safe(character: str) -> str:
    return f"\\u{ord(character):04x}" if ord(character) < 0x20 else character
