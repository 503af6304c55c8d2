"""The MCP server: the SDK's low-level `Server`, driven by the catalog."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, cast

import mcp_types as types
from mcp.server.caching import CacheHint
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.server.models import InitializationOptions
from mcp.server.request_state import RequestStateBoundary
from mcp.server.subscriptions import ListenHandler, SubscriptionBus
from mcp.shared.exceptions import MCPError
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from ..callers import AsyncCaller
from ..catalog import Catalog
from ..http import AsyncBaseTransport
from ..options import AuthInput, Settings
from . import handshake
from .bounded import BoundedCaller
from .calls import ToolCalls, UnknownToolError, Wrap
from .context import InputRequired, Refused
from .discovery import Discovery
from .dispatch import Dispatch
from .envelope import is_plain_call
from .extended import ExtendedCatalog, with_own_listed
from .filters import Selection, ServeOptions, selected
from .front import listing
from .hooks import HookedCaller
from .lasting import Lasting
from .offers import Offers
from .receiver import Progress, Receiver
from .results import Result
from .sending import Caller

_ALL_CONTENT = frozenset(("2025-06-18", "2025-11-25", *MODERN_PROTOCOL_VERSIONS))
"""Revisions that know every kind of content of ours; for those before, the SDK's models sort it out."""


_LISTS = ("server/discover", "prompts/list", "resources/list", "resources/templates/list")
_FACE = (
    *("name", "version", "title", "instructions", "middleware", "get_tool_input_schema", "handlers"),
    "_request_handlers",  # the SDK has no way to take one away
)
"""What a server is made of that its clients see."""


class CatalogServer(Server[Any]):
    """A `Server` that says the same over every transport about whether its lists may change.

    `streamable_http_app` has no way to pass the options that say so to clients of 2025.
    """

    changing: bool
    handlers: _Handlers

    def adopt(self, other: CatalogServer) -> None:
        """Answer from now on as another server of the same options; calls under way go on as they are."""
        self.handlers.pass_on()
        for name in _FACE:
            setattr(self, name, getattr(other, name))
        self.__dict__.pop("_server_info_stamp_source", None)  # the SDK takes who it is for fixed

    def create_initialization_options(
        self,
        notification_options: NotificationOptions | None = None,
        experimental_capabilities: dict[str, dict[str, Any]] | None = None,
        extensions: dict[str, dict[str, Any]] | None = None,
    ) -> InitializationOptions:
        changing = self.changing
        changes = NotificationOptions(changing, changing, changing)
        return super().create_initialization_options(changes, experimental_capabilities, extensions)


def create_server(
    catalog: Catalog,
    options: ServeOptions | None = None,
    *,
    caller: Caller | None = None,
    base_url: str | None = None,
    auth: AuthInput | None = None,
    transport: AsyncBaseTransport | None = None,
    wrap: Wrap | None = None,
    bus: SubscriptionBus | None = None,
    lasting: Lasting | None = None,
) -> CatalogServer:
    """Return a server for the tools of a catalog.

    Without a `caller` one is made of `base_url`, `auth` and `transport`, and closed with the server. `wrap`
    gets the function that runs a tool of the API and returns the one to use; it is asked once per call.
    Publish `ToolsListChanged` on `bus` to tell clients of both eras. A server that another one is to `adopt`
    gets what is `lasting` in place of `bus` and `transport`.

    Raises FilterError when the options name a tool or a toolset that does not exist.
    """
    options = options or ServeOptions()
    header = catalog.header
    selection = selected(catalog, options)
    selection = with_own_listed(catalog, selection)
    changing = options.reload or bus is not None or isinstance(catalog, ExtendedCatalog)
    lasting = lasting or Lasting(bus=bus, transport=transport)
    own = None if caller else _caller(catalog, options, Settings(base_url=base_url, auth=auth), lasting)
    sender = caller or cast("Caller", own)
    extended = Dispatch(catalog, options, sender, lasting) if isinstance(catalog, ExtendedCatalog) else None
    handlers = _Handlers(catalog, options, selection, sender, wrap, extended, lasting)
    info = handshake.server_info(header)
    server = CatalogServer(
        info["name"],
        version=info["version"],
        title=info["title"],
        instructions=handshake.instructions(header, selection, read_only=options.read_only),
        lifespan=_closing(own),
        get_tool_input_schema=handlers.schema,
        cache_hints=_cache_hints(options),
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_subscriptions_listen=ListenHandler(lasting.bus) if changing else None,
        **_offers(catalog, extended, lasting),
    )
    server.changing, server.handlers = changing, handlers
    if changing:
        server.add_notification_handler(
            "notifications/initialized", types.NotificationParams, lasting.announcements
        )
    if not options.telemetry:
        server.middleware.clear()
    server.middleware.append(handlers.middleware)
    if extended is not None:
        server.add_request_handler("logging/setLevel", types.SetLevelRequestParams, extended.levels.set)
        server.middleware.append(RequestStateBoundary(lasting.seal, default_audience=info["name"]))
    return server


def _cache_hints(options: ServeOptions) -> dict[Any, CacheHint]:
    """Return how long a client may keep an answer; what a resource says may change at any time."""
    scope: Any = options.cache_scope
    times = {**dict.fromkeys(_LISTS, handshake.ttl_of(options)), "resources/read": 0}
    return {method: CacheHint(ttl_ms=ttl, scope=scope) for method, ttl in times.items()}


