"""When to send a request again, and after how long. Pure: no clock, no sleep, no randomness of its own.

Two questions, in this order. *Can it help?* Connections that failed, 408, 429, 500, 502, 503 and 504 can; a
409 only when the server says when to come back. *Can it harm?* A GET, PUT or DELETE cannot, nor can a
request with an idempotency key. Any other is repeated only when it surely was not carried out: the
connection was never made, the server refused it for its rate (429, or 403 with no requests remaining), or
said when to come back (503 with `Retry-After`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

from . import http

IDEMPOTENT_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"})
"""Source: RFC 9110 section 9.2.2 and RFC 10008."""

IDEMPOTENCY_HEADERS = frozenset({"idempotency-key", "x-idempotency-key"})

RETRYABLE = frozenset({408, 429, 500, 502, 503, 504})

_LIMITS = ("x-ratelimit", "ratelimit", "x-rate-limit")
_FIRST_MOMENT = 1_000_000_000
"""Epoch seconds of 2001: a smaller number is a span, not a moment."""

_NEVER_SENT = (http.ConnectError, http.ConnectTimeout, http.PoolTimeout, http.ProxyError)
_OUR_FAULT = (http.UnsupportedProtocol, http.LocalProtocolError)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    max_retries: int = 2
    first_delay: float = 0.5
    """Seconds; doubled for each retry."""
    longest_delay: float = 8.0
    exponent: float = 2.0
    statuses: tuple[str, ...] = ()
    """`503`, `5XX`; empty: those of `RETRYABLE`."""
    connections: bool = True
    """Also when no answer came."""
    longest_wait: float = 60.0
    """Seconds. A server that asks for more is not asked again: the error carries its `retry_after`."""

    def after_response(
        self,
        attempt: int,
        *,
        status: int,
        headers: Mapping[str, str],
        harmless: bool,
        now: float,
        random: float,
    ) -> float | None:
        """Return the seconds to wait before the next try, or None: this answer is final.

        `attempt` counts from 0, `random` is in [0, 1), `now` is in epoch seconds.
        """
        if attempt >= self.max_retries:
            return None
        asked = retry_after(headers, now)
        limited = status == 429 or (status == 403 and exhausted(headers) and asked is not None)
        if not limited and not self._can_help(status) and not (status == 409 and asked is not None):
            return None
        refused = limited or (status == 503 and asked is not None)
        if not (harmless or refused):
            return None
        if asked is None:
            return self.backoff(attempt, random)
        return asked if asked <= self.longest_wait else None

    def after_failure(
        self, attempt: int, *, error: http.TransportError, harmless: bool, random: float
    ) -> float | None:
        """Like `after_response`, for a request that got no answer."""
        if attempt >= self.max_retries or isinstance(error, _OUR_FAULT) or not self.connections:
            return None
        return self.backoff(attempt, random) if harmless or isinstance(error, _NEVER_SENT) else None

    def backoff(self, attempt: int, random: float) -> float:
        """Return exponential backoff, shortened by up to a quarter so that clients do not come back in
        step.
        """
        # The exponent is bounded: 2.0 ** 1100 is no float.
        grown = self.first_delay * self.exponent ** min(attempt, 32)
        return min(self.longest_delay, grown) * (1 - 0.25 * random)

    def _can_help(self, status: int) -> bool:
        if not self.statuses:
            return status in RETRYABLE
        return str(status) in self.statuses or f"{status // 100}XX" in self.statuses


def policy_of(record: Mapping[str, Any] | None, max_retries: int) -> RetryPolicy:
    """Return the policy of an operation whose API says how it wants to be asked again.

    JSON: `{"off", "first", "longest", "exponent", "statuses", "connections"}`, delays in seconds. How often
    stays the caller's to say, and what is not harmless is repeated no more than elsewhere.
    """
    if record is None:
        return RetryPolicy(max_retries=max_retries)
    if record.get("off"):
        return RetryPolicy(max_retries=0)
    plain = RetryPolicy()
    return RetryPolicy(
        max_retries=max_retries,
        first_delay=record.get("first", plain.first_delay),
        longest_delay=min(record.get("longest", plain.longest_delay), plain.longest_wait),
        exponent=min(max(record.get("exponent", plain.exponent), 1.0), 10.0),
        statuses=tuple(record.get("statuses", ())),
        connections=record.get("connections", True),
    )


def is_harmless(method: str, *, idempotent: bool, header_names: Mapping[str, object]) -> bool:
    """Whether doing it twice is the same as doing it once. `header_names` are lower-case."""
    return idempotent or method in IDEMPOTENT_METHODS or not IDEMPOTENCY_HEADERS.isdisjoint(header_names)


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that the server asks to wait: `retry-after-ms`, `Retry-After` as seconds or HTTP
    date, or when its rate limit is used up, the reset of that.

    A date is compared with the server's own `Date` where it sent one, so that clocks need not agree.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    if value is None:
        return _until_reset(headers, now)
    if seconds is not None:
        return seconds
    moment = _epoch(value)
    if moment is None:
        return None
    server_now = _epoch(headers.get("date"))
    return max(0.0, moment - (now if server_now is None else server_now))


def exhausted(headers: Mapping[str, str]) -> bool:
    """Whether the server says that no requests remain in this window of its rate limit."""
    return any(headers.get(f"{prefix}-remaining", "").strip() == "0" for prefix in _LIMITS)


def _until_reset(headers: Mapping[str, str], now: float) -> float | None:
    if not exhausted(headers):
        return None
    for prefix in _LIMITS:
        value = headers.get(f"{prefix}-reset", "").strip()
        if value.isdecimal() and len(value) <= 12:
            # Some count the seconds (the IETF's draft), others name the moment in epoch seconds (GitHub).
            return float(value) if int(value) < _FIRST_MOMENT else max(0.0, int(value) - now)
    return None


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    # NaN and infinity compare false or too large: neither is a wait.
    return number if 0 <= number < 1e9 else None


def _epoch(value: str | None) -> float | None:
    try:
        moment = parsedate_to_datetime(value or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
