"""Bodies of `multipart/*` whose parts have no names: a list, in order.

Source: OAS 3.2 section 4.14.5 (`itemSchema`, `prefixEncoding`) and RFC 2046 section 5.1.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from .files import File, is_file, read_file
from .jsonic import json_bytes
from .payload import Payload
from .records import Content
from .styles import shaped
from .texts import text_bytes


def parts_in_order(content: Content, items: Iterable[Any]) -> Payload:
    """Return one part for each item: files as they are, text as text, anything else as JSON."""
    boundary = secrets.token_hex(16)
    pieces: list[bytes] = []
    for item in items:
        media_type, data = _part(item)
        pieces.append(f"--{boundary}\r\nContent-Type: {media_type}\r\n\r\n".encode() + data + b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    separator = "; " if ";" not in content.type else ";"
    return Payload(content_type=f"{content.type}{separator}boundary={boundary}", content=b"".join(pieces))


def _part(item: Any) -> tuple[str, bytes]:
    if is_file(item):
        file = read_file(item)
        return _media_type(file.type), _whole(file)
    shape = shaped(item)
    if isinstance(shape, str):
        return "text/plain; charset=utf-8", text_bytes(shape, None)
    return "application/json", json_bytes(item)


def _media_type(given: str | None) -> str:
    return given if given and given.isprintable() else "application/octet-stream"


def _whole(file: File) -> bytes:
    content: Any = file.content
    if not hasattr(content, "read"):
        return content if isinstance(content, bytes) else b"".join(content)
    data: bytes = content.read()
    if file.opened:
        content.close()
    return data
