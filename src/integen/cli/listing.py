"""`integen list`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from integen.cli import generated, terminal, usage
from integen.errors import IntegenError

TITLE = "Show what is generated."


_COLUMNS = ["key", "title", "version", "operations", "tools", "directory"]
_OF_WEBHOOKS = ["key", "kind", "name", "function", "model", "summary"]


def command(
    output: usage.Output = usage.OUTPUT,
    webhooks: Annotated[
        bool, typer.Option("--webhooks", help="Show the webhooks and callbacks that the APIs send.")
    ] = False,
    as_json: usage.AsJson = False,
) -> Callable[[], int]:
    """Show what is generated: each integration with its version, operations and tools."""
    return partial(_run, output, webhooks=webhooks, as_json=as_json)


def _run(output: Path, *, webhooks: bool, as_json: bool) -> int:
    records: list[dict[str, Any]] = []
    damaged = []
    for package in generated.packages(output):
        try:
            records += _webhooks(package) if webhooks else [_record(package)]
        except IntegenError as error:
            damaged.append(error)
    if as_json:
        terminal.say_json(records)
    elif records:
        terminal.table(_rows(records, _OF_WEBHOOKS if webhooks else _COLUMNS))
    else:
        what = "no API with webhooks" if webhooks else "nothing"
        terminal.remark(f"{what} is generated in {terminal.safe(str(output))}")
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


def _webhooks(package: generated.Package) -> list[dict[str, Any]]:
    return [{"key": package.key, **record} for record in package.opened().webhooks()]


def _rows(records: list[dict[str, Any]], columns: list[str]) -> list[list[str]]:
    return [columns, *([_text(record.get(column, "")) for column in columns] for record in records)]


def _text(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
