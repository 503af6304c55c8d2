"""Builds the errors that end the reading of a document."""

from __future__ import annotations

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, DocumentError, Position
from integen.ir.origin import Origin


def trouble(
    code: str,
    message: str,
    name: str | None,
    *,
    position: Position | None = None,
    origin: Origin | None = None,
    note: str | None = None,
) -> DocumentError:
    """Return the error for the document that the user calls `name`, with the code's own hint."""
    return DocumentError(
        Diagnostic(
            code=code,
            message=message,
            severity=CODES[code].severity,
            origin=origin,
            position=position,
            source=name,
            note=note,
            hint=CODES[code].fix,
        )
    )
