from __future__ import annotations

from typing import TYPE_CHECKING

from .search_page import SearchPage

if TYPE_CHECKING:
    from .repository import Repository


class SearchReposResponse(SearchPage):
    """Part of `SearchReposQ`."""

    items: list[Repository]

    def page_items(self) -> list[Repository]:
        """Return the items of this page."""
        return self.items
