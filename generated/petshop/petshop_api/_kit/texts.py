"""Text to bytes in the charset that a media type names."""

from __future__ import annotations

from .errors import ArgumentError
from .media import charset_of


def text_bytes(text: str, content_type: str | None) -> bytes:
    """Return the bytes of a text. Raises ArgumentError for what the charset cannot hold."""
    charset = charset_of(content_type or "")
    try:
        return text.encode(charset)
    except UnicodeEncodeError as error:
        lone = "\ud800" <= text[error.start] <= "\udfff"
        what = "a lone surrogate, which is no valid Unicode" if lone else f"{text[error.start]!r}"
        raise ArgumentError(f"the body holds {what}: its charset `{charset}` cannot say that") from error
