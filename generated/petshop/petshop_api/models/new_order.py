from __future__ import annotations

from .._kit.models import Model


class NewOrder(Model):
    """`NewOrder`."""

    pets: list[int]
    """Ids of the pets."""

    gift: bool | None = None
    note: str | None = None
