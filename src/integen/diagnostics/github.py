"""Diagnostics as annotations of a GitHub Actions run.

Source: https://docs.github.com/actions, "Workflow commands".
"""

from __future__ import annotations

from collections.abc import Iterable

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic
from integen.diagnostics.locate import Texts
from integen.diagnostics.placing import Placed, placed
from integen.diagnostics.terminal import safe_terminal

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_IN_VALUES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_VALUES, ":": "%3A", ",": "%2C"}


def annotated(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return a line per message. A document from the web has no file that could be annotated."""
    return "".join(_line(item) + "\n" for item in placed(diagnostics, sources))


def _line(item: Placed) -> str:
    diagnostic = item.diagnostic
    properties: dict[str, str | int] = {}
    if "://" not in item.name and item.name[:1] != "<":
        properties["file"] = item.name
        if item.position is not None:
            properties |= {"line": item.position.line, "col": item.position.column}
    entry = CODES.get(diagnostic.code)
    properties["title"] = f"{diagnostic.code}: {entry.title}" if entry else diagnostic.code
    stated = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTIES)}" for name, value in properties.items())
    text = "\n".join(part for part in (diagnostic.message, diagnostic.note, item.hint) if part)
    return f"::{_COMMANDS[diagnostic.severity.value]} {stated}::{_escaped(text, _IN_VALUES)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char) or safe_terminal(char) for char in text)
