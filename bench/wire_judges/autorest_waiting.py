"""How the scenarios of long-running operations want to be called; `autorest_calls` has what they are sent."""

from __future__ import annotations

from typing import Any

from wire_judges.autorest_calls import Call

_PREFIXES = ("LROs_", "LRORetrys_", "LROSADs_", "LROsCustomHeader_")
_WITHIN = 60.0
"""Seconds that one operation may take."""

RETRIED = {"max_retries": 2, "idempotency_key": "1"}
"""The server fails once on purpose, and a POST is repeated only when that is safe."""


def waiting_calls(method: str, calls: list[Call]) -> list[Call]:
    """Return the calls of a method with what waiting for it needs: cookies tell the questions apart."""
    if not method.startswith(_PREFIXES):
        return calls
    retried: dict[str, Any] = RETRIED if method.startswith("LRORetrys_") else {}
    return [
        Call(call.arguments, client=call.client, options={**call.options, **retried}, cookies=True)
        for call in calls
    ]


def waiting(views: Any, call: Any) -> Any:
    """Return the method as one that waits for the result."""
    return views.wait(call, within=_WITHIN)
