"""One message about a document. Positions are looked up only when it is printed (`diagnostics.locate`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from integen.diagnostics.edit import Edit
from integen.diagnostics.provenance import Provenance
from integen.ir.origin import Origin


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place in a text: 1-based line, 1-based column in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    code: str
    """`IG101`; see `diagnostics.codes`."""
    message: str
    """Lower-case start, no full stop, values in backticks."""
    severity: Severity
    origin: Origin | None = None
    """The node it is about; None when the text could not be parsed at all."""
    position: Position | None = None
    """Only when a parser gave it; otherwise it is found from the origin."""
    source: str | None = None
    """The file or URL as the user wrote it; None means the main document."""
    note: str | None = None
    """What integen did about it."""
    hint: str | None = None
    """What to do about it."""
    fix: Edit | None = None
    """A change that puts it right without a doubt."""


@dataclass(slots=True)
class Diagnostics:
    """Collects what is found on the way; nothing is printed below the CLI."""

    items: list[Diagnostic] = field(default_factory=list)

    def report(
        self,
        code: str,
        message: str,
        origin: Origin | None = None,
        *,
        severity: Severity | None = None,
        position: Position | None = None,
        source: str | None = None,
        note: str | None = None,
        hint: str | None = None,
    ) -> None:
        """Add one; the severity defaults to the one that the code has."""
        from integen.diagnostics.codes import CODES

        self.items.append(
            Diagnostic(
                code=code,
                message=message,
                severity=severity or CODES[code].severity,
                origin=origin,
                position=position,
                source=source,
                note=note,
                hint=hint,
            )
        )

    @property
    def has_errors(self) -> bool:
        return any(item.severity is Severity.ERROR for item in self.items)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class DocumentError(Exception):
    """Nothing meaningful can follow: the diagnostic says why. Caught by the pipeline."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.documents: dict[str, Any] = {}
        """The text at fault, where one was read: printers take the error in place of sources."""
        self.provenance = Provenance()
        """Where nodes of the main document were written, once overlays have changed it."""
