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
from ..records import Integration, Operation
from .arguments import fit, message
from .asked import (
    CURSOR,
    NOTHING,
    WAIT,
    Asked,
    AskedError,
    beside,
    count_of,
    paths_of,
    seconds_of,
    taken,
)
from .bounded import TooLargeError
from .conforming import conforming
from .cursors import CursorError, Cursors, Start
from .failures import explained
from .filters import Selection
from .handshake import one_line
from .pages import gathered
from .receiver import Receiver, Report
from .results import (
    Rendering,
    Result,
    error_result,
    listed,
    noted,
    rendered,
    shown_items,
    text_result,
    too_large,
)
from .sending import Caller
from .streamed import MAX_STREAMED, collected
from .waits import Clock, begun, watched

CallTool = Callable[[str, Mapping[str, Any]], Awaitable[Result]]
"""`(name, arguments) -> result`: one tool of the API, with the arguments that the model gave."""

Wrap = Callable[[CallTool], CallTool]

REAL_CLOCK = Clock()

logger = logging.getLogger(__name__)


class Passed(Exception):
    """What a tool raises to answer the request with something else than a result; `run` lets it through."""


class UnknownToolError(Exception):
    """No such tool, or one that the filters exclude."""


class Tool(NamedTuple):
    name: str
    entry: Entry
    schema: Mapping[str, Any]
    output: Mapping[str, Any] | None
    beside: Mapping[str, str]
    """What it takes beside its arguments: `{argument: member of Asked}`."""
    was: str | None = None
    """The old name that it was asked for by."""


class _Call(NamedTuple):
    """One call of one operation, checked and ready to be sent."""

    operation: Operation
    arguments: Arguments
    asked: Asked
    how: Rendering
    report: Report


class ToolCalls:
    """The tools of a selection, each read from the catalog when it is first called."""

    def __init__(
        self,
        catalog: Catalog,
        selection: Selection,
        caller: Caller,
        *,
        limit: int,
        wrap: Wrap | None = None,
        secret: bytes | None = None,
        clock: Clock = REAL_CLOCK,
    ) -> None:
        self._catalog, self._selection, self._caller, self._limit = catalog, selection, caller, limit
        self._wrap, self._clock = wrap, clock
        self._integration: Integration = catalog.integration
        self._tools: dict[str, Tool] = {}
        self._aliases = catalog.aliases
        self._cursors = Cursors(secret)

    def current(self, name: str) -> str:
        """Return the name that a tool has now."""
        return name if name in self._selection.callable else self._aliases.get(name, name)

    def tool(self, name: str) -> Tool:
        """Return a tool that may be called. Raises UnknownToolError."""
        known = self._tools.get(name)
        if known is None and self.current(name) != name:
            known = self._tools[name] = self.tool(self.current(name))._replace(was=name)
        if known is None:
            entry = self._selection.callable.get(name)
            if entry is None:
                raise UnknownToolError(name)
            wire = json.loads(self._catalog.tool_line(name))
            schema = wire["inputSchema"]
            takes: Mapping[str, str] = {}
            if entry.operation:  # hand-written tools have none
                takes = beside(self._catalog.operation(entry.operation), schema.get("properties", {}))
            known = Tool(name, entry, schema, wire.get("outputSchema"), takes)
            self._tools[name] = known
        return known

    async def run(
        self, tool: Tool, arguments: Mapping[str, Any], receiver: Receiver, asked: Asked = NOTHING
    ) -> Result:
        """Call a tool. Raises nothing but `Passed`: what goes wrong is a result with `isError`."""
        if tool.was is not None:
            result = await self.run(tool._replace(was=None), arguments, receiver, asked)
            return noted(result, f"[{tool.was} is now called {tool.name}: use that name from now on.]")

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
        except AskedError as error:
            return error_result(str(error))
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
        operation = self._catalog.operation(tool.entry.operation)
        values, asked = taken(arguments, asked, tool.beside)
        fitted, problems = fit(tool.schema, values)
        if problems:
            return error_result(message(tool.name, problems))
        properties = tuple(tool.schema.get("properties", ()))
        shown = Rendering(
            paths_of(asked.fields), self._limit, receiver.modern, tool.output is not None, properties
        )
        call = _Call(operation, bind(operation, fitted), asked, shown, receiver.report)
        if operation.pagination is not None and (asked.most is not None or asked.cursor is not None):
            return await self._items(call)
        if operation.polling is not None:
            return await self._work(call)
        if WAIT in tool.beside:
            return await self._stream(call)
        response = await self._caller.call(operation, call.arguments)
        self._caller.raise_for_status(operation, response)
        return rendered(response, shown)

    async def _items(self, call: _Call) -> Result:
        operation, first, how = call.operation, call.arguments, call.how
        most, start = count_of(call.asked.most), Start(first)
        if call.asked.cursor is not None:
            start = self._cursors.page(operation, first, str(call.asked.cursor))
        found = await gathered(self._caller, operation, start, most, call.report)
        if found.other is not None:
            return rendered(found.other, how)

        def following(count: int) -> str | None:
            there = found.at(count)
            if there is None:
                return None
            cursor = self._cursors.of_page(operation, first, there)
            return f'[More items follow: repeat the call with `{CURSOR}`: "{cursor}".]'

        path = operation.pagination.items if operation.pagination else ()
        result = listed(found.items[:most], how, ".".join(path), following)
        if how.always:  # the output schema is that of a page
            for step in reversed(path):
                result["structuredContent"] = {step: result["structuredContent"]}
        return result

    async def _work(self, call: _Call) -> Result:
        """Wait for what the API does after its answer; a cursor goes on waiting."""
        operation, first = call.operation, call.arguments
        within = seconds_of(call.asked.wait)
        if call.asked.cursor is None:
            work = await begun(self._caller, operation, first, within, call.report, self._clock)
        else:
            watch = self._cursors.watch(operation, first, str(call.asked.cursor))
            work = await watched(self._caller, operation, first, watch, within, call.report, self._clock)
        result = rendered(work.answer, call.how) if work.answer is not None else text_result()
        if work.watch is None:
            return result
        cursor = self._cursors.of_watch(operation, first, work.watch)
        return noted(
            result,
            "[It was accepted and is not done yet; the work goes on. To wait for its result, repeat the call "
            f'with `{CURSOR}`: "{cursor}": it is not begun again. `{WAIT}` says for how many seconds.]',
        )

    async def _stream(self, call: _Call) -> Result:
        """Collect the items of a stream as long as the call may take."""
        most, within = count_of(call.asked.most, MAX_STREAMED), seconds_of(call.asked.wait)
        found = await collected(self._caller, call.operation, call.arguments, most, within, call.report)
        if found.response is not None and found.items is None:
            return rendered(found.response, call.how)
        result = shown_items(found.items or [], call.how)
        if found.note is None:
            return result
        count = len(found.items or ())
        return noted(result, f"[Ended after {count} item{'s' * (count != 1)}: {found.note}.]")

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
