"""Bytes that an API wants as text: base64, or base64url without padding, where the document says so."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .kinds import is_list, is_mapping, is_tuple


def as_text(value: Any, kind: str) -> Any:
    """Return bytes, and what a path leads to, as text; anything else, text above all, is what was meant."""
    if isinstance(value, Path):
        value = value.read_bytes()
    if not isinstance(value, bytes | bytearray):
        return value
    if kind == "base64url":  # RFC 4648 section 5; section 3.2 leaves the padding to who uses it, few do
        return base64.urlsafe_b64encode(value).decode().rstrip("=")
    return base64.b64encode(value).decode()


def with_text(value: Any, places: Sequence[Mapping[str, Any]]) -> Any:
    """Return a body with the bytes at these places, `{"at": names, "as": kind}`, as text. Nothing is changed
    in place.
    """
    for place in places:
        value = _replaced(value, place["at"], place["as"])
    return value


def _replaced(value: Any, at: Sequence[str | None], kind: str) -> Any:
    if not at:
        return as_text(value, kind)
    step, rest = at[0], at[1:]
    if step is None and (is_list(value) or is_tuple(value)):
        return [_replaced(item, rest, kind) for item in value]
    if not is_mapping(value):
        return value
    names = value.keys() if step is None else [step] if step in value else []
    changed = {name: _replaced(value[name], rest, kind) for name in names}
    return {**value, **changed} if changed else value
