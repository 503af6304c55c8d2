"""Diagnostics as text: full with the source, concise, or as JSON.

Pure functions; text from outside is made safe for a terminal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.diagnostics.locate import Texts
from integen.diagnostics.placing import Placed, placed
from integen.diagnostics.terminal import safe_terminal, width

_WINDOW = 100
"""Columns of a source line that are shown; minified documents have lines of megabytes."""

_LONGEST = 600
"""Characters of a message: names in a hostile document may have millions."""


def full(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return each message with its source line, what was done about it, and once per code what to do."""
    blocks: list[str] = []
    hinted: set[str] = set()
    for item in placed(diagnostics, sources):
        diagnostic = item.diagnostic
        lines = [_head(item), *_window(item)]
        if diagnostic.note:
            lines.append(f"  note: {_shown(diagnostic.note)}")
        hint = item.hint
        if hint and hint not in hinted:
            hinted.add(hint)
            lines.append(f"  hint: {_shown(hint)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def concise(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return one line per message."""
    return "".join(_head(item) + "\n" for item in placed(diagnostics, sources))


def as_json(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return an object per line: `code`, `severity`, `message`, `file`, `line`, `column`, `pointer`, …"""
    return "".join(json.dumps(_record(item)) + "\n" for item in placed(diagnostics, sources))


def _record(item: Placed) -> dict[str, str | int | None]:
    diagnostic, position = item.diagnostic, item.position
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": item.name,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "pointer": item.pointer,
        "note": diagnostic.note,
        "hint": item.hint,
    }


def _head(item: Placed) -> str:
    diagnostic, position = item.diagnostic, item.position
    place = f":{position.line}:{position.column}" if position else ""
    head = f"{item.name}{place}: {diagnostic.severity.value}[{diagnostic.code}] {diagnostic.message}"
    return _shown(head)


def _shown(text: str) -> str:
    """Return text that may hold anything from a document, safe and of bearable length."""
    return safe_terminal(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def _window(item: Placed) -> Iterator[str]:
    """Yield the source line, cut around the position, and a caret below it."""
    line = item.line
    if item.position is None or line is None:
        return
    column = min(item.position.column - 1, len(line))
    start = max(0, column - _WINDOW // 2) if len(line) > _WINDOW else 0
    shown = line[start : start + _WINDOW]
    number = str(item.position.line)
    before, after = ("…" if start else ""), ("…" if start + _WINDOW < len(line) else "")
    pad = " " * width(before + safe_terminal(line[start:column]))
    yield f"  {number} | {before}{safe_terminal(shown)}{after}"
    yield f"  {' ' * len(number)} | {pad}^"
