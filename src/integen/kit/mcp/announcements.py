"""Tells clients of the revisions of 2025 that the list of tools has changed.

Clients of 2026-07-28 ask for it with `subscriptions/listen`, which the SDK answers from the same bus; those
before were promised it in the handshake.
"""

from __future__ import annotations

from typing import Any

import anyio
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.subscriptions import ServerEvent, SubscriptionBus, ToolsListChanged


class Announcements:
    """Handles `notifications/initialized`: each call goes on as long as its session, whose end cancels it."""

    def __init__(self, bus: SubscriptionBus) -> None:
        self._bus = bus
        self._listening: set[int] = set()

    async def __call__(
        self, ctx: ServerRequestContext[Any, Any], params: types.NotificationParams | None
    ) -> None:
        session = id(ctx.session.client_params)  # one object for each handshake
        if session in self._listening:
            return  # a client that says twice that it is ready is still one client
        self._listening.add(session)
        try:
            await self._announce(ctx)
        finally:
            self._listening.discard(session)

    async def _announce(self, ctx: ServerRequestContext[Any, Any]) -> None:
        changed = anyio.Event()

        def note(event: ServerEvent) -> None:
            if isinstance(event, ToolsListChanged):
                changed.set()

        unsubscribe = self._bus.subscribe(note)
        try:
            while True:
                await changed.wait()
                changed = anyio.Event()  # what happens while the client is told is told afterwards
                await ctx.session.send_tool_list_changed()
        finally:
            unsubscribe()
