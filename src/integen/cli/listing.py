"""Show what is generated: each integration with its version, operations and tools."""

from __future__ import annotations

import argparse
from typing import Any

from integen.cli import generated, terminal, usage
from integen.errors import IntegenError

TITLE = "show what is generated"


def declare(parser: argparse.ArgumentParser) -> None:
    usage.output(parser)
    usage.as_json(parser)


def run(arguments: argparse.Namespace) -> int:
    records, damaged = [], []
    for package in generated.packages(arguments.output):
        try:
            records.append(_record(package))
        except IntegenError as error:
            damaged.append(error)
    _show(records, arguments)
    for problem in damaged:
        terminal.complain(str(problem), hint=problem.hint)
    return 1 if damaged else 0


def _show(records: list[dict[str, Any]], arguments: argparse.Namespace) -> None:
    if arguments.json:
        terminal.say_json(records)
    elif records:
        terminal.say(_table(records))
    else:
        terminal.remark(f"nothing is generated in {terminal.safe(str(arguments.output))}")


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


def _table(records: list[dict[str, Any]]) -> str:
    columns = ("key", "title", "version", "operations", "tools", "directory")
    return terminal.columns([columns, *([_text(record[column]) for column in columns] for record in records)])


def _text(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
