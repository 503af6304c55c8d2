"""Call one operation of a generated API from the terminal and show the answer.

OPERATION is the name of a tool, an operationId, "GET /path" or resource.method. Credentials come from
the environment variables that the generated server reads. The answer goes to standard output: indented
and coloured on a terminal, untouched in a pipe. Nothing is written there when the call fails; it ends with 1.

examples:
  integen call github repos_get owner=python repo=cpython
  integen call github "GET /search/issues" q="repo:python/cpython is:open" per_page=5
  integen call github issues_create owner=me repo=notes title="Buy milk" labels=home labels=soon
  integen call petshop uploadPhoto id=1 photo=@cat.jpg
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from integen.cli import answers, generated, operations, usage, values
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.kit.catalog import Catalog
    from integen.kit.http import Response
    from integen.kit.records import Operation

TITLE = "call one operation and show the answer"


def declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="the integration; `integen list` shows what there is")
    parser.add_argument(
        "operation", metavar="OPERATION", help='tool, operationId, "GET /path" or resource.method'
    )
    parser.add_argument("arguments", metavar="name=value", nargs="*", help="`name=@file` sends a file")
    parser.add_argument("--json-body", metavar="JSON|@FILE", help="the whole body as JSON")
    parser.add_argument("--base-url", metavar="URL", help="call this server and not the one of the document")
    parser.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="give up after this time (default: 60)"
    )
    usage.output(parser)


def run(arguments: argparse.Namespace) -> int:
    package = generated.package(arguments.output, arguments.key)
    catalog = package.opened()
    operation = operations.find(catalog, arguments.operation)
    flat = values.parsed(arguments.arguments, _properties(catalog, operation))
    response = _answer(catalog, operation, flat, arguments)
    answers.show(response)
    return 0


def _properties(catalog: Catalog, operation: Operation) -> dict[str, Any]:
    """Return what the operation's tool takes; nothing when it has no tool."""
    for tool, line in zip(catalog.index(), catalog.tool_lines(), strict=False):
        if tool == operation.tool:
            properties: dict[str, Any] = json.loads(line)["inputSchema"].get("properties", {})
            return properties
    return {}


def _answer(
    catalog: Catalog, operation: Operation, flat: dict[str, Any], given: argparse.Namespace
) -> Response:
    """Raises IntegenError for arguments that make no request, and for calls that fail."""
    from contextlib import closing
    from dataclasses import replace

    from integen.kit.bind import bind
    from integen.kit.callers import SyncCaller
    from integen.kit.errors import APIError, ArgumentError
    from integen.kit.options import RequestOptions, Settings

    options: RequestOptions = {} if given.timeout is None else {"timeout": given.timeout}
    try:
        arguments = bind(operation, flat)
        if given.json_body is not None:
            arguments = replace(arguments, body=values.body(given.json_body))
        with closing(SyncCaller(catalog, settings=Settings(base_url=given.base_url))) as caller:
            response = caller.call(operation, arguments, **options)
            caller.raise_for_status(operation, response)
    except (ArgumentError, APIError) as error:
        raise IntegenError(str(error)) from error
    return response