def _offers(catalog: Catalog, extended: Dispatch | None, lasting: Lasting) -> dict[str, Any]:
    if extended is None or not isinstance(catalog, ExtendedCatalog):
        return {}
    return Offers(catalog.extension, extended.context, lasting.announcements).handlers()


def _caller(catalog: Catalog, options: ServeOptions, settings: Settings, lasting: Lasting) -> BoundedCaller:
    connections, most = lasting.connections, options.max_answer_bytes
    if isinstance(catalog, ExtendedCatalog):
        return HookedCaller(catalog, catalog.extension, settings=settings, connections=connections, most=most)
    return BoundedCaller(catalog, settings=settings, connections=connections, most=most)


def _closing(caller: BoundedCaller | None) -> Callable[[Server[Any]], AbstractAsyncContextManager[Any]]:
    @asynccontextmanager
    async def lifespan(_: Server[Any]) -> AsyncGenerator[dict[str, Any]]:
        try:
            yield {}
        finally:
            if caller is not None:
                await caller.connections.release()  # another client may come

    return lifespan


class _Handlers:
    """What the server answers. Lists go through the middleware, so no tool is validated again at run time."""

    def __init__(
        self,
        catalog: Catalog,
        options: ServeOptions,
        selection: Selection,
        caller: Caller,
        wrap: Wrap | None,
        extended: Dispatch | None,
        lasting: Lasting,
    ) -> None:
        self._extended, self._lasting = extended, lasting
        self._aliases: Mapping[str, str] = {}
        if extended is not None and isinstance(catalog, ExtendedCatalog):
            wrap, self._aliases = _both(wrap, extended.wrap), catalog.extension.renamed
        self.listing = listing(catalog, options, selection)
        limit = options.max_result_chars
        secret = caller.credentials.secret() if isinstance(caller, AsyncCaller) else None
        secret = secret or (lasting.secret if options.reload else None)
        self._calls = ToolCalls(catalog, selection, caller, limit=limit, wrap=wrap, secret=secret)
        self._envelope = handshake.complete(catalog.header)
        self._discovery: Discovery | None = None
        if selection.discovery:
            self._discovery = Discovery(
                catalog, selection, self._calls, read_only=options.read_only, limit=limit
            )

    def schema(self, name: str) -> Mapping[str, Any] | None:
        if self._discovery is not None and name in self._discovery.schemas:
            return self._discovery.schemas[name]
        try:
            return self._calls.tool(name).schema
        except UnknownToolError:
            return None

    async def middleware(self, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        """Answer `tools/list` and what is surely a well-formed `tools/call` before the SDK parses anything.

        The rest is passed on: whatever is wrong with a request is the SDK's to say.
        """
        modern = ctx.protocol_version in MODERN_PROTOCOL_VERSIONS
        params = ctx.params or {}
        if ctx.method == "tools/call" and ctx.protocol_version in _ALL_CONTENT and _ready(ctx):
            if self._extended is None and is_plain_call(params, modern=modern):
                receiver = _receiver(ctx)
                result = await self._run(params["name"], params.get("arguments", {}), receiver)
                return {**result, **self._envelope} if modern else result
        elif ctx.method == "tools/list" and _ready(ctx):
            return self._page(params.get("cursor"), modern=modern)
        return await call_next(ctx)

    def pass_on(self) -> None:
        """Let those who are in the midst of this list read it to its end, whoever answers them."""
        self._lasting.passed(self.listing)

    def _page(self, cursor: object, *, modern: bool) -> dict[str, Any]:
        for each in (self.listing, *self._lasting.earlier):
            number = each.number(cursor)
            if number is not None:
                return each.result(number, modern=modern)
        raise MCPError(code=types.INVALID_PARAMS, message="Invalid cursor")

    async def list_tools(
        self, ctx: ServerRequestContext[Any, Any], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        raise MCPError(code=types.INVALID_REQUEST, message="Initialize first")

    async def call_tool(
        self, ctx: ServerRequestContext[Any, Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        if self._extended is not None:
            self._extended.context(ctx, params)
        try:
            result = await self._run(params.name, params.arguments or {}, _receiver(ctx))
        except InputRequired as question:
            return cast("types.CallToolResult", question.result)
        except Refused as refused:
            raise refused.error from None
        # A plain dict is what the SDK sends fastest; it accepts one though its signature does not say so.
        return cast("types.CallToolResult", {**result, "resultType": "complete"})

    async def _run(self, name: str, arguments: Mapping[str, Any], receiver: Receiver) -> Result:
        if self._discovery is not None and name in self._discovery.schemas:
            return await self._discovery.run(name, arguments, receiver)
        try:
            tool = self._calls.tool(self._aliases.get(name, name))
        except UnknownToolError:
            raise MCPError(code=types.INVALID_PARAMS, message=f"Unknown tool: {name[:100]}") from None
        return await self._calls.run(tool, arguments, receiver)


def _both(outer: Wrap | None, inner: Wrap) -> Wrap:
    return inner if outer is None else lambda call: outer(inner(call))


def _receiver(ctx: ServerRequestContext[Any, Any]) -> Receiver:
    modern = ctx.protocol_version in MODERN_PROTOCOL_VERSIONS
    return Receiver(modern, Progress(ctx.session.report_progress))


def _ready(ctx: ServerRequestContext[Any, Any]) -> bool:
    """Whether the handshake is over; the SDK checks it only behind the middleware."""
    return ctx.session.client_params is not None or ctx.protocol_version in MODERN_PROTOCOL_VERSIONS
