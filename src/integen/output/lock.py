"""`integen.lock`: what a generated tree was made from, the names that last, and a digest of every file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from integen.diagnostics.conflict import conflict_line
from integen.errors import IntegenError

NAME = "integen.lock"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    source: str = ""
    """SHA-256 of the document and every file that it refers to."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What changes the output besides the document, such as `{"targets": ["mcp", "python"]}`."""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """`{namespace: {position: name}}`, names of what is gone included."""
    files: Mapping[str, str] = field(default_factory=dict)
    """`{path: digest}` of every file that integen owns, the lock itself left out."""


def read_lock(directory: Path) -> Lock | None:
    """Return the lock of a tree, or None where there is none. Raises IntegenError when it cannot be read."""
    path = directory / NAME
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IntegenError(f"cannot read `{path}`: {(error.strerror or 'it failed').lower()}") from error
    line = conflict_line(data)
    if line is not None:
        raise IntegenError(
            f"`{path}` has merge conflict markers in line {line}",
            hint="take either side of it, as in `git checkout --theirs`, and generate: the rest follows",
        )
    try:
        record = orjson.loads(data)
        if record["lock"] != FORMAT:
            raise IntegenError(
                f"`{path}` has format {record['lock']}; this integen reads format {FORMAT}",
                hint="a newer integen has written it: upgrade, as in `pip install --upgrade integen`",
            )
        return Lock(
            source=str(record["source"]),
            options=dict(record["options"]),
            names={space: dict(names) for space, names in record["names"].items()},
            files={str(name): str(value) for name, value in record["files"].items()},
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise IntegenError(
            f"`{path}` is damaged",
            hint="restore it from version control, or delete it and accept that names are chosen anew",
        ) from error


def lock_bytes(lock: Lock) -> bytes:
    """Return the file's bytes: sorted, one entry a line, so that a change reads well in a diff."""
    record = {
        "lock": FORMAT,
        "source": lock.source,
        "options": lock.options,
        "names": lock.names,
        "files": lock.files,
    }
    return orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def digest(data: bytes) -> str:
    """Return the digest that locks hold for a file."""
    return hashlib.sha256(data).hexdigest()[:32]
