"""Drives `polls`: asks, sleeps and asks again until the work is done."""

from __future__ import annotations

from collections.abc import Callable

from . import http
from .build import Arguments
from .callers import AsyncCaller, Caller, SyncCaller
from .options import RequestOptions
from .polling import Patience, Polls, polls, question
from .records import Operation

Check = Callable[[Operation, http.Response], None]
"""Raises for an answer that is no success."""


def waited(
    caller: SyncCaller,
    operation: Operation,
    arguments: Arguments,
    options: RequestOptions,
    *,
    check: Check,
    within: float | None,
) -> http.Response:
    """Call the operation and return the answer that holds its result."""
    response = caller.call(operation, arguments, **options)
    check(operation, response)
    steps, asked, options = _prepared(caller, operation, arguments, options, response, within)
    try:
        ask = next(steps)
        while True:
            caller.pause(ask.seconds)
            response = caller.call(asked, ask.arguments, **options)
            check(operation, response)
            ask = steps.send(response)
    except StopIteration as done:
        result: http.Response = done.value
        return result


async def async_waited(
    caller: AsyncCaller,
    operation: Operation,
    arguments: Arguments,
    options: RequestOptions,
    *,
    check: Check,
    within: float | None,
) -> http.Response:
    """Like `waited`."""
    response = await caller.call(operation, arguments, **options)
    check(operation, response)
    steps, asked, options = _prepared(caller, operation, arguments, options, response, within)
    try:
        ask = next(steps)
        while True:
            await caller.pause(ask.seconds)
            response = await caller.call(asked, ask.arguments, **options)
            check(operation, response)
            ask = steps.send(response)
    except StopIteration as done:
        result: http.Response = done.value
        return result


def _prepared(
    caller: Caller,
    operation: Operation,
    arguments: Arguments,
    options: RequestOptions,
    first: http.Response,
    within: float | None,
) -> tuple[Polls, Operation, RequestOptions]:
    """Return the questions, the operation that asks them, and its options without those of a write."""
    patience = Patience(within=within, now=caller.now)
    kept = options.copy()
    kept.pop("body", None)
    kept.pop("content_type", None)
    kept.pop("idempotency_key", None)
    return polls(operation, arguments, first, patience, caller.credentials.redact), question(operation), kept
