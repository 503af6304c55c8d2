"""Collects the items of an answer that may never end: so many, for so long, and says why no more."""

from __future__ import annotations

from contextlib import aclosing
from typing import Any, NamedTuple

import anyio

from ..http import RequestError, Response
from ..media import essence_of
from ..records import Operation
from ..sequences import EVENTS, Reader, content_of, is_done, reader_of
from .asked import ITEMS, WAIT
from .handshake import one_line
from .receiver import Report
from .sending import Caller

MAX_STREAMED, MAX_BYTES = 10_000, 50_000_000
SHOWN = 500
"""Characters of what is no item."""


class Collected(NamedTuple):
    response: Response | None
    """None: nothing came in time, not even a status."""
    items: list[Any] | None = None
    """None: the answer is no sequence, and was read to its end."""
    note: str | None = None
    """Why there are no more items, unless that is all."""


async def collected(
    caller: Caller, operation: Operation, arguments: Any, most: int, within: float, report: Report
) -> Collected:
    """Call the operation and read what it answers. Raises what `call` raises."""
    sequence: _Sequence | None = None
    response: Response | None = None
    try:
        with anyio.move_on_after(within):
            response = await caller.call(operation, arguments, stream=True)
            essence = essence_of(response.headers.get("content-type", ""))
            reader = reader_of(essence) if response.is_success else None
            if reader is None:
                whole = await caller.read(operation, response)
                caller.raise_for_status(operation, whole)
                return Collected(whole)
            sequence = _Sequence(reader, events=essence == EVENTS, most=most)
            return Collected(response, sequence.items, await sequence.read(response, report))
        items = sequence.items if sequence else []
        why = f"nothing ended it within {within:g} seconds; `{WAIT}` waits longer"
        return Collected(response, items, why)
    finally:
        if response is not None:
            with anyio.CancelScope(shield=True):
                await response.aclose()


class _Sequence:
    def __init__(self, reader: Reader, *, events: bool, most: int) -> None:
        self.items: list[Any] = []
        self._reader, self._events, self._most = reader, events, most
        self._bytes = 0

    async def read(self, response: Response, report: Report) -> str | None:
        """Read to the end, or return why not."""
        chunk = b""
        try:
            async with aclosing(response.aiter_bytes()) as chunks:
                async for chunk in chunks:
                    before = len(self.items)
                    if why := self._take(chunk):
                        return why
                    if len(self.items) > before:
                        await report(len(self.items), None)
            self._add(self._reader.end())
        except RequestError as error:
            return f"the connection was lost ({type(error).__name__})"
        except ValueError:
            said = one_line(chunk.decode("utf-8", "replace"), SHOWN)
            return f"what follows is no item: {said}"
        return None

    def _take(self, chunk: bytes) -> str | None:
        self._bytes += len(chunk)
        self._add(self._reader.feed(chunk))
        if len(self.items) >= self._most:
            del self.items[self._most :]
            return f"it may go on: `{ITEMS}` says how many to wait for"
        return f"{MAX_BYTES:,} bytes were read" if self._bytes > MAX_BYTES else None

    def _add(self, found: Any) -> None:
        for item in found:
            if not self._events:
                self.items.append(item)
            elif not is_done(item):
                self.items.append(content_of(item))
