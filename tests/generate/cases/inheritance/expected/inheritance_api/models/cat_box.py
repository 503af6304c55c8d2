from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .cat import Cat


class CatBox(Model):
    """`CatBox`."""

    cat: Cat | None = None
    """Who sits in it."""

    nullable_cat: Cat | None = None
