"""The client that an answer is for: what it can read, and whom to tell how far a call is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

Report = Callable[[float, float | None], Awaitable[None]]
"""`(done, total)`: sent if the client gave a progress token."""


async def silent(done: float, total: float | None) -> None:
    """Tell nobody."""


class Progress:
    """Tells only what is more than before: progress must not go back, even where a wrapper calls twice."""

    def __init__(self, report: Report) -> None:
        self._report, self._told = report, 0.0

    async def __call__(self, done: float, total: float | None) -> None:
        if done > self._told:
            self._told = done
            await self._report(done, total)


class Receiver(NamedTuple):
    modern: bool
    """At 2026-07-28 structured content may be any JSON, before only an object."""
    report: Report = silent
