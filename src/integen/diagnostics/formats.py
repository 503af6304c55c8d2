"""The forms in which diagnostics can be written, by the name that users give."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from integen.diagnostics.diagnostic import Diagnostic
from integen.diagnostics.github import annotated
from integen.diagnostics.locate import Texts
from integen.diagnostics.printer import as_json, concise, full
from integen.diagnostics.sarif import sarif

Printer: TypeAlias = Callable[[Collection[Diagnostic], Texts], str]

FORMATS: dict[str, Printer] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "github": annotated,
    "sarif": sarif,
}
