"""Runs a tool: arguments to an HTTP request, its answer to a result. Nothing here is made for one tool."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple, Protocol

from ..bind import bind
from ..catalog import Catalog, Entry
from ..errors import APIError, ArgumentError
from ..http import Response
from ..kinds import is_list
from ..records import Integration, Operation
from .arguments import fit, message
from .bounded import TooLargeError
from .failures import explained
from .filters import Selection
from .handshake import one_line
from .results import Rendering, Result, error_result, rendered, too_large

FIELDS = "_fields"
"""The argument that every tool takes beside its own: which parts of the answer to return."""

CallTool = Callable[[str, Mapping[str, Any]], Awaitable[Result]]
"""`(name, arguments) -> result`: one tool of the API, with the arguments that the model gave."""

Wrap = Callable[[CallTool], CallTool]

logger = logging.getLogger(__name__)


class Caller(Protocol):
    """Who sends the requests; `callers.AsyncCaller` does."""

    async def call(self, operation: Operation, arguments: Any) -> Response:
        """Return the answer, read, whatever its status. Raises APIConnectionError and ArgumentError."""
        ...

    def raise_for_status(self, operation: Operation, response: Response) -> None:
        """Raise the APIStatusError of an answer that is no success."""


class Passed(Exception):
    """What a tool raises to answer the request with something else than a result; `run` lets it through."""


class UnknownToolError(Exception):
    """No such tool, or one that the filters exclude."""


class Tool(NamedTuple):
    name: str
    entry: Entry
    schema: Mapping[str, Any]


class ToolCalls:
    """The tools of a selection, each read from the catalog when it is first called."""

    def __init__(
        self, catalog: Catalog, selection: Selection, caller: Caller, *, limit: int, wrap: Wrap | None = None
    ) -> None:
        self._catalog, self._selection, self._caller, self._limit = catalog, selection, caller, limit
        self._wrap = wrap
        self._integration: Integration = catalog.integration
        self._tools: dict[str, Tool] = {}

    def tool(self, name: str) -> Tool:
        """Return a tool that may be called. Raises UnknownToolError."""
        known = self._tools.get(name)
        if known is None:
            entry = self._selection.callable.get(name)
            if entry is None:
                raise UnknownToolError(name)
            schema = json.loads(self._catalog.tool_line(name))["inputSchema"]
            known = self._tools[name] = Tool(name, entry, schema)
        return known

    async def run(
        self, tool: Tool, arguments: Mapping[str, Any], fields: Any = None, *, modern: bool
    ) -> Result:
        """Call a tool. Raises nothing but `Passed`: what goes wrong is a result with `isError`."""

        async def call(name: str, values: Mapping[str, Any]) -> Result:
            return await self._run(self.tool(name), values, fields, modern)

        try:
            return await (self._wrap(call) if self._wrap else call)(tool.name, arguments)
        except Passed:
            raise
        except ArgumentError as error:
            return error_result(
                f"Invalid arguments for {tool.name}; nothing was sent: {one_line(str(error), 500)}"
            )
        except TooLargeError as error:
            return error_result(too_large(error.most, tuple(tool.schema.get("properties", ()))))
        except APIError as error:
            credentials, scopes = self._required(self._catalog.operation(tool.entry.operation))
            return error_result(explained(error, credentials=credentials, scopes=scopes))
        except Exception:  # the boundary to the protocol: a text of ours could hold a path or a secret
            logger.exception("tool %s failed", tool.name)
            return error_result(f"{tool.name} failed inside this server; its log has the reason.")

    async def _run(self, tool: Tool, arguments: Mapping[str, Any], fields: Any, modern: bool) -> Result:
        properties = tool.schema.get("properties", {})
        values = dict(arguments)
        if FIELDS in values and FIELDS not in properties:
            fields = values.pop(FIELDS)
        fitted, problems = fit(tool.schema, values)
        if problems:
            return error_result(message(tool.name, problems))
        operation = self._catalog.operation(tool.entry.operation)
        response = await self._caller.call(operation, bind(operation, fitted))
        self._caller.raise_for_status(operation, response)
        return rendered(response, Rendering(_paths(fields), self._limit, modern, tuple(properties)))

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
