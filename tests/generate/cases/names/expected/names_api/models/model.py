from __future__ import annotations

from .._kit.models import Model


class Model_(Model):
    """`model`."""

    x: str | None = None
