"""What a server says went wrong, out of the many shapes that error bodies have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .kinds import is_list, is_mapping
from .visible import UNSEEN

LONGEST = 500
"""Characters of a server's message that an error repeats."""

_MESSAGE_MEMBERS = (
    "message",
    "error_description",
    "detail",
    "error",
    "errors",
    "title",
    "description",
    "reason",
    "msg",
    "error_message",
    "errorMessage",
    "Message",
    "faultstring",
    "fault",
    "code",
)
"""In the order of how much they usually tell."""

_PLACE_MEMBERS = ("field", "param", "pointer", "loc", "path", "name")
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>", re.IGNORECASE)
_UNSEEN = re.compile(f"[\n\t{UNSEEN}]+")


def server_message(body: Any) -> str:
    """Return the server's own words on one line, safe for a terminal; empty when it says nothing."""
    if isinstance(body, str):
        title = _TITLE.search(body[:10_000])
        found = title[1] if title else ("" if body.lstrip().startswith("<") else body[: LONGEST * 2])
    else:
        found = _message(body, depth=4)
    line = " ".join(_UNSEEN.sub(" ", found).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _message(value: Any, depth: int) -> str:
    if isinstance(value, str):
        return value
    if depth == 0:
        return ""
    if is_list(value):
        return "; ".join(filter(None, (_message(item, depth - 1) for item in value[:3])))
    if not is_mapping(value):
        return ""
    for name in _MESSAGE_MEMBERS:
        text = _message(value.get(name), depth - 1)
        if text:
            return _placed(value, text) + _details(value, name, depth)
    return ""


def _placed(members: Mapping[str, Any], text: str) -> str:
    """Say which field a complaint is about: `email: is not valid`."""
    for name in _PLACE_MEMBERS:
        place = members.get(name)
        if is_list(place):
            place = ".".join(str(step) for step in place[:8])
        if isinstance(place, str) and place and place not in text:
            return f"{place}: {text}"
    return text


def _details(members: Mapping[str, Any], found: str, depth: int) -> str:
    """Add the list of single complaints that stands beside a general message."""
    details = members.get("errors")
    if found == "errors" or not details:
        return ""
    text = _message(details, depth - 1)
    return f" ({text})" if text else ""
