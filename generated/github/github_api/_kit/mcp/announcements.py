"""Tells clients of the revisions of 2025 what has changed: the list of tools, say, or a resource they watch.

Clients of 2026-07-28 ask for it with `subscriptions/listen`, which the SDK answers from the same bus; those
before were promised it in the handshake.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import anyio
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.session import ServerSession
from mcp.server.subscriptions import (
    PromptsListChanged,
    ResourcesListChanged,
    ResourceUpdated,
    ServerEvent,
    SubscriptionBus,
    ToolsListChanged,
)

Request = ServerRequestContext[Any, Any]

_LISTS: Mapping[type[ServerEvent], Callable[[ServerSession], Awaitable[None]]] = {
    ToolsListChanged: ServerSession.send_tool_list_changed,
    PromptsListChanged: ServerSession.send_prompt_list_changed,
    ResourcesListChanged: ServerSession.send_resource_list_changed,
}


class Announcements:
    """Handles `notifications/initialized`: each call goes on as long as its session, whose end cancels it."""

    def __init__(self, bus: SubscriptionBus) -> None:
        self._bus = bus
        self._watched: dict[int, set[str]] = {}
        """`{session: URIs of resources}` of the clients that are told."""

    async def __call__(self, ctx: Request, params: types.NotificationParams | None) -> None:
        session = _session(ctx)
        if session in self._watched:
            return  # a client that says twice that it is ready is still one client
        self._watched[session] = set()
        try:
            await self._announce(ctx, self._watched[session])
        finally:
            del self._watched[session]

    async def watch(self, ctx: Request, params: types.SubscribeRequestParams) -> types.EmptyResult:
        """Answer `resources/subscribe`."""
        self._watched.get(_session(ctx), set()).add(str(params.uri))
        return types.EmptyResult()

    async def unwatch(self, ctx: Request, params: types.UnsubscribeRequestParams) -> types.EmptyResult:
        self._watched.get(_session(ctx), set()).discard(str(params.uri))
        return types.EmptyResult()

    async def _announce(self, ctx: Request, watched: set[str]) -> None:
        pending: dict[ServerEvent, None] = {}
        changed = anyio.Event()

        def note(event: ServerEvent) -> None:
            if not isinstance(event, ResourceUpdated) or event.uri in watched:
                pending[event] = None  # what happens several times before it is told is told once
                changed.set()

        unsubscribe = self._bus.subscribe(note)
        try:
            while True:
                await changed.wait()
                changed = anyio.Event()  # what happens while the client is told is told afterwards
                while pending:
                    event = next(iter(pending))
                    del pending[event]
                    await _tell(ctx.session, event)
        finally:
            unsubscribe()


def _session(ctx: Request) -> int:
    return id(ctx.session.client_params)  # one object for each handshake


async def _tell(session: ServerSession, event: ServerEvent) -> None:
    if isinstance(event, ResourceUpdated):
        await session.send_resource_updated(event.uri)
    else:
        await _LISTS[type(event)](session)
