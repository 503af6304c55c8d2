"""Follows the pages of an answer until there are as many items as were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..answers import json_of
from ..http import Response
from ..kinds import is_list
from ..paging import items_of, next_page
from ..records import Operation
from .cursors import Start
from .receiver import Report
from .sending import Caller

MAX_PAGES, MAX_BYTES = 50, 50_000_000
"""Of one call; the cursor leads to the rest."""


class Gathered:
    """The items of some pages, and where each page begins among them."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.ended = False
        """Whether there is no page after these."""
        self.other: Response | None = None
        """A first answer that holds no list of items."""
        self._pages: list[tuple[int, Start]] = []
        self._bytes = 0

    def at(self, count: int) -> Start | None:
        """Return where to go on after `count` of the items; None at the end."""
        if self.ended and count == len(self.items):
            return None
        first, start = next(page for page in reversed(self._pages) if page[0] <= count)
        return Start(start.arguments, start.skip + count - first)

    def begin(self, start: Start) -> None:
        self._pages.append((len(self.items), start))

    def add(self, response: Response, items: Sequence[Any]) -> None:
        self._bytes += len(response.content)
        self.items.extend(items)

    def enough(self, most: int) -> bool:
        return len(self.items) >= most or len(self._pages) > MAX_PAGES or self._bytes > MAX_BYTES


async def gathered(
    caller: Caller,
    operation: Operation,
    start: Start,
    most: int,
    report: Report,
    *,
    first: Response | None = None,
) -> Gathered:
    """Return at least `most` items, if there are as many, and report each page. Raises what both raise.

    The answer of `start` may be there already, as `first`.
    """
    path = operation.pagination.items if operation.pagination else ()
    found = Gathered()
    before: bytes | None = None
    found.begin(start)
    while not found.enough(most):
        response, first = first or await caller.call(operation, start.arguments), None
        caller.raise_for_status(operation, response)
        data = json_of(response)
        items = items_of(data, path)
        if before is None and not is_list(items):
            found.other = response
            return found
        # A server that does not know what pages are answers the first one for ever.
        after = None if response.content == before else next_page(operation, start.arguments, response, data)
        found.add(response, () if response.content == before else items[start.skip :])
        await report(min(len(found.items), most), most)
        if after is None:
            found.ended = True
            return found
        before, start = response.content, Start(after)
        found.begin(start)
    return found
