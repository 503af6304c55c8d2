"""Bodies of `multipart/*` whose parts have no names: a list, in order.

Source: OAS 3.2 section 4.14.5 (`itemSchema`, `prefixEncoding`) and RFC 2046 section 5.1.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from .files import File, is_file, read_file
from .headers import header_name, header_text
from .jsonic import json_bytes
from .media import concrete, essence_of, is_json
from .payload import Payload
from .records import Content, Encoding
from .styles import shaped
from .texts import text_bytes


def parts_in_order(content: Content, items: Iterable[Any]) -> Payload:
    """Return one part for each item: files as they are, text as text, anything else as JSON, unless the
    Encoding of its position says otherwise.
    """
    boundary = secrets.token_hex(16)
    pieces: list[bytes] = []
    for index, item in enumerate(items):
        encoding = content.prefix[index] if index < len(content.prefix) else content.item
        media_type, data = _part(item, encoding)
        lines = [f"Content-Type: {media_type}"]
        lines += [
            f"{header_name(name)}: {header_text(name, value)}" for name, value in encoding.headers.items()
        ]
        head = "".join(f"{line}\r\n" for line in lines)
        pieces.append(f"--{boundary}\r\n{head}\r\n".encode() + data + b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    separator = "; " if ";" not in content.type else ";"
    return Payload(content_type=f"{content.type}{separator}boundary={boundary}", content=b"".join(pieces))


def _part(item: Any, encoding: Encoding) -> tuple[str, bytes]:
    declared = header_text("contentType", concrete(encoding.content_type) or "") or None
    if is_file(item):
        file = read_file(item)
        return _media_type(file.type or declared), _whole(file)
    shape = shaped(item)
    if is_json(essence_of(declared or "")) or not isinstance(shape, str):
        return declared or "application/json", json_bytes(item)
    return declared or "text/plain; charset=utf-8", text_bytes(shape, declared)


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
