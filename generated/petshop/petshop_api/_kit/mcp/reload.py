"""Puts what was generated anew in the place of what is served, while the clients stay.

The files are looked at a few times a second: that needs no library, works on every file system, and costs
one or two thousandths of a processor. New ones are read once they stand still, and take the place of the old
ones only when every record of them has been read and a server could be made of them. Calls that are under way
end with the old ones, which they hold.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from mcp.server.subscriptions import (
    PromptsListChanged,
    ResourcesListChanged,
    ServerEvent,
    ToolsListChanged,
)

from ..catalog import Catalog, CatalogError
from .examined import examined
from .extended import ExtendedCatalog, load
from .filters import FilterError
from .handshake import one_line
from .lasting import Lasting
from .package_files import PackageFiles, Snapshot
from .server import CatalogServer

INTERVAL = 0.2
"""Seconds between two looks."""

Build = Callable[[Catalog, Lasting], CatalogServer]
Say = Callable[[str], None]
Sleep = Callable[[float], Awaitable[None]]

logger = logging.getLogger(__name__)


class Reloader:
    """Replaces what `server` answers from. `build` makes a server of a catalog, or raises FilterError."""

    def __init__(
        self, catalog: Catalog, package: str | None, build: Build, say: Say, *, sleep: Sleep = anyio.sleep
    ) -> None:
        catalog.hold()
        self._files = PackageFiles(catalog.path, package)
        self._build, self._say, self._sleep = build, say, sleep
        self._catalog = catalog
        self._lasting = Lasting()
        self._served = self._files.digest_of(catalog.content)
        self._runtime = self._files.runtime()
        self.server = build(catalog, self._lasting)
        _while_it_runs(self.server, self.run)

    async def run(self) -> None:
        """Look until it is cancelled."""
        while True:
            await self._sleep(INTERVAL)
            if self._files.changed():
                await self.look()

    async def look(self) -> None:
        """Serve what the files hold, if that is something else and can be served; else say why not."""
        try:
            found = self._files.read()
            if found.digest != self._served:
                await self._take(found)
        except (CatalogError, FilterError) as error:
            self._keep(str(error))
        except OSError as error:
            self._keep(f"cannot read `{error.filename}`: {error.strerror}")

    async def _take(self, found: Snapshot) -> None:
        try:
            catalog, server = await anyio.to_thread.run_sync(partial(self._made, found.catalog))
        except (CatalogError, FilterError):
            raise
        except (Exception, SystemExit) as error:  # what a module of the user's does must not end the server
            logger.exception("cannot reload")
            raise CatalogError(f"{type(error).__name__}: {error}") from error
        events = list(_events(self._catalog, catalog, self.server, server))
        told = _difference(self._catalog, catalog)
        self.server.adopt(server)
        self._catalog, self._served = catalog, found.digest
        for event in events:
            await self._lasting.bus.publish(event)
        self._say(f"reloaded: {told}")
        self._remark_runtime()

    def _made(self, data: bytes) -> tuple[Catalog, CatalogServer]:
        """Return a catalog of `data` and its server. Raises CatalogError and FilterError, nothing changed."""
        examined(Catalog(self._files.catalog, data))
        package = self._files.package
        if package is None or not self._files.is_extended():
            catalog = Catalog(self._files.catalog, data)
            return catalog, self._build(catalog, self._lasting)
        with self._files.imported_anew():
            catalog = load(self._files.catalog, package, data)
            return catalog, self._build(catalog, self._lasting)

    def _keep(self, reason: str) -> None:
        self._say(f"not reloaded, what was served before still is: {reason}")

    def _remark_runtime(self) -> None:
        runtime = self._files.runtime()
        if runtime != self._runtime:
            self._runtime = runtime
            self._say("the code of the server itself is another one now: start it again to run that")


def spoken(program: str, line: str) -> str:
    """Return a line for standard error."""
    return f"{program}: {one_line(line, 1000)}"


def _difference(old: Catalog, new: Catalog) -> str:
    before, after = old.index().keys(), new.index().keys()
    counts = ((len(after - before), "new"), (len(before - after), "gone"))
    tools = f"{len(after):,} tool{'s' * (len(after) != 1)}"
    return ", ".join((tools, *(f"{count:,} {word}" for count, word in counts if count)))


def _events(
    old: Catalog, new: Catalog, old_server: CatalogServer, new_server: CatalogServer
) -> Iterator[ServerEvent]:
    """Yield which lists are other ones now."""
    if old_server.handlers.listing.mark != new_server.handlers.listing.mark:
        yield ToolsListChanged()
    before, after = _offered(old), _offered(new)
    for event, wires in after.items():
        if before[event] != wires:
            yield event()


def _offered(catalog: Catalog) -> dict[Callable[[], ServerEvent], list[Any]]:
    extension = catalog.extension if isinstance(catalog, ExtendedCatalog) else None
    if extension is None:
        return {PromptsListChanged: [], ResourcesListChanged: []}
    templates = [template.wire for template in extension.templates.values()]
    return {
        PromptsListChanged: [prompt.wire for prompt in extension.prompts.values()],
        ResourcesListChanged: [resource.wire for resource in extension.resources.values()] + templates,
    }


def _while_it_runs(server: Server[Any], task: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a task as long as the server does: every transport enters its `lifespan` once."""
    inner = server.lifespan

    @asynccontextmanager
    async def lifespan(it: Server[Any]) -> AsyncGenerator[Any]:
        async with inner(it) as state, anyio.create_task_group() as tasks:
            tasks.start_soon(task)
            try:
                yield state
            finally:
                tasks.cancel_scope.cancel()

    server.lifespan = lifespan
