"""Which `pattern`s of a document are matched here, and which are left to the API.

Patterns are ECMA-262 written by strangers; Python's `re` backtracks, so one of them could hold the server for
hours. A pattern is used only when its shape cannot: no repeated group with a choice or a repetition inside,
few repetitions in all, short values. Everything else is not checked: the API checks it anyway.
"""

from __future__ import annotations

import re
from functools import lru_cache

MAX_PATTERN = 200
MAX_VALUE = 200
MAX_REPETITIONS = 2
"""Of variable length. With n characters matching takes at most n ** (this + 1) steps."""

_TOKEN = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])*\]|\(\?[:=!]|\(\?<[=!]|[()|]|[*+?]\??|\{\d*(?:,\d*)?\}\??|.", re.DOTALL
)
_REFUSED = ("(?=", "(?!", "(?<=", "(?<!")


def breaks(pattern: str, value: str) -> bool:
    """Tell whether a value certainly breaks a pattern; False when that is not known."""
    if len(value) > MAX_VALUE:
        return False
    compiled = _compiled(pattern)
    return compiled is not None and compiled.search(value) is None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    if len(pattern) > MAX_PATTERN or not _harmless(pattern):
        return None
    try:
        # ECMA's `\d` and `\w` are ASCII, and its `$` does not forgive a trailing line feed.
        return re.compile(_end_anchored(pattern), re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None


def _end_anchored(pattern: str) -> str:
    return "".join(r"\Z" if token == "$" else token for token in _TOKEN.findall(pattern))


def _harmless(pattern: str) -> bool:
    repetitions = 0
    varying = [False]
    """Whether each open group holds a choice or a repetition, innermost last."""
    closed = False
    for token in _TOKEN.findall(pattern):
        if token in _REFUSED or (
            token[0] == "\\" and token[1:].isalnum() and token[1:] not in "dDwWsSbBtnrfv"
        ):
            return False
        if token[0] in "*+?{" and len(token) > (token[0] == "{"):
            if closed and not _optional(token):
                return False
            repetitions += not _fixed(token)
            varying[-1] = True
        elif token[0] == "(":
            varying.append(False)
        elif token == "|":
            varying[-1] = True
        if token == ")":
            if len(varying) == 1:
                return False
            closed = varying.pop()
            varying[-1] = varying[-1] or closed
        else:
            closed = False
    return repetitions <= MAX_REPETITIONS


def _optional(token: str) -> bool:
    return token[0] == "?"


def _fixed(token: str) -> bool:
    """A repetition that cannot give characters back: `?`, `{3}`."""
    return token[0] == "?" or (token[0] == "{" and "," not in token)
