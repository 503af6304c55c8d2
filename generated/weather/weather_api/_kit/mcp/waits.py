"""Waits for work that an API does after it has answered, as long as a call may take."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NamedTuple

import anyio

from ..build import Arguments
from ..http import Response
from ..polling import Patience, StillRunningError, Watch, further_polls, question, watch_of
from ..records import Operation
from .receiver import Report
from .sending import Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where time comes from."""

    now: Callable[[], float] = time.time
    """Epoch seconds."""
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep


class Work(NamedTuple):
    answer: Response | None
    """The result, or the last that was said of it."""
    watch: Watch | None
    """Where to go on looking; None when it is done."""


async def begun(
    caller: Caller, operation: Operation, arguments: Arguments, within: float, report: Report, clock: Clock
) -> Work:
    """Call the operation, and wait for what it began. Raises what calling and polling raise."""
    first = await caller.call(operation, arguments)
    caller.raise_for_status(operation, first)
    watch = watch_of(operation, first)
    if watch is None:
        return Work(first, None)
    return await watched(caller, operation, arguments, watch, within, report, clock, answer=first)


async def watched(
    caller: Caller,
    operation: Operation,
    arguments: Arguments,
    watch: Watch,
    within: float,
    report: Report,
    clock: Clock,
    *,
    answer: Response | None = None,
) -> Work:
    """Wait for work that is under way, and report each answer about it."""
    patience = Patience(within=within, now=clock.now)
    steps = further_polls(operation, arguments, watch, patience, caller.redact, answer=answer)
    asks, asked = question(operation), 0
    try:
        ask = next(steps)
        while True:
            await clock.sleep(ask.seconds)
            response = await caller.call(asks, ask.arguments)
            caller.raise_for_status(asks, response)
            asked += 1
            await report(asked, None)
            ask = steps.send(response)
    except StopIteration as done:
        return Work(done.value, None)
    except StillRunningError as error:
        return Work(error.answer, error.watch)
