"""Diagnostics as text: full with the source, concise, or as JSON.

Pure functions; text from outside is made safe for a terminal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, Position
from integen.diagnostics.locate import Locator, Text, Texts
from integen.diagnostics.terminal import safe_terminal, width

_WINDOW = 100
"""Columns of a source line that are shown; minified documents have lines of megabytes."""

_LONGEST = 600
"""Characters of a message: names in a hostile document may have millions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    diagnostic: Diagnostic
    text: Text | None
    name: str
    position: Position | None


def full(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return each message with its source line, what was done about it, and once per code what to do."""
    blocks: list[str] = []
    hinted: set[str] = set()
    for placed in placed(diagnostics, sources):
        diagnostic = placed.diagnostic
        lines = [_head(placed), *_window(placed)]
        if diagnostic.note:
            lines.append(f"  note: {_shown(diagnostic.note)}")
        hint = hint_of(diagnostic)
        if hint and hint not in hinted:
            hinted.add(hint)
            lines.append(f"  hint: {_shown(hint)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def concise(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return one line per message."""
    return "".join(_head(placed) + "\n" for placed in placed(diagnostics, sources))


def as_json(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return an object per line: `code`, `severity`, `message`, `file`, `line`, `column`, `pointer`, …"""
    return "".join(json.dumps(_record(placed)) + "\n" for placed in placed(diagnostics, sources))


def _record(placed: Placed) -> dict[str, str | int | None]:
    diagnostic, position = placed.diagnostic, placed.position
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": placed.name,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "pointer": diagnostic.origin.partition("#")[2] if diagnostic.origin is not None else None,
        "note": diagnostic.note,
        "hint": hint_of(diagnostic),
    }


def hint_of(diagnostic: Diagnostic) -> str | None:
    return diagnostic.hint or (CODES[diagnostic.code].fix if diagnostic.code in CODES else None)


def placed(diagnostics: Iterable[Diagnostic], sources: Texts) -> Iterator[Placed]:
    locator = Locator(sources)
    for diagnostic in diagnostics:
        origin, home = diagnostic.origin, None
        position = diagnostic.position
        if origin is not None:
            position = position or locator.locate(origin)
            home = sources.provenance.home(origin)
            diagnostic = replace(diagnostic, origin=home)
        text = sources.documents.get(home.partition("#")[0] if home is not None else "")
        if diagnostic.source is not None and (text is None or diagnostic.source != text.name):
            text = next((item for item in sources.documents.values() if item.name == diagnostic.source), None)
        name = diagnostic.source or (text.name if text else "<document>")
        yield Placed(diagnostic=diagnostic, text=text, name=name, position=position)


def _head(placed: Placed) -> str:
    diagnostic, position = placed.diagnostic, placed.position
    place = f":{position.line}:{position.column}" if position else ""
    head = f"{placed.name}{place}: {diagnostic.severity.value}[{diagnostic.code}] {diagnostic.message}"
    return _shown(head)


def _shown(text: str) -> str:
    """Return text that may hold anything from a document, safe and of bearable length."""
    return safe_terminal(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def _window(placed: Placed) -> Iterator[str]:
    """Yield the source line, cut around the position, and a caret below it."""
    if placed.position is None or placed.text is None:
        return
    line = _line(placed.text.text, placed.position.line)
    if line is None:
        return
    column = min(placed.position.column - 1, len(line))
    start = max(0, column - _WINDOW // 2) if len(line) > _WINDOW else 0
    shown = line[start : start + _WINDOW]
    number = str(placed.position.line)
    before, after = ("…" if start else ""), ("…" if start + _WINDOW < len(line) else "")
    pad = " " * width(before + safe_terminal(line[start:column]))
    yield f"  {number} | {before}{safe_terminal(shown)}{after}"
    yield f"  {' ' * len(number)} | {pad}^"


def _line(text: bytes, number: int) -> str | None:
    """Return one line without its end; None when there is no such line."""
    start = 0
    for _ in range(number - 1):
        start = text.find(b"\n", start) + 1
        if start == 0:
            return None
    end = text.find(b"\n", start)
    return text[start : len(text) if end < 0 else end].decode(errors="replace").rstrip("\r")
