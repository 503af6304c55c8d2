"""`integen call`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from integen.cli import answers, operations, project, usage, values
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.kit.catalog import Catalog
    from integen.kit.http import Response
    from integen.kit.records import Operation

TITLE = "Call one operation and show the answer."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    key: str
    operation: str
    arguments: list[str]
    """Each `name=value`."""
    json_body: str | None
    base_url: str | None
    timeout: float | None
    """Seconds."""
    output: Path


def command(
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="The integration; `integen list` shows what there is.")
    ],
    operation: Annotated[
        str,
        typer.Argument(metavar="OPERATION", help='Tool, operationId, "GET /path" or resource.method.'),
    ],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="name=value", help="`name=@file` sends a file.")
    ] = None,
    json_body: Annotated[
        str | None, typer.Option("--json-body", metavar="JSON|@FILE", help="The whole body as JSON.")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Call this server and not the one of the document."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="Give up after this time; 60 without it."),
    ] = None,
    output: usage.Output = usage.OUTPUT,
) -> Callable[[], int]:
    """Call one operation of a generated API from the terminal and show the answer.

    OPERATION is the name of a tool, an operationId, "GET /path" or resource.method. Credentials come from the
    environment variables that the generated server reads. The answer goes to standard output: indented and
    coloured on a terminal, untouched in a pipe. Nothing is written there when the call fails; it ends with 1.

    \b
    Examples:
      integen call github repos_get owner=python repo=cpython
      integen call github "GET /search/issues" q="repo:python/cpython is:open" per_page=5
      integen call github issues_create owner=me repo=notes title="Buy milk" labels=home
      integen call petshop uploadPhoto id=1 photo=@cat.jpg
    """
    return partial(
        _run,
        _Wanted(
            key=key,
            operation=operation,
            arguments=arguments or [],
            json_body=json_body,
            base_url=base_url,
            timeout=timeout,
            output=output,
        ),
    )


def _run(wanted: _Wanted) -> int:
    package = project.package(wanted.output, wanted.key)
    catalog = package.opened()
    operation = operations.find(catalog, wanted.operation)
    flat = values.parsed(wanted.arguments, _properties(catalog, operation))
    answers.show(_answer(catalog, operation, flat, wanted))
    return 0


def _properties(catalog: Catalog, operation: Operation) -> dict[str, Any]:
    """Return what the operation's tool takes; nothing when it has no tool."""
    for tool, line in zip(catalog.index(), catalog.tool_lines(), strict=False):
        if tool == operation.tool:
            properties: dict[str, Any] = json.loads(line)["inputSchema"].get("properties", {})
            return properties
    return {}


def _answer(catalog: Catalog, operation: Operation, flat: dict[str, Any], wanted: _Wanted) -> Response:
    """Raises IntegenError for arguments that make no request, and for calls that fail."""
    from contextlib import closing
    from dataclasses import replace

    from integen.kit.bind import bind
    from integen.kit.callers import SyncCaller
    from integen.kit.errors import APIError, ArgumentError
    from integen.kit.options import RequestOptions, Settings

    options: RequestOptions = {} if wanted.timeout is None else {"timeout": wanted.timeout}
    try:
        arguments = bind(operation, flat)
        if wanted.json_body is not None:
            arguments = replace(arguments, body=values.body(wanted.json_body))
        with closing(SyncCaller(catalog, settings=Settings(base_url=wanted.base_url))) as caller:
            response = caller.call(operation, arguments, **options)
            caller.raise_for_status(operation, response)
    except (ArgumentError, APIError) as error:
        raise IntegenError(str(error)) from error
    return response
