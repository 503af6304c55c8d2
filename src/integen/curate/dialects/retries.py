"""`x-speakeasy-retries`: how a failed request is repeated, at the root or at an operation.

Intervals are in milliseconds; `statusCodes` are `503` or `5XX`.
Source: speakeasy.com/docs/sdks/customize/runtime/retries.
"""

from __future__ import annotations

import re
from typing import Any

from integen.curate.speaker import Speaker
from integen.ir.curation import Retries
from integen.ir.schema import JsonValue

_STATUS = re.compile(r"[1-5](?:\d\d|XX)")
_LONGEST = 86_400_000
_BACKOFF = {
    "initialInterval": ("first_delay", 1000.0),
    "maxInterval": ("longest_delay", 1000.0),
    "exponent": ("exponent", 1.0),
}
"""`{member: (field of Retries, how many of its units make one of ours)}`."""


def speakeasy(value: JsonValue, speaker: Speaker) -> None:
    """Say the retries in one form, that of `retries_of`, unless something in them makes no sense."""
    told = speaker.inside(value)
    if told is None:
        return
    strategy = told.get("strategy", "backoff")
    if strategy == "none":
        speaker.say("retries", {"strategy": "none"})
    elif strategy != "backoff":
        speaker.wrong("should be `backoff` or `none`", "strategy")
    elif _fits(told, speaker):
        speaker.say("retries", told)


def _fits(told: dict[str, Any], speaker: Speaker) -> bool:
    backoff = told.get("backoff", {})
    if not isinstance(backoff, dict):
        speaker.wrong("should be an object", "backoff")
        return False
    for member in _BACKOFF:
        if member in backoff and not _is_span(backoff[member]):
            speaker.wrong("should be a number above zero", "backoff", member)
            return False
    codes = told.get("statusCodes", [])
    if not isinstance(codes, list) or not all(_STATUS.fullmatch(str(code).upper()) for code in codes):
        speaker.wrong("should be a list of statuses such as `503` or `5XX`", "statusCodes")
        return False
    return True


def retries_of(told: Any) -> Retries:
    """Return what `x-speakeasy-retries` means; `maxElapsedTime` is left to the caller's `max_retries`."""
    if not isinstance(told, dict) or told.get("strategy") == "none":
        return Retries(off=True)
    backoff = told.get("backoff") if isinstance(told.get("backoff"), dict) else {}
    given = {
        name: backoff[member] / unit
        for member, (name, unit) in _BACKOFF.items()
        if backoff and _is_span(backoff.get(member))
    }
    codes = told.get("statusCodes")
    return Retries(
        **given,
        statuses=tuple(str(code).upper() for code in codes) if isinstance(codes, list) else (),
        connections=told.get("retryConnectionErrors") is not False,
    )


def _is_span(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= _LONGEST
