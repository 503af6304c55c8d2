"""Writes `catalog.json`: one JSON document with a record per line (the format stands in `kit/catalog.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from integen.kit.catalog import FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogRecords:
    """What a catalog holds, as JSON values whose members with default values are left out."""

    integration: Mapping[str, Any]
    operations: Mapping[str, Mapping[str, Any]]
    """`{operation key: record}` in document order."""
    index: Mapping[str, tuple[Any, ...]]
    """`{tool: (operation key, toolset, effect, more toolsets, pinned)}` in the order of the tools; the last
    two may be left out."""
    tools: tuple[Mapping[str, Any], ...]
    """The most important first, then by name."""
    webhooks: tuple[Mapping[str, Any], ...] = ()
    """In document order."""


def catalog_text(records: CatalogRecords) -> bytes:
    """Return the bytes of `catalog.json`."""
    return b"".join(
        (
            b'{"catalog":%d,\n"integration":' % FORMAT,
            orjson.dumps(records.integration),
            b',\n"index":{\n',
            _members(records.index.items()),
            b'},\n"operations":{\n',
            _members(records.operations.items()),
            b'},\n"tools":[\n',
            _joined(orjson.dumps(tool) for tool in records.tools),
            b"]",
            _webhooks(records.webhooks),
            b"}\n",
        )
    )


def _webhooks(records: tuple[Mapping[str, Any], ...]) -> bytes:
    return b',\n"webhooks":[\n' + _joined(map(orjson.dumps, records)) + b"]" if records else b""


def _members(items: Iterable[tuple[str, Any]]) -> bytes:
    return _joined(orjson.dumps(key) + b":" + orjson.dumps(value) for key, value in items)


def _joined(lines: Iterable[bytes]) -> bytes:
    text = b",\n".join(lines)
    return text + b"\n" if text else b""
