"""Remembers what the formatter made of which text: a text that is as it was need not be formatted again.

It is kept beside the stamp and not in `integen.lock`, which people read in diffs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from integen.output.format import formatter
from integen.output.place import keep, kept_at

_KIND = "formatted"


@dataclass(frozen=True, slots=True)
class Memory:
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """`{path: (digest of the text, digest of the formatted file)}`."""

    def formatted(self, path: str, text: str) -> str | None:
        """Return the digest of the file that was made of a text, given by its digest."""
        before, after = self.texts.get(path, ("", ""))
        return after if before == text else None


def read_memory(directory: Path) -> Memory:
    """Return what is known of a tree; nothing after another formatter."""
    try:
        record = orjson.loads(kept_at(directory, _KIND).read_bytes())
        if record["formatter"] != formatter():
            return Memory()
        return Memory({str(path): (str(text), str(file)) for path, (text, file) in record["texts"].items()})
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError):
        return Memory()


def write_memory(directory: Path, memory: Memory) -> None:
    keep(kept_at(directory, _KIND), orjson.dumps({"formatter": formatter(), "texts": memory.texts}))
