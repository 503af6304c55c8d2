"""Samples as they are called with: JSON has no bytes."""

from __future__ import annotations

import base64
from typing import Any


def with_bytes(value: Any) -> Any:
    """Return a sample with real bytes in it."""
    match value:
        case {"$bytes": str(text)}:
            return base64.b64decode(text)
        case dict():
            return {name: with_bytes(each) for name, each in value.items()}
        case list():
            return [with_bytes(each) for each in value]
    return value


def with_base64(value: Any) -> Any:
    """Return a sample as tools take it: bytes as base64."""
    match value:
        case {"$bytes": str(text)}:
            return text
        case dict():
            return {name: with_base64(each) for name, each in value.items()}
        case list():
            return [with_base64(each) for each in value]
    return value
