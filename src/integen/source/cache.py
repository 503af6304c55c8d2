"""Copies of documents from the web, in the user's cache folder and readable by that user only.

An entry for each URL says which body it had and how to ask whether that is still so; bodies are kept under
their own digest, which is checked when they are read. Every write replaces a file as a whole, so processes
need no lock, and a cache that is damaged, full or read-only only costs the time of a download.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import orjson

LIFE = 24 * 3600
"""Seconds for which a copy is used without asking."""
_MOST = 500
"""Entries that are kept; the oldest go first."""
_SECRET = re.compile(r"token|key|secret|sig|password|passwd|auth|credential|session|code", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What was downloaded from one URL."""

    uri: str
    """Where redirects led, without credentials."""
    etag: str = ""
    last_modified: str = ""
    checked: float = 0.0
    """UTC epoch seconds at which the server last confirmed it."""
    no_cache: bool = False
    """The server wants to be asked each time."""
    private: bool = False
    """It came from an address that the open internet cannot reach."""
    body: str = ""
    """SHA-256 of the data, in hexadecimal."""
    data: bytes = field(default=b"", repr=False)

    @property
    def is_young(self) -> bool:
        """Whether it may be used without asking; what is served nearby changes while people work on it."""
        age = time.time() - self.checked
        return 0 <= age < LIFE and not self.no_cache and not self.private

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask for a new body only when there is one. Source: RFC 9110 section 13.1."""
        asked = {"if-none-match": self.etag, "if-modified-since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


class Cache:
    """Copies by URL; nothing here raises. Without a directory nothing is found and nothing is kept."""

    def __init__(self, directory: Path | None) -> None:
        self._directory = (directory or Path(os.devnull)) / "documents"

    def find(self, url: str) -> Copy | None:
        """Return the copy for a URL unless there is none, or it is damaged."""
        try:
            record = orjson.loads(self._entry(url).read_bytes())
            copy = Copy(**record)
            data = self._body(copy.body).read_bytes() if _is_whole(copy) else b""
            return Copy(**{**record, "data": data}) if _digest(data) == copy.body else None
        except (OSError, TypeError, ValueError):
            return None

    def keep(self, url: str, copy: Copy) -> None:
        """Keep a copy, with the time at which it was confirmed set to now."""
        record = asdict(copy)
        data = record.pop("data")
        record |= {"checked": time.time(), "body": _digest(data)}
        try:
            body = self._body(record["body"])
            if not body.exists() or _digest(body.read_bytes()) != record["body"]:
                _write(body, data)
            _write(self._entry(url), orjson.dumps(record, option=orjson.OPT_SORT_KEYS))
            self._prune()
        except (OSError, TypeError, ValueError, AttributeError):
            return

    def _entry(self, url: str) -> Path:
        return self._directory / "urls" / f"{_digest(url.encode())}.json"

    def _body(self, digest: str) -> Path:
        if re.fullmatch("[0-9a-f]{64}", digest) is None:
            raise ValueError(digest)
        return self._directory / "bodies" / digest

    def _prune(self) -> None:
        """Drop the oldest entries above the limit, and bodies that no entry has."""
        entries = sorted(self._directory.glob("urls/*.json"), key=lambda path: path.stat().st_mtime)
        if len(entries) <= _MOST:
            return
        for path in entries[: -_MOST // 2]:
            path.unlink(missing_ok=True)
        used = {orjson.loads(path.read_bytes()).get("body") for path in entries[-_MOST // 2 :]}
        for path in self._directory.glob("bodies/*"):
            if path.name not in used:
                path.unlink(missing_ok=True)


def may_be_kept(url: str, final: str, headers: Mapping[str, str]) -> bool:
    """Tell whether an answer may be kept: not when the server forbids it, nor when a URL holds a secret."""
    control = {each.split("=")[0].strip().lower() for each in headers.get("cache-control", "").split(",")}
    if "no-store" in control or headers.get("vary", "").strip() == "*":
        return False
    return not any(_holds_secret(each) for each in (url, final))


def _is_whole(copy: Copy) -> bool:
    """Tell whether a copy that was read has values of the right kinds; a damaged file may hold any."""
    texts = (copy.uri, copy.etag, copy.last_modified, copy.body)
    return (
        all(isinstance(text, str) and text.isprintable() for text in texts)
        and type(copy.checked) in (int, float)
        and all(isinstance(flag, bool) for flag in (copy.no_cache, copy.private))
    )


def _holds_secret(url: str) -> bool:
    parts = urlsplit(url)
    return parts.username is not None or any(_SECRET.search(name) for name, _ in parse_qsl(parts.query))


def wants_asking(headers: Mapping[str, str]) -> bool:
    """Tell whether the server wants to be asked before each use."""
    return "no-cache" in headers.get("cache-control", "").lower()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Replace a file as a whole; only this user may read it and its folders."""
    for each in (path.parent.parent, path.parent):
        each.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)  # 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
