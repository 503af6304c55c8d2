from __future__ import annotations

from .._kit.models import Model


class CThing(Model):
    """`c.Thing`."""

    x: str | None = None
