"""Puts findings of lint right: in files, as an overlay, or only shown as a diff."""

from __future__ import annotations

import codecs
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from integen.cli import terminal
from integen.errors import IntegenError
from integen.lint.fix.apply import fixed
from integen.lint.fix.overlay import overlay
from integen.lint.fix.rounds import Repaired, repaired
from integen.lint.writing import replace_file
from integen.source.address import local_path

if TYPE_CHECKING:
    from integen.cli.lint import Fixing
    from integen.freshness import Options
    from integen.lint.run import Report
    from integen.lint.settings import Settings


def fix(report: Report, options: Options, settings: Settings, fixing: Fixing) -> bool:
    """Do what was asked, and say so. Returns whether files are other than before. Raises IntegenError."""
    if fixing.overlay is not None:
        _write_overlay(report, fixing.overlay)
        return False
    changes = repaired(report, options, settings)
    if fixing.dry_run:
        for change in changes:
            sys.stdout.write(_diff(change))
        terminal.remark(_summary(changes, "would be fixed"))
        return False
    for path, data in [_written(change) for change in changes]:
        replace_file(path, data)
    terminal.remark(_summary(changes, "fixed"))
    return bool(changes)


def _write_overlay(report: Report, path: Path) -> None:
    changes = fixed(report.sources, report.diagnostics)
    main = next((change for change in changes if change.before.id == ""), None)
    text = overlay(main.before, main.edits) if main is not None else None
    if main is None or text is None:
        terminal.remark("nothing to fix")
        return
    replace_file(path, text.encode())
    terminal.remark(f"{len(main.edits):,} repairs written to {terminal.safe(str(path))}")
    if len(changes) > 1:
        terminal.remark("repairs of other documents of the set are not in it")


def _written(change: Repaired) -> tuple[Path, bytes]:
    """Return the file of a document and what it is to hold.

    Raises IntegenError for a document that has none, or whose file is no longer what was read.
    """
    name = change.before.name
    if not change.before.uri.startswith("file:"):
        hint = "--fix-overlay FILE writes the repairs as an overlay"
        raise IntegenError(f"`{name}` is no file that could be changed", hint=hint)
    path = local_path(change.before.uri)
    data = path.read_bytes()
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    if data != mark + change.before.text:
        hint = "save it as UTF-8 and run it again"
        raise IntegenError(f"`{name}` has changed since it was read, or is not UTF-8", hint=hint)
    return path, mark + change.text


def _diff(change: Repaired) -> str:
    name = terminal.safe(change.before.name)
    before, after = (text.decode().splitlines(keepends=True) for text in (change.before.text, change.text))
    lines = difflib.unified_diff(before, after, name, name)
    return "".join(terminal.safe(line.rstrip("\n"), lines=True) + "\n" for line in lines)


def _summary(changes: list[Repaired], done: str) -> str:
    if not changes:
        return "nothing to fix"
    count = sum(change.count for change in changes)
    names = terminal.safe(", ".join(each.before.name for each in changes))
    return f"{count:,} problem{'s' if count > 1 else ''} {done} in {names}"
