"""Samples as JSON, which has no bytes: `{"$bytes": base64}`."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from integen.plan.samples.values import Bytes


def in_base64(data: bytes) -> Any:
    return {"$bytes": base64.b64encode(data).decode()}


def plain(value: Any, of_bytes: Callable[[bytes], Any] = in_base64) -> Any:
    """Return a sample as JSON; `of_bytes` says what stands in the place of bytes."""
    match value:
        case Bytes(data=data):
            return of_bytes(data)
        case dict():
            return {name: plain(each, of_bytes) for name, each in value.items()}
        case list():
            return [plain(each, of_bytes) for each in value]
    return value
