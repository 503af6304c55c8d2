"""What would put a finding right: a small change of a document, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from integen.ir.origin import Origin
from integen.ir.schema import JsonValue


class Change(StrEnum):
    SET = "set"
    """The scalar at the origin becomes `value`."""
    QUOTE = "quote"
    """The scalar at the origin becomes a text, written as it is."""
    CLEAN = "clean"
    """Invisible characters leave the text at the origin."""
    RENAME = "rename"
    """The key of the origin becomes `key`."""
    ADD = "add"
    """The object at the origin gets the member `key` with `value`."""
    APPEND = "append"
    """The list that is the member `key` of the object at the origin, or a new one, gets `value`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    change: Change
    origin: Origin
    key: str = ""
    value: JsonValue = None
