"""What an API answers: a network for each documented status and media type."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from cases import Answer, Case
from support import Network
from values import with_base64, with_bytes

_FREE = {"2": (200, 299), "3": (399,), "4": (404, 418), "5": (500, 599)}
_LINES = ("application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines",
          "application/stream+json")  # fmt: skip


def networks(case: Case) -> list[tuple[Answer, Network]]:
    """Return each answer with a network that gives it; not those that no caller gets to see."""
    found = ((answer, status_of(case, answer)) for answer in case.answers)
    return [(answer, network_of(answer, status)) for answer, status in found if status is not None]


def status_of(case: Case, answer: Answer) -> int | None:
    """Return a status that this answer is for; what is below 200 is never final."""
    documented = {each.status for each in case.answers}
    if answer.status.isdigit():
        return int(answer.status) if answer.status[0] != "1" else None
    free = _FREE.get(answer.status[0], (500, 404)) if answer.status[0] != "1" else ()
    return next((each for each in free if str(each) not in documented), None)


def network_of(answer: Answer, status: int) -> Network:
    if answer.media is None or status in (204, 205, 304):
        return Network(status=status)
    return Network(
        status=status, headers={"content-type": answer.media}, content=content_of(answer)
    )


def content_of(answer: Answer) -> bytes:
    """Return the body, written as its media type wants it."""
    value, media = value_of(answer), answer.media.partition(";")[0].strip().lower()
    if answer.sent is not None:
        return answer.sent.encode()
    if isinstance(value, bytes):
        return value
    if isinstance(value, list) and media in _LINES:
        return "".join(f"{json.dumps(each)}\n" for each in value).encode()
    if isinstance(value, list) and media == "application/json-seq":
        return "".join(f"\x1e{json.dumps(each)}\n" for each in value).encode()
    if isinstance(value, list) and media == "text/event-stream":
        return "".join(f"{event_of(each, answer)}\n\n" for each in value).encode()
    if isinstance(value, str) and "json" not in media:
        return value.encode()
    return (urlencode(value) if "form-urlencoded" in media else json.dumps(value)).encode()


def value_of(answer: Answer) -> Any:
    """Return the value of an answer: bytes, or what has bytes only in base64."""
    value = with_bytes(answer.value)
    return value if isinstance(value, bytes) else with_base64(answer.value)


def event_of(item: Any, answer: Answer) -> str:
    members = item if answer.events else {"data": json.dumps(item)}
    return "\n".join(f"{name}: {value}" for name, value in members.items())
