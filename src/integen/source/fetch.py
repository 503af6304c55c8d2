"""Gets the bytes of a document from a file, the web or standard input, within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from integen.source import address
from integen.source.trouble import trouble

LIMIT = 100_000_000
"""Bytes of one document; the largest real one known has 46 million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    data: bytes = field(repr=False)
    uri: str
    """Absolute, after redirects."""


def from_file(path: Path, name: str) -> Fetched:
    """Read a local file. Raises DocumentError."""
    try:
        if path.is_dir():
            raise trouble("IG002", f"`{name}` is a directory", name)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
        uri = address.file_uri(path)
    except FileNotFoundError:
        raise trouble("IG001", f"`{name}` does not exist", name) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "unusable path"
        raise trouble("IG002", f"`{name}` cannot be read: {reason.lower()}", name) from None
    return Fetched(data=_bounded(data, name), uri=uri)


def from_stdin(data: bytes | None) -> Fetched:
    """Take what was given on standard input. Raises DocumentError."""
    return Fetched(data=_bounded(data or b"", "<stdin>"), uri="")


def from_web(url: str, name: str, *, headers: Mapping[str, str], stay: bool) -> Fetched:
    """Download a document; with `stay`, a redirect to another origin is refused. Raises DocumentError."""
    from integen.source.web import download  # the HTTP library costs 0.1 s that local files need not pay

    return download(url, name, headers=headers, stay=stay, limit=LIMIT)


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > LIMIT:
        raise trouble("IG011", f"`{name}` has more than {LIMIT // 1_000_000} MB", name)
    return data
