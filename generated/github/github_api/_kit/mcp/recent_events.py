"""Keeps the last messages of streams over HTTP, so that a client of 2025 that lost one can ask again."""

from __future__ import annotations

from collections import OrderedDict
from itertools import count

from mcp.server.streamable_http import EventCallback, EventMessage, EventStore
from mcp_types import JSONRPCMessage

KEPT = 1000
"""Messages of all streams together; a client that comes later starts over."""


class RecentEvents(EventStore):
    """Event ids are numbers that are never given twice."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept, self._next = kept, count(1)
        self._events: OrderedDict[str, tuple[str, JSONRPCMessage | None]] = OrderedDict()

    async def store_event(self, stream_id: str, message: JSONRPCMessage | None) -> str:
        event_id = str(next(self._next))
        self._events[event_id] = stream_id, message
        if len(self._events) > self._kept:
            self._events.popitem(last=False)
        return event_id

    async def replay_events_after(self, last_event_id: str, send_callback: EventCallback) -> str | None:
        if last_event_id not in self._events:
            return None
        stream = self._events[last_event_id][0]
        after = int(last_event_id)
        for event_id, (of, message) in list(self._events.items()):
            if of == stream and int(event_id) > after and message is not None:
                await send_callback(EventMessage(message, event_id))
        return stream
