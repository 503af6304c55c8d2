from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .cat import Cat


class Registered(Model):
    """`Registered`."""

    id: int
    name: str
    parent: Cat | None = None
    number: str | None = None
