"""What to try: documents named by files, folders, URLs, and lists of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    location: str
    """A path or an `http(s)` URL."""
    digest: str
    """Of the file's bytes; of the address for what is on the web."""


def gathered(names: Iterable[str]) -> list[Input]:
    """Return the documents in order, each once. A name of a missing file stays: that is an outcome, too."""
    return list({each.location: each for name in names for each in _named(name)}.values())


def _named(name: str) -> Iterator[Input]:
    path = Path(name)
    if name.startswith(("http://", "https://")):
        yield Input(location=name, digest=_short(name.encode()))
    elif path.is_dir():
        yield from (_file(found) for found in sorted(path.rglob("*")) if found.suffix.lower() in SUFFIXES)
    elif path.suffix == ".txt" and path.is_file():
        for line in path.read_text().splitlines():
            entry = line.strip()
            if entry and not entry.startswith("#"):
                yield from _named(entry if "://" in entry else str(path.parent / entry))
    else:
        yield _file(path)


def _file(path: Path) -> Input:
    try:
        digest = _short(path.read_bytes())
    except OSError:
        digest = "unreadable"
    return Input(location=str(path), digest=digest)


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]
