from __future__ import annotations

from .._kit.models import Model


class Import(Model):
    """`import`."""

    x: str | None = None
