"""Diagnostics as SARIF 2.1.0, which code scanning services and editors read.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic
from integen.diagnostics.locate import Texts
from integen.diagnostics.placing import Placed, placed

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(diagnostics: Iterable[Diagnostic], sources: Texts) -> str:
    """Return one run as a JSON text."""
    items = list(placed(diagnostics, sources))
    codes = sorted({item.diagnostic.code for item in items})
    driver = {
        "name": "integen",
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, codes) for item in items],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def united(logs: Sequence[str]) -> str:
    """Return one log with the runs of several."""
    first, *others = (json.loads(log) for log in logs)
    for other in others:
        first["runs"] += other["runs"]
    return json.dumps(first, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    entry = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.why},
        "help": {"text": f"{entry.fix}\n\nExample: {entry.example}"},
        "defaultConfiguration": {"level": _LEVELS[entry.severity.value]},
    }


def _result(item: Placed, codes: list[str]) -> dict[str, Any]:
    diagnostic = item.diagnostic
    location: dict[str, Any] = {"physicalLocation": _physical(item)}
    if item.pointer is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": f"#{item.pointer}"}]
    text = "; ".join(part for part in (diagnostic.message, diagnostic.note) if part)
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity.value],
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"integen/v1": _fingerprint(item)},
    }


def _physical(item: Placed) -> dict[str, Any]:
    found: dict[str, Any] = {"artifactLocation": {"uri": _uri(item.name)}}
    if item.position is not None:
        found["region"] = {"startLine": item.position.line, "startColumn": item.position.column}
    return found


def _uri(name: str) -> str:
    """Return a URL as it is and a path as a relative reference, as both stand in a repository."""
    if "://" in name:
        return quote(name, safe=":/?#[]@!$&'()*+,;=%~")
    return quote(posixpath.normpath(name.replace("\\", "/")), safe="/")


def _fingerprint(item: Placed) -> str:
    """Return what stays the same when lines above change."""
    diagnostic = item.diagnostic
    parts = (diagnostic.code, item.name, item.pointer or "", diagnostic.message)
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()
