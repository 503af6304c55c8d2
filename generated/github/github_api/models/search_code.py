from __future__ import annotations

from typing import TYPE_CHECKING

from .search_page import SearchPage

if TYPE_CHECKING:
    from .code_match import CodeMatch


class SearchCodeResponse(SearchPage):
    """Part of `SearchCodeQ`."""

    items: list[CodeMatch]

    def page_items(self) -> list[CodeMatch]:
        """Return the items of this page."""
        return self.items
