"""Pages of `tools/list`, put together from the catalog's lines without parsing them.

Sizes come from what clients refuse: the Python client 1 MiB in one event, the TypeScript client a list of
more than 64 pages; and many hosts ignore `nextCursor`, so one page is kept as long as it is possible.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

SINGLE_PAGE = 900_000
"""Bytes up to which everything goes into one page."""
PAGE = 600_000
"""Bytes of a page otherwise."""
MAX_PAGES = 60


class Listing:
    """The list of tools in its pages. A cursor is the number of a page, the first has none.

    Where lists follow each other, cursors are `marked` with what tells this one from the others.
    """

    def __init__(self, tools: Iterable[bytes], cache: dict[str, Any], *, marked: bool = False) -> None:
        """Take tools as JSON, and what a 2026-07-28 answer has beside them: `resultType`, `ttlMs`, ..."""
        self._pages = paged(list(tools))
        self.mark = _mark(self._pages) if marked else ""
        self._envelope = json.dumps(cache, ensure_ascii=False, separators=(",", ":")).encode()[1:-1]
        self._parsed: dict[tuple[int, bool], dict[str, Any]] = {}

    def number(self, cursor: object) -> int | None:
        """Return the page that a cursor stands for, or None when it is not one of ours."""
        if cursor is None:
            return 0
        if not isinstance(cursor, str) or cursor not in self._cursors():
            return None
        return int(cursor.removeprefix(self.mark))

    def _cursors(self) -> frozenset[str]:
        return frozenset(f"{self.mark}{number}" for number in range(1, len(self._pages)))

    def body(self, number: int, *, modern: bool) -> bytes:
        """Return a page as the `result` of an answer; `modern` is 2026-07-28."""
        parts = [b'{"tools":[', self._pages[number], b"]"]
        if number + 1 < len(self._pages):
            parts.append(b',"nextCursor":"%b%d"' % (self.mark.encode(), number + 1))
        if modern:
            parts += [b",", self._envelope]
        return b"".join((*parts, b"}"))

    def result(self, number: int, *, modern: bool) -> dict[str, Any]:
        """Return the same as JSON data, parsed once; the caller must not change it."""
        key = (number, modern)
        if key not in self._parsed:
            self._parsed[key] = json.loads(self.body(number, modern=modern))
        return self._parsed[key]


def _mark(pages: Sequence[bytes]) -> str:
    import hashlib  # costs the front, which never needs it, 3 ms

    return hashlib.sha256(b"\n".join(pages)).hexdigest()[:12] + "."


def paged(tools: Sequence[bytes]) -> list[bytes]:
    """Join tools into pages, at least one; a tool larger than a page has one of its own."""
    total = sum(map(len, tools)) + len(tools)
    if total <= SINGLE_PAGE:
        return [b",".join(tools)]
    limit = max(PAGE, total // MAX_PAGES + max(map(len, tools)))
    pages: list[list[bytes]] = [[]]
    size = 0
    for tool in tools:
        if size + len(tool) > limit and pages[-1]:
            pages.append([])
            size = 0
        pages[-1].append(tool)
        size += len(tool) + 1
    return [b",".join(page) for page in pages]
