"""File names of downloads. Source: RFC 6266 section 4.3 and RFC 8187."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from .visible import UNSEEN

_PARAMETER = re.compile(r';\s*(filename\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))', re.IGNORECASE)
_EXTENDED = re.compile(r"([\w.-]+)'[\w-]*'(.*)")
_UNSAFE = re.compile(f"[\n\t{UNSEEN}]")

LONGEST = 255


def file_name(content_disposition: str) -> str | None:
    """Return the name that a server suggests, safe to be joined to a folder; None when it names no file.

    What looks like a way to another folder is cut off, and control characters are left out.
    """
    given = {
        name.lower(): plain or re.sub(r"\\(.)", r"\1", quoted)
        for name, quoted, plain in _PARAMETER.findall(content_disposition[:4096])
    }
    text = _decoded(given.get("filename*", "")) or given.get("filename", "")
    name = _UNSAFE.sub("", re.split(r"[/\\]", text)[-1]).strip()
    return None if name.strip(".") == "" or ":" in name[:2] else name[:LONGEST]


def _decoded(text: str) -> str | None:
    match = _EXTENDED.fullmatch(text)
    if match is None:
        return None
    try:
        return unquote_to_bytes(match[2]).decode(match[1])
    except (LookupError, ValueError):
        return None
