"""Samples as JSON, which has no bytes: `{"$bytes": base64}`."""

from __future__ import annotations

import base64
from typing import Any

from integen.plan.samples.values import Bytes


def plain(value: Any) -> Any:
    """Return a sample as JSON."""
    match value:
        case Bytes(data=data):
            return {"$bytes": base64.b64encode(data).decode()}
        case dict():
            return {name: plain(each) for name, each in value.items()}
        case list():
            return [plain(each) for each in value]
    return value
