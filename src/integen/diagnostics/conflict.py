"""Recognises texts that a merge has left in conflict."""

from __future__ import annotations

import re

_MARKERS = re.compile(rb"^<{7} .*?^>{7} ", re.MULTILINE | re.DOTALL)


def conflict_line(data: bytes) -> int | None:
    """Return the first line with a merge conflict marker, from 1; None where the text has no conflict."""
    if b"<<<<<<< " not in data:
        return None
    match = _MARKERS.search(data)
    return data.count(b"\n", 0, match.start()) + 1 if match else None
