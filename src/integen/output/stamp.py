"""Remembers, outside the generated tree, that it is up to date, so that nothing is done without a change.

The stamp names the generator's own code by a digest; the tree itself holds no version and no time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from integen.output.lock import NAME, digest
from integen.output.place import keep, kept_at

_KIND = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Whether a tree is what this generator makes of these files with these options."""

    documents: Mapping[str, str]
    """`{absolute path: digest}` of every file that was read."""
    options: Mapping[str, Any]
    generator: str
    lock: str
    """Digest of the tree's lock file."""
    summary: Mapping[str, Any]
    """What the run reported, to report it again."""
    source: str
    """Digest of all documents together, those of the web too."""
    silent: bool
    """All is known without reading a document: nothing was found to be told again, nothing is on the web."""


def read_stamp(directory: Path) -> Stamp | None:
    try:
        record = orjson.loads(kept_at(directory, _KIND).read_bytes())
        return Stamp(**record)
    except (OSError, orjson.JSONDecodeError, TypeError):
        return None


def write_stamp(directory: Path, stamp: Stamp) -> None:
    record = {name: getattr(stamp, name) for name in Stamp.__slots__}
    keep(kept_at(directory, _KIND), orjson.dumps(record, option=orjson.OPT_SORT_KEYS))


def same_documents(stamp: Stamp) -> bool:
    """Whether the files that were read are as they were."""
    try:
        return all(_digest_of(path) == value for path, value in stamp.documents.items())
    except OSError:
        return False


def same_tree(directory: Path, stamp: Stamp, options: Mapping[str, Any], generator: str) -> bool:
    """Whether options, generator and every generated file are as they were."""
    if stamp.generator != generator or dict(stamp.options) != dict(options):
        return False
    try:
        lock = (directory / NAME).read_bytes()
        if digest(lock) != stamp.lock:
            return False
        base = os.fspath(directory)
        return all(
            _digest_of(f"{base}/{path}") == value for path, value in orjson.loads(lock)["files"].items()
        )
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return False


def _digest_of(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (thousands of files)
        return digest(file.read())


def generator_digest(*folders: Path) -> str:
    """Return a digest of the generator's code and templates."""
    found = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".jinja", ".ts"):
                found.update(path.read_bytes())
    return found.hexdigest()[:32]
