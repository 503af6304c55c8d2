"""Which files have changed since they were last looked at.

Files are looked at a few times a second and not subscribed to: docs/decisions/0011-watching-by-looking.md.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PATIENCE = 5
"""Looks for which a file may be missing or empty before that is taken for meant: editors save so."""


class _Stat(NamedTuple):
    modified: int
    """Nanoseconds since the epoch; -1 for what is not there."""
    size: int
    inode: int


class _Seen(NamedTuple):
    stat: _Stat
    digest: bytes | None
    """None for what is not there; of a folder only that it is there."""


_MISSING = _Stat(-1, 0, 0)


class Glance:
    """Remembers files by path. One counts as changed when it stands still again and has other bytes."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._moving: dict[str, _Stat] = {}
        self._waited = 0

    def accept(self, paths: Iterable[str], since: int) -> None:
        """Take files that are new here as they are, but none that was modified after `since` (ns)."""
        for path in paths:
            stat = _stat(path)
            if path not in self._seen and stat.modified < since:
                self._seen[path] = _Seen(stat, _digest(path))

    def look(self, paths: Iterable[str]) -> frozenset[str]:
        """Return which of these files, and of all before, are new, other or gone since the last answer."""
        now = {path: _stat(path) for path in {*paths, *self._seen}}
        moving = {path: stat for path, stat in now.items() if self._stat_of(path) != stat}
        still, self._moving = moving == self._moving, moving
        if not moving or not still or self._waits(moving):
            return frozenset()
        before, self._moving = self._seen, {}
        self._seen = {**before, **{path: _Seen(stat, _digest(path)) for path, stat in moving.items()}}
        return frozenset(
            path for path in moving if path not in before or before[path].digest != self._seen[path].digest
        )

    def _stat_of(self, path: str) -> _Stat | None:
        seen = self._seen.get(path)
        return seen.stat if seen else None

    def _waits(self, moving: dict[str, _Stat]) -> bool:
        """Whether a file that had content has none, and not for long."""
        emptied = (path for path, stat in moving.items() if stat.size == 0 and self._had_content(path))
        self._waited = self._waited + 1 if any(emptied) else 0
        return 0 < self._waited < PATIENCE

    def _had_content(self, path: str) -> bool:
        seen = self._seen.get(path)
        return seen is not None and seen.stat.size > 0


def _stat(path: str) -> _Stat:
    try:
        found = os.stat(path)  # noqa: PTH116 (many files, many times)
    except (OSError, ValueError):
        return _MISSING
    return _Stat(found.st_mtime_ns, found.st_size, found.st_ino)


def _digest(path: str) -> bytes | None:
    if os.path.isdir(path):  # noqa: PTH112 (many files, many times)
        return b""
    try:
        return hashlib.sha256(Path(path).read_bytes()).digest()
    except (OSError, ValueError):
        return None
