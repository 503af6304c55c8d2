"""Follows the pages of an answer until there are as many items as were asked for.

A cursor is a random word for a place that this process remembers. One that spelled the place out could be
made up, to send the API's credentials to any path of its server past the filters of tools, and would show
what the API wrote into the address of its next page.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..answers import json_of
from ..build import Arguments
from ..http import Response
from ..kinds import is_list
from ..paging import items_of, next_page
from ..records import Operation
from .receiver import Report
from .sending import Caller

MAX_ITEMS, MAX_PAGES, MAX_BYTES = 1000, 50, 50_000_000
"""Of one call; the cursor leads to the rest."""

KEPT = 2000
"""Cursors of a server."""


class CursorError(Exception):
    """The cursor is not one of this process, or belongs to another call."""


class Start(NamedTuple):
    """Where the items of a call begin: a page, and how many of its items were had before."""

    arguments: Arguments
    skip: int = 0


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


async def gathered(caller: Caller, operation: Operation, start: Start, most: int, report: Report) -> Gathered:
    """Return at least `most` items, if there are as many, and report each page. Raises what both raise."""
    path = operation.pagination.items if operation.pagination else ()
    found = Gathered()
    before: bytes | None = None
    found.begin(start)
    while not found.enough(most):
        response = await caller.call(operation, start.arguments)
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


class Cursors:
    """The places where earlier calls stopped, the last `KEPT` of them."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._starts: OrderedDict[str, tuple[str, Arguments, Start]] = OrderedDict()

    def made(self, operation: Operation, first: Arguments, start: Start) -> str:
        """Return the cursor that a call with the arguments `first` can go on with."""
        cursor = secrets.token_urlsafe(12)
        self._starts[cursor] = operation.key, first, start
        if len(self._starts) > self._kept:
            self._starts.popitem(last=False)
        return cursor

    def start(self, operation: Operation, first: Arguments, cursor: str) -> Start:
        """Return where to go on. Raises CursorError."""
        made_for, asked, start = self._starts.get(cursor, ("", first, None))
        if start is None or made_for != operation.key or asked != first:
            raise CursorError
        return start
