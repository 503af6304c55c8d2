"""Lines and columns of origins, looked up only when a message is printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from integen.diagnostics.diagnostic import Position
from integen.diagnostics.json_positions import JsonPositions
from integen.diagnostics.lines import Lines
from integen.diagnostics.provenance import Provenance
from integen.diagnostics.yaml_positions import YamlPositions
from integen.ir.origin import Origin, split


class Text(Protocol):
    """A document, as far as messages need it; `source.document.Document` is one."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> bytes: ...
    @property
    def format(self) -> str: ...


class Texts(Protocol):
    """Documents by the document part of origins; `source.sources.Sources` and a `DocumentError` are such."""

    @property
    def documents(self) -> Mapping[str, Text]: ...
    @property
    def provenance(self) -> Provenance: ...


class Locator:
    """Finds positions in a set of documents; keeps what it has read of them."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._positions: dict[str, JsonPositions | YamlPositions] = {}
        self._lines: dict[str, Lines] = {}

    def locate(self, origin: Origin) -> Position | None:
        """Return where the node stands: the key of a container, the value of a scalar.

        A pointer that leads nowhere gives its nearest ancestor; None when the document was not read.
        """
        document, tokens = split(self._texts.provenance.home(origin))
        text = self._texts.documents.get(document)
        if text is None:
            return None
        offset = self._of(document, text).find(tokens)
        lines = self.lines(document)
        return lines.at_byte(offset) if text.format == "json" else lines.at_character(offset)

    def lines(self, document: str) -> Lines:
        """Return the lines of a document that was read."""
        if document not in self._lines:
            self._lines[document] = Lines(self._texts.documents[document].text)
        return self._lines[document]

    def _of(self, document: str, text: Text) -> JsonPositions | YamlPositions:
        if document not in self._positions:
            reader = JsonPositions if text.format == "json" else YamlPositions
            self._positions[document] = reader(text.text)
        return self._positions[document]


def locate(sources: Texts, origin: Origin) -> Position | None:
    """Return where one node stands; a `Locator` is cheaper for many."""
    return Locator(sources).locate(origin)
