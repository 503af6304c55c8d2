from __future__ import annotations

import pytest

from integen.kit.retry import RetryPolicy, retry_after

DATE = "Sun, 09 Sep 2001 01:46:40 GMT"
NOON = 1_000_000_000.0
"""The epoch seconds of DATE."""


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "Sun, 09 Sep 2001 01:46:52 GMT"}, 12.0),
        ({"retry-after": "Sun, 09 Sep 2001 01:46:52 GMT", "date": "Sun, 09 Sep 2001 01:46:50 GMT"}, 2.0),
        ({"retry-after": DATE, "date": "Sun, 09 Sep 2001 01:47:40 GMT"}, 0.0),
        ({"retry-after": "Sun, 99 Sep 2001"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "1.5"}, 1.5),
    ],
)
def test_a_date_is_read_by_the_clock_of_the_server(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOON) == seconds


def test_waits_double_up_to_a_ceiling_and_are_jittered_downwards() -> None:
    policy = RetryPolicy(max_retries=10_000)
    assert [policy.backoff(attempt, 0.0) for attempt in range(6)] == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]
    assert policy.backoff(0, 1.0) == 0.375
    assert policy.backoff(5000, 0.0) == 8.0


def test_a_conflict_is_tried_again_only_when_the_server_says_when() -> None:
    policy = RetryPolicy()

    def delay(headers: dict[str, str]) -> float | None:
        return policy.after_response(0, status=409, headers=headers, harmless=True, now=NOON, random=0.0)

    assert delay({}) is None
    assert delay({"retry-after": "3"}) == 3.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000000030"}, 30.0),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "7"}, 7.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000000030", "retry-after": "2"}, 2.0),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": "1000000030"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" * 400}, None),
    ],
)
def test_a_rate_limit_that_is_used_up_says_when_to_come_back(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers, NOON) == seconds


def test_a_403_is_tried_again_only_when_it_means_a_rate_limit() -> None:
    policy = RetryPolicy()
    used_up = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000000030"}

    def delay(headers: dict[str, str], *, harmless: bool = False) -> float | None:
        return policy.after_response(0, status=403, headers=headers, harmless=harmless, now=NOON, random=0.0)

    assert delay(used_up) == 30.0
    assert delay({"x-ratelimit-remaining": "0"}, harmless=True) is None
    assert delay({}, harmless=True) is None
    assert delay({**used_up, "x-ratelimit-reset": "1000000090"}) is None, "longer than anyone waits"
