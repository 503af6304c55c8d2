"""Runs the tools of an extended server: hand-written ones, and generated ones inside their wrappers."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from mcp.server.context import ServerRequestContext

from .arguments import fit, message
from .calls import CallTool, ToolCalls, UnknownToolError
from .content import ToolError, ToolResult, result_of
from .context import Context
from .extended import ExtendedCatalog
from .extension import OwnTool, Wrapper
from .filters import ServeOptions, nearest, select
from .handshake import one_line
from .lasting import Lasting
from .receiver import Receiver
from .results import Result, error_result
from .sending import Caller

_CONTEXT: ContextVar[Context] = ContextVar("context")


class Dispatch:
    """What an extension does to calls of tools. `wrap` is the `Wrap` of `ToolCalls`."""

    def __init__(
        self, catalog: ExtendedCatalog, options: ServeOptions, caller: Caller, lasting: Lasting
    ) -> None:
        self._bus, self.levels = lasting.bus, lasting.levels
        self._extension = catalog.extension
        self._current = {new: old for old, new in self._extension.renamed.items()}
        # What a hand-written tool calls comes whole, under its generated name, hidden or not.
        generated = catalog.generated
        allowed = select(generated.index(), ServeOptions(tools_mode="all", read_only=options.read_only))
        self._generated = ToolCalls(generated, allowed, caller, limit=options.max_answer_bytes)

    def context(self, request: ServerRequestContext[Any, Any], params: Any) -> Context:
        """Return the context of a request, and make it the one of the calls that it leads to."""
        context = Context(request, params, self._call, self._bus, self.levels)
        _CONTEXT.set(context)
        return context

    def wrap(self, call: CallTool) -> CallTool:
        async def run(name: str, arguments: Mapping[str, Any]) -> Result:
            own = self._extension.tools.get(name)
            if own is not None:
                return await self._own(own, arguments)
            wrapped = call
            for wrapper in self._extension.wrappers.get(self._current.get(name, name), ()):
                wrapped = _wrapped(wrapper, wrapped)
            return await wrapped(name, arguments)

        return run

    async def _own(self, tool: OwnTool, arguments: Mapping[str, Any]) -> ToolResult:
        fitted, problems = fit(tool.wire["inputSchema"], arguments)
        if problems:
            return ToolResult(error_result(message(tool.wire["name"], problems)))
        context = _CONTEXT.get()
        try:
            return result_of(await tool.handler(context, fitted), modern=context.modern)
        except ToolError as error:
            return ToolResult(error_result(str(error)))

    async def _call(self, name: str, arguments: Mapping[str, Any]) -> ToolResult:
        """Call a tool for a handler; a tool is known by the names that it has and had."""
        own = self._extension.tools.get(name)
        if own is not None:
            return await self._own(own, arguments)
        try:
            tool = self._generated.tool(self._current.get(name, name))
        except UnknownToolError:
            near = nearest(name, self._extension.tools)
            raise ToolError(f"There is no tool {one_line(name, 60)!r} to call{near}") from None
        return ToolResult(await self._generated.run(tool, arguments, Receiver(modern=True)))


def _wrapped(wrapper: Wrapper, call: CallTool) -> CallTool:
    async def run(name: str, arguments: Mapping[str, Any]) -> Result:
        async def proceed(values: Mapping[str, Any]) -> ToolResult:
            return ToolResult(await call(name, values))

        context = _CONTEXT.get()
        try:
            return result_of(await wrapper(context, dict(arguments), proceed), modern=context.modern)
        except ToolError as error:
            return error_result(str(error))

    return run
