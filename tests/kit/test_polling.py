"""When the next question is asked, and for how long; no clock and no network."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from integen.kit.build import Arguments
from integen.kit.errors import APITimeoutError
from integen.kit.polling import PATIENCE, Ask, Patience, Polls, polls
from integen.kit.records import Operation, Polling

POST = Operation(key="POST /jobs", method="POST", path="/jobs", polling=Polling(final="location"))


def answer(status: int, body: Any = None, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = httpx2.Request("GET", "https://api.example.com/jobs")
    return httpx2.Response(status, headers=named, json=body, request=request)


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds


def started(first: httpx2.Response, clock: Clock, within: float | None = None) -> Polls:
    return polls(POST, Arguments(), first, Patience(within=within, now=clock.now), str)


def waits(steps: Polls, clock: Clock, pending: httpx2.Response, count: int) -> list[float]:
    """Return the seconds before the first `count` questions."""
    ask: Ask = next(steps)
    found = [ask.seconds]
    while len(found) < count:
        clock.seconds += ask.seconds
        ask = steps.send(pending)
        found.append(ask.seconds)
    return found


def test_waits_double_up_to_half_a_minute_where_the_server_does_not_say() -> None:
    clock = Clock()
    steps = started(answer(202, location="/jobs/1"), clock)
    assert waits(steps, clock, answer(202), 8) == [1, 2, 4, 8, 16, 30, 30, 30]


def test_the_server_says_when_to_ask() -> None:
    clock = Clock()
    steps = started(answer(202, location="/jobs/1", retry_after="90"), clock)
    assert waits(steps, clock, answer(202, retry_after="5"), 3) == [90, 5, 5]


def test_a_server_that_always_says_now_is_not_asked_as_fast_as_it_answers() -> None:
    clock = Clock()
    pending = answer(202, location="/jobs/1", retry_after="0")
    found = waits(started(pending, clock), clock, pending, PATIENCE + 2)
    assert set(found[:PATIENCE]) == {0}
    assert set(found[PATIENCE:]) == {1}


def test_no_question_is_asked_after_the_time_is_over() -> None:
    clock = Clock()
    steps = started(answer(202, location="/jobs/1"), clock, within=10)
    assert waits(steps, clock, answer(202), 3) == [1, 2, 4]
    clock.seconds += 4
    with pytest.raises(APITimeoutError, match="within 10 seconds"):
        steps.send(answer(202))


def test_an_answer_that_waits_for_nothing_is_the_result() -> None:
    first = answer(200, {"status": "failed"}, location="/jobs/1")
    with pytest.raises(StopIteration) as done:
        next(started(first, Clock()))
    assert done.value.value is first


def test_a_result_that_the_monitor_names_is_fetched() -> None:
    steps = started(answer(202, operation_location="/operations/1"), Clock())
    assert next(steps).arguments.url == "/operations/1"
    ask = steps.send(answer(200, {"status": "Succeeded", "resourceLocation": "/jobs/9"}))
    assert (ask.seconds, ask.arguments.url) == (0, "/jobs/9")
    result = answer(200, {"name": "job"})
    with pytest.raises(StopIteration) as done:
        steps.send(result)
    assert done.value.value is result
