from __future__ import annotations

from typing import TYPE_CHECKING

from .search_page import SearchPage

if TYPE_CHECKING:
    from .issue import Issue


class SearchIssuesResponse(SearchPage):
    """Part of `SearchIssuesQ`."""

    items: list[Issue]

    def page_items(self) -> list[Issue]:
        """Return the items of this page."""
        return self.items
