"""One call as a sequence of steps, without any I/O: what sync and async callers share.

`exchange` is a generator. It yields what to do (send, wait, discard), is sent what came of it, and returns
the final response. Redirects are followed here and not by the HTTP library, which forwards every header but
`Authorization` to other origins: credentials also travel as `X-API-Key`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeAlias

from . import http
from .build import RequestParts
from .options import MAX_REDIRECTS
from .payload import Stream
from .retry import RetryPolicy, is_harmless

_HARMLESS_HEADERS = frozenset(
    {"accept", "accept-encoding", "accept-language", "connection", "content-encoding", "content-language"}
    | {"content-length", "content-type", "host", "transfer-encoding", "user-agent"}
)
"""What may follow a redirect to another origin."""


@dataclass(frozen=True, slots=True)
class Send:
    request: http.Request
    trusted: bool
    """The request goes where the caller meant it to go, so it may be authenticated."""


@dataclass(frozen=True, slots=True)
class Wait:
    seconds: float


@dataclass(frozen=True, slots=True)
class Discard:
    """Give the connection of a response back: another request follows."""

    response: http.Response


Step: TypeAlias = Send | Wait | Discard
Outcome: TypeAlias = http.Response | http.RequestError | None
Steps: TypeAlias = Generator[Step, Outcome, http.Response | http.RequestError]
Make: TypeAlias = Callable[[], http.Request]
Refill: TypeAlias = Callable[[http.Request], http.Request]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Where time and randomness come from."""

    now: Callable[[], float] = time.time
    """Epoch seconds."""
    random: Callable[[], float] = random.random


def exchange(
    parts: RequestParts, *, idempotent: bool, make: Make, refill: Refill, policy: RetryPolicy, chance: Chance
) -> Steps:
    """Send, follow redirects, and try again as the policy allows. Returns the last response or failure."""
    harmless = is_harmless(parts.method, idempotent=idempotent, header_names=parts.headers)
    attempt = 0
    while True:
        outcome = yield from _follow(parts, make(), refill)
        delay = _delay(policy, attempt, outcome, harmless, chance) if parts.payload.replayable else None
        if delay is None:
            return outcome
        if isinstance(outcome, http.Response):
            yield Discard(outcome)
        yield Wait(delay)
        parts.payload.rewind()
        attempt += 1


def _delay(
    policy: RetryPolicy,
    attempt: int,
    outcome: http.Response | http.RequestError,
    harmless: bool,
    chance: Chance,
) -> float | None:
    if isinstance(outcome, http.Response):
        if outcome.status_code < 400:
            return None
        return policy.after_response(
            attempt,
            status=outcome.status_code,
            headers=outcome.headers,
            harmless=harmless,
            now=chance.now(),
            random=chance.random(),
        )
    if not isinstance(outcome, http.TransportError):
        return None
    return policy.after_failure(attempt, error=outcome, harmless=harmless, random=chance.random())


def _follow(parts: RequestParts, request: http.Request, refill: Refill) -> Steps:
    trusted = True
    for _ in range(MAX_REDIRECTS):
        response = yield Send(request, trusted)
        if not isinstance(response, http.Response):
            assert response is not None
            return response
        following = _redirected(parts, request, response, refill)
        if following is None:
            return response
        yield Discard(response)
        # Once elsewhere, a way back to the first origin was chosen by a stranger.
        trusted = trusted and following.url.origin == request.url.origin
        request = following
    return http.TooManyRedirects(f"more than {MAX_REDIRECTS} redirects", request=request)


def _redirected(
    parts: RequestParts, request: http.Request, response: http.Response, refill: Refill
) -> http.Request | None:
    """Return the request that a redirect asks for; None when it is none, or cannot be followed."""
    following = response.next_request
    if following is None or following.url.scheme not in ("http", "https"):
        return None
    elsewhere = following.url.origin != request.url.origin
    if elsewhere:
        for name in [name for name in following.headers if name.lower() not in _HARMLESS_HEADERS]:
            del following.headers[name]
    elif "cookie" in request.headers:
        following.headers["Cookie"] = request.headers["cookie"]
    if following.method == request.method and isinstance(parts.payload.content, Stream):
        if not parts.payload.replayable:
            return None
        parts.payload.rewind()
        return refill(following)
    return following
