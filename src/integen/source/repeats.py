"""Keys that stand twice in one object, which parsers pass over in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator

from integen.diagnostics.diagnostic import Position
from integen.diagnostics.json_positions import JsonPositions
from integen.diagnostics.yaml_positions import YamlPositions
from integen.ir.schema import JsonValue

_LARGEST = 2_000_000
"""Bytes. Larger documents are written by programs, which do not repeat keys; it takes 0.1 s a megabyte."""

_MOST = 20


def repeated_keys(text: bytes, form: str) -> list[tuple[str, Position]]:
    """Return the later of repeated keys with their places, at most twenty."""
    if len(text) > _LARGEST:
        return []
    if form == "json":
        decoded = _in_json(text) if _json_repeats(text) else iter(())
    else:
        decoded = YamlPositions(text).repeated_keys()
    return list(_placed(decoded, text.decode(errors="replace")))


def _in_json(text: bytes) -> Iterator[tuple[str, int]]:
    for key, at in JsonPositions(text).repeated_keys():
        yield key, len(text[:at].decode(errors="replace"))


def _placed(found: Iterator[tuple[str, int]], text: str) -> Iterator[tuple[str, Position]]:
    for (key, offset), _ in zip(found, range(_MOST), strict=False):
        line = text.count("\n", 0, offset) + 1
        yield key, Position(line=line, column=offset - text.rfind("\n", 0, offset))


def _json_repeats(text: bytes) -> bool:
    """Tell whether any object of a valid JSON text repeats a key."""
    repeated = False

    def note(pairs: list[tuple[str, JsonValue]]) -> None:
        nonlocal repeated
        repeated = repeated or len(dict(pairs)) < len(pairs)

    json.loads(text, object_pairs_hook=note)
    return repeated
