from __future__ import annotations

from .._kit.models import Model


class Moment(Model):
    """One value for each variable that was asked for."""

    time: str
    """Local time without an offset."""

    interval: int | None = None
    """Seconds."""
