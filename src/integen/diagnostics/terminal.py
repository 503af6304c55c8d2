"""Makes text from outside safe to show on a terminal."""

from __future__ import annotations

import re
import unicodedata

from integen.kit.visible import UNSEEN

_UNSAFE = re.compile(f"[\t\n{UNSEEN}]")


def safe_terminal(text: str) -> str:
    """Return `text` on one line, with control and invisible characters written as escapes such as `\\x1b`."""
    return _UNSAFE.sub(_escape, text) if _UNSAFE.search(text) else text


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 9:
        return " "
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """Return how many columns a safe text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
