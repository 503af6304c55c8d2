from __future__ import annotations

from .._kit.models import Model


class Ticket(Model):
    """`Ticket`."""

    poll: str
    """Where the order will be."""
