"""Media types as they stand in `Content-Type`."""

from __future__ import annotations

import codecs

_NO_CHARSETS = frozenset(("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"))
"""Codecs of Python that are for other things, take too long, or hide one text in another."""


def essence_of(content_type: str) -> str:
    """Return the media type without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str:
    """Return the `charset` parameter where Python knows it, and otherwise UTF-8."""
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'")
            return charset if _is_charset(charset) else "utf-8"
    return "utf-8"


def _is_charset(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    # Python also calls compression, base64 and ROT13 codecs.
    return getattr(found, "_is_text_encoding", True) and found.name not in _NO_CHARSETS


def is_xml(essence: str) -> bool:
    return essence.endswith(("/xml", "+xml"))


def is_json(essence: str) -> bool:
    return essence.endswith(("/json", "+json")) or essence == "text/json"


def concrete(content_type: str | None) -> str | None:
    """Return the first media type of a list that is not a range, or None."""
    choices = [item.strip() for item in (content_type or "").split(",")]
    return next((item for item in choices if item and "*" not in item), None)
