"""What a server keeps when another catalog takes the place of its own: clients must not notice the change."""

from __future__ import annotations

import secrets

from mcp.server.request_state import RequestStateSecurity
from mcp.server.subscriptions import InMemorySubscriptionBus, SubscriptionBus

from ..connections import AsyncConnections
from ..http import AsyncBaseTransport
from .announcements import Announcements
from .listing import Listing
from .log_levels import LogLevels

EARLIER = 4
"""Lists that clients may still be in the midst of."""


class Lasting:
    """Shared by the servers that follow each other in one process."""

    def __init__(
        self, *, bus: SubscriptionBus | None = None, transport: AsyncBaseTransport | None = None
    ) -> None:
        self.bus = bus or InMemorySubscriptionBus()
        self.announcements = Announcements(self.bus)
        self.connections = AsyncConnections(transport=transport)
        self.levels = LogLevels()
        self.seal = RequestStateSecurity.ephemeral()
        """Keeps clients from making up the state of a question; the key is this process's."""
        self.secret = secrets.token_bytes(32)
        """For cursors, where there are no credentials to make a key of."""
        self.earlier: tuple[Listing, ...] = ()
        """Newest first."""

    def passed(self, listing: Listing) -> None:
        """Remember a list for those who have read its first pages."""
        others = (each for each in self.earlier if each.mark != listing.mark)
        self.earlier = (listing, *others)[:EARLIER]
