"""The program: reads the command line and serves. Standard output carries nothing but the protocol.

The SDK is imported inside the functions that need it, because the front must answer before that.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ..catalog import Catalog, CatalogError
from .command import Command, UsageError, parse
from .filters import FilterError, selected
from .front import Front, Handover
from .handshake import one_line

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

    from .lasting import Lasting
    from .server import CatalogServer

Build = Callable[[Catalog, Command], "Server[Any]"]

_FILE_NAME = re.compile(r"[^/\\]*\Z")

_WARM_AFTER = 0.1
"""Seconds after the first list: a client that only probes is gone by then, and any other one is thinking."""


def main(
    catalog_path: str | os.PathLike[str],
    argv: Sequence[str] | None = None,
    *,
    package: str | None = None,
    build: Build | None = None,
) -> int:
    """Serve the catalog as the arguments say; return the exit code, 2 for arguments that make no sense.

    With the name of its `package` the `extensions.py` beside the catalog takes part. `build` makes another
    server than the catalog's own. In both cases the SDK answers from the first byte.
    """
    arguments = sys.argv[1:] if argv is None else argv
    try:
        try:
            return _run(opened(catalog_path, package), arguments, build, package)
        finally:
            sys.stdout.flush()  # what a reader who has gone makes of it must come out here, not at the exit
    except BrokenPipeError:
        return _unread()
    except (UsageError, FilterError, CatalogError) as error:
        return _refused(str(error))
    except OSError as error:
        return _refused(error.strerror or type(error).__name__)
    except KeyboardInterrupt:
        return 130


def opened(path: str | os.PathLike[str], package: str | None = None) -> Catalog:
    """Return the catalog, as the package's `extensions.py` changes it. Raises CatalogError."""
    beside = _FILE_NAME.sub("extensions.py", os.fspath(path), count=1)  # pathlib would cost the front 3 ms
    try:
        if package and os.access(beside, os.R_OK):
            from .extended import load

            return load(path, package)
        return Catalog(path)
    except OSError as error:
        raise CatalogError(f"cannot read the catalog: {error.strerror}") from error


def _unread() -> int:
    """The reader, such as `head`, has had enough; the interpreter's last flush must not complain either."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    return 0


def _refused(reason: str) -> int:
    print(f"error: {one_line(reason, 1000)}", file=sys.stderr)
    return 2


def _run(catalog: Catalog, arguments: Sequence[str], build: Build | None, package: str | None) -> int:
    header = catalog.header
    program = f"{header['key']}-mcp"
    command = parse(arguments, os.environ, program=program, version=header["version"])
    if command.list:
        _print_tools(catalog, command)
        return 0
    if command.options.reload:
        build = _reloading(program, package, build)
    if command.transport == "http":
        return _serve_http(catalog, command, build)
    if os.isatty(0):
        print(f"{program} waits for an MCP client on standard input; --help says more.", file=sys.stderr)
    return _serve_stdio(catalog, command, build)


def _reloading(program: str, package: str | None, build: Build | None) -> Build:
    """Return what builds a server that follows its files. Raises UsageError."""
    if build is not None:
        raise UsageError("--reload: this program builds a server of its own, which cannot be replaced")

    def reloading(catalog: Catalog, command: Command) -> Server[Any]:
        from contextlib import suppress
        from functools import partial

        from .reload import Reloader, spoken

        def say(line: str) -> None:
            with suppress(OSError):  # the client may have closed its end: that is no reason to leave it
                print(spoken(program, line), file=sys.stderr, flush=True)

        return Reloader(catalog, package, partial(_server, command=command), say).server

    return reloading


def _is_extended(catalog: Catalog) -> bool:
    return type(catalog) is not Catalog


def _print_tools(catalog: Catalog, command: Command) -> None:
    selection = selected(catalog, command.options)
    if _is_extended(catalog):
        from .extended import with_own_listed

        selection = with_own_listed(catalog, selection)
    listed = frozenset(selection.listed)
    rows = [
        {"name": name, "toolset": entry.toolset, "effect": entry.effect, "listed": name in listed}
        for name, entry in selection.callable.items()
    ]
    if command.json:
        print(json.dumps(rows, indent=1))
        return
    width = max(map(len, selection.callable), default=0)
    for name, entry in selection.callable.items():
        print(f"{name:<{width}}  {entry.effect:<11}  {one_line(entry.toolset, 60)}")


def _serve_http(catalog: Catalog, command: Command, build: Build | None) -> int:
    _import_sdk(".server", ".http_app")
    from .http_app import AddressError, serve

    server = _built(catalog, command, build)
    streams = command.streams or command.options.reload or _is_extended(catalog)  # one may come yet
    try:
        serve(server, host=command.host, port=command.port, token=command.token, streams=streams)
    except AddressError as error:
        return _refused(str(error))
    return 0


def _serve_stdio(catalog: Catalog, command: Command, build: Build | None) -> int:
    handover: Handover | None = Handover((), b"")
    if build is None and not _is_extended(catalog):
        warming = _Warming()
        handover = Front(catalog, command.options).run(warming.start)
        if handover is None:
            warming.leave()
            return 0
        warming.now()
    import asyncio

    from .stdio import serve

    asyncio.run(serve(_built(catalog, command, build), handover))
    return 0


def _built(catalog: Catalog, command: Command, build: Build | None) -> Server[Any]:
    return build(catalog, command) if build else _server(catalog, command=command)


def _server(catalog: Catalog, lasting: Lasting | None = None, *, command: Command) -> CatalogServer:
    from .server import create_server

    return create_server(catalog, command.options, base_url=command.base_url, lasting=lasting)


class _Warming:
    """Imports the SDK in a thread while the client is busy with the list."""

    def __init__(self) -> None:
        self._thread: Any = None

    def start(self) -> None:
        if self._thread is None:
            import threading

            self._asked = threading.Event()
            self._thread = threading.Thread(target=self._import, daemon=True)
            self._thread.start()

    def _import(self) -> None:
        if not self._asked.wait(_WARM_AFTER):
            _import_sdk(".server", ".stdio")

    def now(self) -> None:
        """Let the import of the one who waits for it win: two at a time would share one lock."""
        if self._thread is not None:
            self._asked.set()
            self._thread.join()
        _import_sdk(".server", ".stdio")

    def leave(self) -> None:
        """End the process: nobody waits for a thread in the midst of an import."""
        if self._thread is not None and self._thread.is_alive():
            self._asked.set()
            os._exit(0)


def _import_sdk(*modules: str) -> None:
    import gc
    from importlib import import_module

    gc.disable()  # an import makes objects that stay: collecting meanwhile is a tenth of its time
    for module in modules:
        import_module(module, __package__)

    gc.freeze()
    gc.enable()
