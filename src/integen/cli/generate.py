"""Make an installable package of an OpenAPI document: an MCP server, a typed Python SDK, or both.

Problems of the document are listed with their place. Operations that cannot be generated are left out, all
others are generated, and the exit code is 1.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from integen.cli import reporting, terminal, usage

if TYPE_CHECKING:
    from integen.freshness import Result

TITLE = "make an MCP server and a Python SDK of an OpenAPI document"
NAME_LIMIT = 50
NAME_LIMITS = (16, 64)
"""Below 16 names lose their meaning; clients refuse more than 64."""


def declare(parser: argparse.ArgumentParser) -> None:
    usage.spec(parser)
    parser.add_argument("--name", metavar="KEY", help="name of the integration (default: from the document)")
    usage.output(parser)
    parser.add_argument(
        "--target",
        action="append",
        choices=usage.TARGETS,
        help="what to make; may be given more than once (default: all)",
    )
    parser.add_argument(
        "--tool-name-limit",
        type=usage.between(*NAME_LIMITS),
        default=NAME_LIMIT,
        metavar="N",
        help=f"most characters of a tool's name, 16 to 64 (default: {NAME_LIMIT})",
    )
    parser.add_argument("--force", action="store_true", help="also replace generated files that were edited")
    parser.add_argument("--concise", action="store_true", help="one line for each problem")
    parser.add_argument("--quiet", action="store_true", help="write only problems")
    usage.as_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from integen.freshness import Options

    options = Options(
        spec=arguments.spec,
        stdin=usage.stdin_for(arguments.spec),
        name=arguments.name,
        output=arguments.output,
        targets=tuple(arguments.target or usage.TARGETS),
        tool_name_limit=arguments.tool_name_limit,
        force=arguments.force,
    )
    result = reporting.generated(
        options, concise=arguments.concise, quiet=arguments.quiet or arguments.json, as_json=arguments.json
    )
    if result is None:
        return 1
    if arguments.json:
        terminal.say_json(_record(result))
    elif not arguments.quiet:
        terminal.say(_summary(result))
    _remark_kept(result)
    return 1 if result.diagnostics.has_errors else 0


def _record(result: Result) -> dict[str, Any]:
    return {
        "key": result.key,
        "directory": str(result.directory),
        "operations": result.operations,
        "tools": result.tools,
        "models": result.models,
        "skipped": result.skipped,
        "files": {"written": result.written, "unchanged": result.unchanged, "removed": result.removed},
        "kept": list(result.kept),
        "up_to_date": result.up_to_date,
        "seconds": round(result.seconds, 3),
        "diagnostics": reporting.records(list(result.diagnostics), result.sources),
    }


def _remark_kept(result: Result) -> None:
    for path in result.kept:
        terminal.remark(f"kept {terminal.safe(path)}: it was edited; --force replaces it")


def _summary(result: Result) -> str:
    files = ", ".join(
        f"{count:,} {what}"
        for count, what in (
            (result.written, "written"),
            (result.unchanged, "unchanged"),
            (result.removed, "removed"),
        )
        if count
    )
    rows = {
        "operations": f"{result.operations:,}",
        "tools": f"{result.tools:,}",
        "models": f"{result.models:,}",
        "skipped": f"{result.skipped:,}",
        "files": files or "none",
        "time": f"{result.seconds:.2f} s",
    }
    heading = "is up to date" if result.up_to_date else "generated"
    lines = [f"{result.key} {heading} in {terminal.safe(str(result.directory))}"]
    lines += [f"  {name:<11} {value}" for name, value in rows.items()]
    return "\n".join(lines)
