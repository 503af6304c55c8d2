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
