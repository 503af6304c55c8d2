from __future__ import annotations

from .._kit.models import Model


class SearchPage(Model):
    """`SearchPage`."""

    total_count: int
    incomplete_results: bool
    """True when the search ran out of time."""
