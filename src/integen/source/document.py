"""One text that was read, and what it parsed to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from integen.ir.schema import JsonValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    id: str
    """The document part of an `Origin`: empty for the main one, else relative to the main one's folder."""
    name: str
    """As the user wrote it or would write it; what messages print. Without credentials."""
    uri: str
    """Absolute, after redirects; empty for standard input."""
    value: JsonValue = field(repr=False)
    text: bytes = field(repr=False)
    """UTF-8 without byte order mark."""
    format: Literal["json", "yaml"]
