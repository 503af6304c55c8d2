"""Reads `catalog.json` by lines: what is not asked for is never parsed.

The file is one JSON document, written so that every record stands on a line of its own:

    {"catalog":1,
    "integration":{...},
    "index":{
    "<tool>":["<operation key>","<toolset>","<effect>",["<further toolset>"],<pinned>],
    ...
    },
    "operations":{
    "<operation key>":{...},
    ...
    },
    "tools":[
    {"name":"<tool>","title":...,"description":...,"inputSchema":{...},"annotations":{...}},
    ...
    ],
    "webhooks":[
    {"kind":"webhook","name":...,"method":...,"content":[...],"model":...,"function":...},
    ...
    ]}

The last section is there for APIs that send requests themselves. A tool's line is the tool as MCP sends it,
so a page of `tools/list` is lines joined by commas. Only the standard library's lightest modules are imported
here: the server answers its first `tools/list` from this one.
"""

from __future__ import annotations

import json
import mmap
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from io import FileIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .records import Integration, Operation

FORMAT = 1

_KEY = re.compile(rb'("(?:[^"\\]|\\.)*"):')


class Entry(NamedTuple):
    """One line of the index: what filters need to know of a tool."""

    operation: str
    toolset: str
    effect: str
    more: Sequence[str] = ()
    """Further toolsets that it belongs to."""
    pinned: bool = False
    """It is listed even where tools are searched."""


class CatalogError(Exception):
    """The file is not a catalog, or one of another format."""


class Catalog:
    """An open catalog. Cheap to open, safe to share between threads: every method only reads."""

    def __init__(self, path: str | os.PathLike[str], data: mmap.mmap | bytes | None = None) -> None:
        """Open a file, or take `data` for what it holds."""
        self.path = os.fspath(path)
        self._data = _mapped(self.path) if data is None else data
        if not self._data[:24].startswith(b'{"catalog":%d,\n' % FORMAT):
            raise CatalogError(f"`{self.path}` is not a catalog of format {FORMAT}")
        self._index_at = self._section(b'"index":{\n')
        self._operations_at = self._section(b'"operations":{\n')
        self._tools_at = self._section(b'"tools":[\n')
        self._tools: dict[str, tuple[int, int]] | None = None
        self._operations: dict[str, tuple[int, int]] | None = None
        self._parsed: dict[str, Operation] = {}

    @property
    def content(self) -> bytes:
        """The whole file."""
        return self._data[:]

    def hold(self) -> None:
        """Keep the content in memory: nobody who writes into the file changes it from now on."""
        self._data = self.content

    @property
    def generated(self) -> Catalog:
        """The catalog as the file has it, without what a subclass makes of it."""
        return Catalog(self.path, self._data)

    def _json(self, text: bytes) -> Any:
        try:
            return json.loads(text)
        except ValueError as error:
            raise CatalogError(f"`{self.path}` is damaged: {error}") from error

    def _section(self, header: bytes) -> int:
        at = self._data.find(b"\n" + header)
        if at < 0:
            raise CatalogError(f"`{self.path}` has no section {header.decode().strip()}")
        return at + 1 + len(header)

    def _lines(self, start: int) -> Iterator[tuple[int, int]]:
        """Yield the bounds of each record from `start` to the end of its section, without the trailing
        comma.
        """
        data = self._data
        while data[start : start + 1] not in (b"}", b"]"):
            end = data.find(b"\n", start)
            yield start, end - 1 if data[end - 1 : end] == b"," else end
            start = end + 1

    @property
    def header(self) -> dict[str, Any]:
        """The `integration` record as JSON."""
        start = self._data.find(b'"integration":') + len(b'"integration":')
        end = self._data.find(b"\n", start)
        record: dict[str, Any] = self._json(self._data[start : end - 1])
        return record

    @property
    def aliases(self) -> Mapping[str, str]:
        """Names that tools had: `{old name: name}`."""
        found: dict[str, str] = self.header.get("aliases", {})
        return found

    @property
    def integration(self) -> Integration:
        from .records import Integration

        return Integration.from_json(self.header)

    def index(self) -> dict[str, Entry]:
        """Return `{tool: Entry}` in the order of the tools."""
        end = self._operations_at - len(b'},\n"operations":{\n')
        entries: dict[str, list[Any]] = self._json(b"{" + self._data[self._index_at : end] + b"}")
        return {tool: Entry(*entry) for tool, entry in entries.items()}

    def tool_lines(self) -> Iterator[bytes]:
        """Yield each tool's JSON, in the order of `index()`."""
        for start, end in self._lines(self._tools_at):
            yield self._data[start:end]

    def tool_line(self, name: str) -> bytes:
        """Return one tool's JSON. Raises KeyError."""
        if self._tools is None:
            self._tools = dict(zip(self.index(), self._lines(self._tools_at), strict=True))
        start, end = self._tools[name]
        return self._data[start:end]

    def webhooks(self) -> list[dict[str, Any]]:
        """Return what the API sends, in document order."""
        start = self._data.find(b'\n],\n"webhooks":[\n')
        if start < 0:
            return []
        records: list[dict[str, Any]] = json.loads(self._data[self._data.find(b"[", start) : -2])
        return records

    def operation_keys(self) -> tuple[str, ...]:
        return tuple(self._located())

    def operation(self, key: str) -> Operation:
        """Return one operation. Raises KeyError."""
        parsed = self._parsed.get(key)
        if parsed is None:
            from .records import Operation

            start, end = self._located()[key]
            parsed = self._parsed[key] = Operation.from_json(key, json.loads(self._data[start:end]))
        return parsed

    def _located(self) -> dict[str, tuple[int, int]]:
        """Where each operation's record stands: `{key: (start, end)}`."""
        if self._operations is None:
            located: dict[str, tuple[int, int]] = {}
            for start, end in self._lines(self._operations_at):
                key = _KEY.match(self._data, start)
                if key is None:
                    raise CatalogError(f"`{self.path}` has a damaged operation at byte {start}")
                located[json.loads(key[1])] = (key.end(), end)
            self._operations = located
        return self._operations


def _mapped(path: str) -> mmap.mmap:
    with FileIO(path) as file:  # pathlib would cost the front 3 ms
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
