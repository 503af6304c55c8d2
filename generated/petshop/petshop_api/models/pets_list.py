from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .pet import Pet


class PetsListResponse(Model):
    """Part of `PetsListFilter`."""

    items: list[Pet]
    next: str | None
    """Null on the last page."""

    def page_items(self) -> list[Pet]:
        """Return the items of this page."""
        return self.items
