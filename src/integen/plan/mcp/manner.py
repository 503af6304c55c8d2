"""What a model should know before it calls a tool that takes long; `kit.mcp.asked` has the arguments."""

from __future__ import annotations

from integen.ir.api import Operation
from integen.plan.content import SEQUENCES, essence

_WORK = " Waits for the result, up to 50 seconds or `_wait`."
_STREAM = " Collects what arrives within 50 seconds or `_wait`, or `_max_items`."


def manner(operation: Operation) -> str:
    """Return a sentence after the description; empty for a tool that answers at once."""
    if operation.polling is not None:
        return _WORK
    streams = any(
        essence(media) in SEQUENCES
        for response in operation.responses
        if response.status[:1] in ("2", "d")
        for media in response.media
    )
    return _STREAM if streams else ""
