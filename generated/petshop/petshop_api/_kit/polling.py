"""From an answer that came before the work was done to the one that holds its result; no I/O, no clock.

`polls` is a generator like `exchange`: it yields what to ask for and when, is sent the answer, and returns
the last one. Three ways to see how far the work is, the first that the answer offers:

- a status monitor (`Operation-Location`, `Azure-AsyncOperation`): its body has a state, and when that says
  that it succeeded the result stands where the document says (`Polling.final`);
- `Location` beside a 202: that address answers 202 until the work is done, and then with the result;
- a state in the resource itself (`properties.provisioningState`): the same URL is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from . import http
from .answers import json_of
from .build import Arguments
from .errors import APIResponseError, APITimeoutError, OperationFailedError
from .kinds import is_mapping
from .messages import server_message
from .omit import OMIT
from .records import Operation, Polling
from .retry import retry_after
from .statuses import error_body, request_id

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds between two questions, doubling, where the server does not say (`Retry-After`)."""
PATIENCE = 20
"""Questions after which `Retry-After: 0` is no longer taken at its word."""

_MONITORS = ("operation-location", "azure-asyncoperation")
_RESOURCE = (("properties", "provisioningState"), ("provisioningState",))
_REPORT = (("status",), *_RESOURCE, ("state",))
_DONE = frozenset(
    {"succeeded", "success", "successful", "completed"} | {"complete", "done", "finished", "ready"}
)
_FAILED = frozenset({"failed", "failure", "error", "canceled", "cancelled", "aborted"})
_PENDING = frozenset(
    {"running", "pending", "inprogress", "processing", "queued"}
    | {"creating", "updating", "deleting", "notstarted", "provisioning"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Wait, then ask for the operation's URL or for `arguments.url`."""

    seconds: float
    arguments: Arguments


Polls: TypeAlias = Generator[Ask, http.Response, http.Response]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait, and by which clock."""

    within: float | None
    """Seconds in all; None is for ever."""
    now: Callable[[], float]
    """Epoch seconds."""


def question(operation: Operation) -> Operation:
    """Return the operation that asks how far another one is: a GET with its path, query and headers."""
    return replace(operation, method="GET", effect="read", idempotent=True, body=None)


def asking(arguments: Arguments) -> Arguments:
    """Return what of the arguments goes into such a question: neither a body nor conditions on a write."""
    headers = {
        name: value
        for name, value in arguments.headers.items()
        if not name.lower().startswith(("if-", "content-")) and "idempotency" not in name.lower()
    }
    return replace(arguments, headers=headers, body=OMIT, content_type=None)


class StillRunningError(APITimeoutError):
    """The work is not done in the time that there was; `polls` can go on from `watch`."""

    def __init__(self, message: str, *, operation: str, watch: Watch, answer: http.Response | None) -> None:
        super().__init__(message, operation=operation)
        self.watch = watch
        self.answer = answer
        """The last one about its progress, if there was one."""


def polls(
    operation: Operation,
    arguments: Arguments,
    first: http.Response,
    patience: Patience,
    redact: Callable[[str], str],
) -> Polls:
    """Yield questions until the work is done. Every answer sent back must be a success.

    Raises OperationFailedError, StillRunningError, and APIResponseError for an answer that leads nowhere.
    """
    watch = watch_of(operation, first)
    if watch is None:
        return first
    return (yield from further_polls(operation, arguments, watch, patience, redact, answer=first))


def further_polls(
    operation: Operation,
    arguments: Arguments,
    watch: Watch,
    patience: Patience,
    redact: Callable[[str], str],
    *,
    answer: http.Response | None = None,
) -> Polls:
    """Yield questions like `polls`, of what was begun by an earlier call; at once without an `answer`."""
    about, asked = asking(arguments), 0
    started = patience.now()
    while True:
        seconds = 0.0 if answer is None else _wait(answer, asked, patience.now())
        if patience.within is not None and patience.now() + seconds - started > patience.within:
            raise StillRunningError(
                f"{operation.key} is not done within {patience.within:g} seconds; it may still get there",
                operation=operation.key,
                watch=watch,
                answer=answer,
            )
        answer = yield Ask(seconds=seconds, arguments=replace(about, url=watch.url))
        asked += 1
        state = _state(json_of(answer), watch.places)
        if state in _FAILED:
            raise _failed(operation, answer, state, redact)
        if watch.is_done(operation, answer, state):
            break
        watch = watch.moved(operation, answer)
    if watch.kind == "operation":
        found, final = _final(operation, watch, answer)
        if found:
            answer = yield Ask(seconds=0, arguments=replace(about, url=final))
    return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Where it can be seen how far the work is."""

    kind: str
    """`operation`, `location` or `original`."""
    url: str | None
    """None: the operation's own."""
    location: str | None = None
    """Where the first answer said that the result will stand."""

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        return _RESOURCE if self.kind == "original" else _REPORT

    def is_done(self, operation: Operation, answer: http.Response, state: str) -> bool:
        """Tell it from the status and the state. Raises APIResponseError for a monitor that says nothing."""
        if self.kind == "location":
            return answer.status_code != 202 and state not in _PENDING
        if state or answer.status_code == 202:
            return state in _DONE
        if self.kind == "operation" and answer.status_code != 204:
            raise _astray(operation, answer, "does not say how far the operation is")
        return True

    def moved(self, operation: Operation, answer: http.Response) -> Watch:
        """Follow the answer to the address that it gives for the next question, if it gives one."""
        following = _monitor(answer) if self.kind == "operation" else answer.headers.get("location")
        if following is None or self.kind == "original":
            return self
        return replace(self, url=_near(operation, answer, following))


def watch_of(operation: Operation, first: http.Response) -> Watch | None:
    """Return where to look; None when the first answer is the result."""
    polling = operation.polling
    if polling is None:
        return None
    state = _state(json_of(first), _RESOURCE) if polling.states else ""
    if first.status_code != 202 and state in _DONE:
        return None
    monitor, location = _monitor(first), first.headers.get("location")
    followed = polling.final == "location" if monitor else first.status_code == 202
    there = _near(operation, first, location) if location and followed else None
    if monitor:
        return Watch(kind="operation", url=_near(operation, first, monitor), location=there)
    if there:
        return Watch(kind="location", url=there)
    return Watch(kind="original", url=None) if state and _reads_itself(operation) else None


def _reads_itself(operation: Operation) -> bool:
    return operation.method in ("PUT", "PATCH")


def _final(operation: Operation, watch: Watch, last: http.Response) -> tuple[bool, str | None]:
    """Return whether the result stands elsewhere than in the monitor's last answer, and its URL there."""
    polling: Polling | None = operation.polling
    if polling is None or polling.final == "operation":
        return False, None
    if polling.final == "original":
        return True, None
    if watch.location:
        return True, watch.location
    said = json_of(last)
    place = said.get("resourceLocation") if is_mapping(said) else None
    return (True, _near(operation, last, place)) if isinstance(place, str) and place else (False, None)


def _monitor(response: http.Response) -> str | None:
    return next((response.headers[name] for name in _MONITORS if response.headers.get(name)), None)


def _near(operation: Operation, response: http.Response, url: str) -> str:
    """Return an address that an answer names, if it belongs to the server that named it."""
    try:
        there = response.request.url.join(url)
    except (http.InvalidURL, ValueError) as error:
        raise _astray(operation, response, "names an address that is none") from error
    if there.origin != response.request.url.origin:
        raise _astray(operation, response, "names an address at another server, which is not asked")
    return url if url.startswith("/") or "://" in url else str(there)


def _astray(operation: Operation, response: http.Response, why: str) -> APIResponseError:
    message = f"{operation.key} was accepted, but an answer about its progress {why}"
    return APIResponseError(message, operation=operation.key, response=response)


def _state(data: Any, places: tuple[tuple[str, ...], ...]) -> str:
    """Return the first state that stands at one of the places, as a plain word; empty when none does."""
    for place in places:
        found = data
        for name in place:
            found = found.get(name) if is_mapping(found) else None
        if isinstance(found, str) and found:
            return re.sub(r"[^a-z]", "", found[:64].lower())
    return ""


def _wait(answer: http.Response, asked: int, now: float) -> float:
    said = retry_after(answer.headers, now)
    if said is None:
        return min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(asked, 16))
    return said if asked < PATIENCE else max(said, FIRST_WAIT)


def _failed(
    operation: Operation, answer: http.Response, state: str, redact: Callable[[str], str]
) -> OperationFailedError:
    body = error_body(answer)
    said = redact(server_message(body))
    message = f"{operation.key} was accepted, and ended as `{state}`"
    return OperationFailedError(
        f"{message}: {said}" if said else message,
        operation=operation.key,
        response=answer,
        body=body,
        request_id=request_id(answer.headers),
    )
