from __future__ import annotations

from .._kit.models import Model


class Label(Model):
    """`Label`."""

    id: int | None = None
    name: str
    color: str | None = None
    """Six hexadecimal digits."""

    description: str | None = None
