from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .cat import Cat


class Stray(Model):
    """`Stray`."""

    id: int | None = None
    name: str | None
    parent: Cat | None = None
