"""Runs a tool: arguments to an HTTP request, its answer to a result. Nothing here is made for one tool."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from ..bind import bind
from ..build import Arguments
from ..catalog import Catalog, Entry
from ..errors import APIError, ArgumentError
from ..kinds import is_list
from ..records import Integration, Operation
from .arguments import fit, message
from .bounded import TooLargeError
from .conforming import conforming
from .failures import explained
from .filters import Selection
from .handshake import one_line
from .pages import MAX_ITEMS, CursorError, Cursors, Start, gathered
from .receiver import Receiver, Report
from .results import Rendering, Result, error_result, listed, rendered, too_large
from .sending import Caller

FIELDS = "_fields"
"""The argument that every tool takes beside its own: which parts of the answer to return."""

ITEMS, CURSOR = "_max_items", "_cursor"
"""The arguments that every tool with pages takes: how many items to gather, and where to go on."""

CallTool = Callable[[str, Mapping[str, Any]], Awaitable[Result]]
"""`(name, arguments) -> result`: one tool of the API, with the arguments that the model gave."""

Wrap = Callable[[CallTool], CallTool]

logger = logging.getLogger(__name__)


class Passed(Exception):
    """What a tool raises to answer the request with something else than a result; `run` lets it through."""


class Asked(NamedTuple):
    """What a call says beside the arguments of its tool."""

    fields: Any = None
    most: Any = None
    cursor: Any = None


NOTHING = Asked()


class UnknownToolError(Exception):
    """No such tool, or one that the filters exclude."""


class Tool(NamedTuple):
    name: str
    entry: Entry
    schema: Mapping[str, Any]
    output: Mapping[str, Any] | None


class ToolCalls:
    """The tools of a selection, each read from the catalog when it is first called."""

    def __init__(
        self, catalog: Catalog, selection: Selection, caller: Caller, *, limit: int, wrap: Wrap | None = None
    ) -> None:
        self._catalog, self._selection, self._caller, self._limit = catalog, selection, caller, limit
        self._wrap = wrap
        self._integration: Integration = catalog.integration
        self._tools: dict[str, Tool] = {}
        self._cursors = Cursors()

    def tool(self, name: str) -> Tool:
        """Return a tool that may be called. Raises UnknownToolError."""
        known = self._tools.get(name)
        if known is None:
            entry = self._selection.callable.get(name)
            if entry is None:
                raise UnknownToolError(name)
            wire = json.loads(self._catalog.tool_line(name))
            known = Tool(name, entry, wire["inputSchema"], wire.get("outputSchema"))
            self._tools[name] = known
        return known

    async def run(
        self, tool: Tool, arguments: Mapping[str, Any], receiver: Receiver, asked: Asked = NOTHING
    ) -> Result:
        """Call a tool. Raises nothing but `Passed`: what goes wrong is a result with `isError`."""

        async def call(name: str, values: Mapping[str, Any]) -> Result:
            return await self._run(self.tool(name), values, asked, receiver)

        try:
            result = await (self._wrap(call) if self._wrap else call)(tool.name, arguments)
            if tool.output is None or result.get("isError"):
                return result
            fitting = conforming(tool.output, result.get("structuredContent"))
            return {**result, "structuredContent": fitting}
        except Passed:
            raise
        except ArgumentError as error:
            return error_result(
                f"Invalid arguments for {tool.name}; nothing was sent: {one_line(str(error), 500)}"
            )
        except CursorError:
            return error_result(
                f"This `{CURSOR}` is too old, or of a call with other arguments: leave it out to start over."
            )
        except TooLargeError as error:
            return error_result(too_large(error.most, tuple(tool.schema.get("properties", ()))))
        except APIError as error:
            credentials, scopes = self._required(self._catalog.operation(tool.entry.operation))
            return error_result(explained(error, credentials=credentials, scopes=scopes))
        except Exception:  # the boundary to the protocol: a text of ours could hold a path or a secret
            logger.exception("tool %s failed", tool.name)
            return error_result(f"{tool.name} failed inside this server; its log has the reason.")

    async def _run(
        self, tool: Tool, arguments: Mapping[str, Any], asked: Asked, receiver: Receiver
    ) -> Result:
        properties = tool.schema.get("properties", {})
        operation = self._catalog.operation(tool.entry.operation)
        values, asked = _taken(arguments, asked, properties, operation)
        fitted, problems = fit(tool.schema, values)
        if problems:
            return error_result(message(tool.name, problems))
        how = Rendering(
            _paths(asked.fields), self._limit, receiver.modern, tool.output is not None, tuple(properties)
        )
        bound = bind(operation, fitted)
        if operation.pagination is not None and (asked.most is not None or asked.cursor is not None):
            return await self._items(operation, bound, asked, how, receiver.report)
        response = await self._caller.call(operation, bound)
        self._caller.raise_for_status(operation, response)
        return rendered(response, how)

    async def _items(
        self, operation: Operation, first: Arguments, asked: Asked, how: Rendering, report: Report
    ) -> Result:
        most = _count(asked.most)
        if most is None:
            return error_result(f"`{ITEMS}` is a number from 1 to {MAX_ITEMS}; nothing was sent.")
        start = Start(first)
        if asked.cursor is not None:
            start = self._cursors.start(operation, first, str(asked.cursor))
        found = await gathered(self._caller, operation, start, most, report)
        if found.other is not None:
            return rendered(found.other, how)

        def following(count: int) -> str | None:
            there = found.at(count)
            if there is None:
                return None
            cursor = self._cursors.made(operation, first, there)
            return f'[More items follow: repeat the call with `{CURSOR}`: "{cursor}".]'

        path = operation.pagination.items if operation.pagination else ()
        result = listed(found.items[:most], how, ".".join(path), following)
        if how.always:  # the output schema is that of a page
            for step in reversed(path):
                result["structuredContent"] = {step: result["structuredContent"]}
        return result

    def _required(self, operation: Operation) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the environment variables and the scopes that the operation asks for, in document order."""
        alternatives = self._integration.security if operation.security is None else operation.security
        schemes = self._integration.schemes
        used = [
            (schemes[key], scopes)
            for option in alternatives
            for key, scopes in option.items()
            if key in schemes
        ]
        variables = dict.fromkeys(name for scheme, _ in used for name in scheme.env)
        return tuple(variables), tuple(dict.fromkeys(scope for _, scopes in used for scope in scopes))


def _taken(
    arguments: Mapping[str, Any], asked: Asked, properties: Mapping[str, Any], operation: Operation
) -> tuple[dict[str, Any], Asked]:
    """Take out of the arguments what is ours, unless the tool has arguments of these names."""
    values = dict(arguments)
    names = (
        {FIELDS: "fields", ITEMS: "most", CURSOR: "cursor"} if operation.pagination else {FIELDS: "fields"}
    )
    ours = {
        member: values.pop(name)
        for name, member in names.items()
        if name in values and name not in properties
    }
    return values, asked._replace(**ours)


def _count(value: Any) -> int | None:
    """Return how many items are asked for; None for what is no number. Without one: a hundred."""
    if value is None:
        return 100
    try:
        count = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return min(count, MAX_ITEMS) if count > 0 else None


def _paths(fields: Any) -> tuple[str, ...]:
    """Accept an array, an array as JSON text, or names between commas."""
    if isinstance(fields, str):
        try:
            fields = json.loads(fields)
        except ValueError:
            fields = fields.split(",")
    if not is_list(fields):
        return ()
    return tuple(field.strip() for field in fields if isinstance(field, str))
