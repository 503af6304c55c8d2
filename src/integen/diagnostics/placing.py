"""Diagnostics with the file, line and column that each is about: what every printer begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, Position
from integen.diagnostics.locate import Locator, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    diagnostic: Diagnostic
    name: str
    """The file or URL, as the user wrote it."""
    position: Position | None
    line: str | None
    """The line of the text that the position is in."""

    @property
    def pointer(self) -> str | None:
        """Return the JSON Pointer in its document."""
        origin = self.diagnostic.origin
        return None if origin is None else origin.partition("#")[2]

    @property
    def hint(self) -> str | None:
        """Return what to do: what the finding says, or what its code says."""
        return self.diagnostic.hint or (
            CODES[self.diagnostic.code].fix if self.diagnostic.code in CODES else None
        )


def placed(diagnostics: Iterable[Diagnostic], sources: Texts) -> Iterator[Placed]:
    """Yield each diagnostic with its place, in the given order."""
    locator = Locator(sources)
    for diagnostic in diagnostics:
        origin, home = diagnostic.origin, None
        position = diagnostic.position
        if origin is not None:
            position = position or locator.locate(origin)
            home = sources.provenance.home(origin)
            moved = home.partition("#")[0] != origin.partition("#")[0]
            diagnostic = replace(diagnostic, origin=home, source=None if moved else diagnostic.source)
        key = home.partition("#")[0] if home is not None else ""
        text = sources.documents.get(key)
        if diagnostic.source is not None and (text is None or diagnostic.source != text.name):
            named = (
                (each, item) for each, item in sources.documents.items() if item.name == diagnostic.source
            )
            key, text = next(named, ("", None))
        line = locator.lines(key).line(position.line) if position is not None and text is not None else None
        name = diagnostic.source or (text.name if text else "<document>")
        yield Placed(diagnostic=diagnostic, name=name, position=position, line=line)
