"""Files as callers hand them over: a path, bytes, a stream, or a tuple with a name."""

from __future__ import annotations

import base64
import binascii
import io
import mimetypes
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias, TypeGuard, cast

from .errors import ArgumentError
from .kinds import is_list, is_tuple
from .media import essence_of

FileContent: TypeAlias = bytes | str | os.PathLike[str] | IO[bytes] | Iterable[bytes]
FileInput: TypeAlias = (
    FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str | None]
)
"""`b"…"`, `Path("a.png")`, `open("a.png", "rb")`, `("a.png", b"…")` or `("a.png", b"…", "image/png")`. A
plain `str` is text to send, never a path: whoever fills in arguments must not be able to read files with
them."""

_DATA_URL = re.compile(r"data:(?P<type>[\w.+-]+/[\w.+-]+)?(?:;[\w.+-]+=[^;,]*)*;base64,")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file, ready to be sent."""

    name: str | None
    content: bytes | IO[bytes] | Iterable[bytes]
    type: str | None
    """The media type that the caller gave, or that the name implies."""
    opened: bool = False
    """We opened the stream, so we close it."""


def is_file(value: Any) -> TypeGuard[FileInput]:
    """Whether a value can only be meant as a file."""
    if is_tuple(value):
        return len(value) in (2, 3) and (value[0] is None or isinstance(value[0], str)) and is_file(value[1])
    return isinstance(value, (bytes, bytearray, os.PathLike)) or hasattr(value, "read")


def file_type(value: Any) -> str | None:
    """Return the media type that a file is said to be of, or that its name implies, without opening it."""
    name: Any
    name, content, stated = (*value, None)[:3] if is_tuple(value) else (None, value, None)
    if isinstance(stated, str):
        return essence_of(stated)
    if name is None:
        is_path = isinstance(content, os.PathLike)
        name = Path(cast("os.PathLike[str]", content)).name if is_path else _stream_name(content)
    return mimetypes.guess_type(name)[0] if name else None


def read_file(value: Any) -> File:
    """Return the file that a caller means. Opens paths; raises ArgumentError when there is none."""
    name: str | None
    content: Any
    media_type: str | None
    name, content, media_type = (*value, None)[:3] if is_tuple(value) else (None, value, None)
    opened = isinstance(content, os.PathLike)
    if isinstance(content, os.PathLike):
        path = Path(cast("os.PathLike[str]", content))
        name = name or path.name
        content = _open(path)
    elif isinstance(content, str):
        content = content.encode()
    elif isinstance(content, bytearray):
        content = bytes(content)
    elif isinstance(content, io.TextIOBase):
        raise ArgumentError("a file must be opened in binary mode")
    name = name or _stream_name(content)
    media_type = media_type or (mimetypes.guess_type(name)[0] if name else None)
    return File(name=name, content=content, type=media_type, opened=opened)


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise ArgumentError(f"cannot read `{path}`: {error.strerror}") from error


def _stream_name(stream: Any) -> str | None:
    name = getattr(stream, "name", None)
    return Path(name).name if isinstance(name, str) and not name.startswith("<") else None


def from_base64(name: str, value: Any) -> Any:
    """Return what a tool's argument means as a file: base64 text or a `data:` URL becomes bytes, lists item
    by item.

    Anything but text is left as it is, so that a command line may hand over paths. Raises ArgumentError.
    """
    if is_list(value):
        return [from_base64(name, item) for item in value]
    if not isinstance(value, str):
        return value
    url = _DATA_URL.match(value)
    encoded = value[url.end() :] if url else value
    try:
        content = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ArgumentError(f"`{name}` must be base64 text", names=(name,)) from error
    return (None, content, url["type"]) if url and url["type"] else content
