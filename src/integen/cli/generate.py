"""`integen generate`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from integen.cli import reporting, terminal, usage
from integen.cli.documents import reads_documents

if TYPE_CHECKING:
    from integen.freshness import Options, Result
    from integen.source.reading import Reading

TITLE = "Make an MCP server, a Python SDK and a TypeScript client of an OpenAPI document."


class Target(StrEnum):
    MCP = "mcp"
    OAUTH = "oauth"
    PACKAGING = "packaging"
    PYTHON = "python"
    TYPESCRIPT = "typescript"


NAME_LIMIT = 50
SHORTEST_LIMIT, LONGEST_LIMIT = 16, 64
"""Below 16 names lose their meaning; clients refuse more than 64."""


@reads_documents
def command(
    *,
    spec: usage.Spec,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="KEY", help="Name of the integration; without it the document tells."),
    ] = None,
    output: usage.Output = usage.OUTPUT,
    target: Annotated[
        list[Target] | None,
        typer.Option(
            "--target",
            metavar="mcp|oauth|packaging|python|typescript",
            help="What to make; may be given more than once. All without it.",
        ),
    ] = None,
    tool_name_limit: Annotated[
        int,
        typer.Option(
            "--tool-name-limit",
            min=SHORTEST_LIMIT,
            max=LONGEST_LIMIT,
            metavar="N",
            help="Most characters of a tool's name.",
        ),
    ] = NAME_LIMIT,
    output_schemas: Annotated[
        bool,
        typer.Option("--output-schemas", help="Tools also say what they answer, which costs context."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Also replace generated files that were edited.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show how what stands there differs, exit code 1.")
    ] = False,
    strict: usage.Strict = False,
    format: usage.Format = None,
    concise: usage.Concise = False,
    everything: usage.Everything = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Write only problems.")] = False,
    as_json: usage.AsJson = False,
    reading: Reading,
) -> Callable[[], int]:
    """Make an installable package of an OpenAPI document: MCP server, Python SDK, TypeScript client, and more.

    Problems of the document are listed with their place. Operations that cannot be generated are left out,
    all others are generated, and the exit code is 1.
    """
    from integen.freshness import Options

    options = Options(
        spec=spec,
        reading=reading,
        name=name,
        output=output,
        targets=tuple(each.value for each in target or Target),
        tool_name_limit=tool_name_limit,
        output_schemas=output_schemas,
        force=force,
        strict=strict,
    )
    manner = reporting.Manner(
        concise=concise,
        everything=everything,
        format=reporting.check_format(format),
        quiet=quiet or as_json,
        as_json=as_json,
    )
    return partial(_check, options, manner) if check else partial(_run, options, manner, silent=quiet)


def _check(options: Options, manner: reporting.Manner) -> int:
    from dataclasses import replace

    from integen.cli.checking import checked

    return checked(replace(options, stdin=usage.stdin_for(options.spec)), manner)


def _run(options: Options, manner: reporting.Manner, *, silent: bool) -> int:
    from dataclasses import replace

    result = reporting.generated(replace(options, stdin=usage.stdin_for(options.spec)), manner)
    if result is None:
        return 1
    if manner.as_json:
        terminal.say_json(_record(result))
    elif not silent:
        _summarise(result)
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


def _summarise(result: Result) -> None:
    files = ", ".join(
        f"{count:,} {what}"
        for count, what in (
            (result.written, "written"),
            (result.unchanged, "unchanged"),
            (result.removed, "removed"),
        )
        if count
    )
    heading = "is up to date" if result.up_to_date else "generated"
    facts = {
        "operations": f"{result.operations:,}",
        "tools": f"{result.tools:,}",
        "models": f"{result.models:,}",
        "skipped": f"{result.skipped:,}",
        "files": files or "none",
        "time": f"{result.seconds:.2f} s",
    }
    terminal.facts(f"{result.key} {heading} in {result.directory}", facts)
