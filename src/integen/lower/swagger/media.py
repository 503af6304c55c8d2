"""`consumes` and `produces`: an operation's own, or else the document's."""

from __future__ import annotations

from typing import Any

from integen.ir.origin import ROOT, Origin
from integen.lower.context import Context


class Types:
    """The media types of one of the two members."""

    def __init__(self, context: Context, key: str, document: dict[str, Any]) -> None:
        self._context = context
        self._key = key
        self._shared = self._read(document, ROOT)

    def of(self, node: dict[str, Any], origin: Origin) -> tuple[str, ...]:
        """Return an operation's types in document order, without repeats; empty when nothing says any."""
        return self._shared if node.get(self._key) is None else self._read(node, origin)

    def _read(self, node: dict[str, Any], origin: Origin) -> tuple[str, ...]:
        values = node.get(self._key)
        if isinstance(values, str):  # one type, written without the list around it
            values = [values]
        else:
            values = self._context.sequence(node, self._key, origin)
        named = (value.strip() for value in values if isinstance(value, str))
        return tuple(dict.fromkeys(value for value in named if value))
