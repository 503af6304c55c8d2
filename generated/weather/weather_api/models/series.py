from __future__ import annotations

from .._kit.models import Model


class Series(Model):
    """Columns of equal length; the first one is the time."""

    time: list[str]
