"""`integen list`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from integen.cli import generated, terminal, usage
from integen.errors import IntegenError

TITLE = "Show what is generated."


def command(output: usage.Output = usage.OUTPUT, as_json: usage.AsJson = False) -> Callable[[], int]:
    """Show what is generated: each integration with its version, operations and tools."""
    return partial(_run, output, as_json=as_json)


def _run(output: Path, *, as_json: bool) -> int:
    records, damaged = [], []
    for package in generated.packages(output):
        try:
            records.append(_record(package))
        except IntegenError as error:
            damaged.append(error)
    if as_json:
        terminal.say_json(records)
    elif records:
        terminal.table(_rows(records))
    else:
        terminal.remark(f"nothing is generated in {terminal.safe(str(output))}")
    for problem in damaged:
        terminal.complain(str(problem), hint=problem.hint)
    return 1 if damaged else 0


def _record(package: generated.Package) -> dict[str, Any]:
    catalog = package.opened()
    header = catalog.header
    return {
        "key": package.key,
        "title": header["title"],
        "version": header["version"],
        "operations": len(catalog.operation_keys()),
        "tools": len(catalog.index()),
        "package": package.module,
        "directory": str(package.directory),
    }


def _rows(records: list[dict[str, Any]]) -> list[list[str]]:
    columns = ["key", "title", "version", "operations", "tools", "directory"]
    return [columns, *([_text(record[column]) for column in columns] for record in records)]


def _text(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
