"""`integen docs`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import project, terminal, usage
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.site.package import Place

TITLE = "Make a site of documentation of a generated package."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    key: str
    folder: Path | None
    serve: bool
    opened: bool
    port: int
    versions: int
    output: Path
    as_json: bool


def command(
    key: Annotated[str, typer.Argument(metavar="KEY", help="What to document; `integen list` shows it.")],
    folder: Annotated[
        Path | None,
        typer.Option("--folder", "-o", metavar="DIR", help="Where to write; site/KEY without it."),
    ] = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Show it on this machine, and anew whenever KEY is generated.")
    ] = False,
    opened: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="For --serve; 0 is any free one.")
    ] = 0,
    versions: Annotated[
        int,
        typer.Option("--history", metavar="N", min=0, help="How many versions of git to compare."),
    ] = 20,
    output: usage.Output = usage.OUTPUT,
    as_json: usage.AsJson = False,
) -> Callable[[], int]:
    """Make a site of documentation of a generated package: files that need no server and no network.

    Each tool with its arguments, scopes, hints, tokens and answers, and an example in MCP, Python,
    TypeScript, curl and `integen call`; how to install it in clients and to connect an account; what changed
    between the versions that git knows. With --serve nothing is written unless -o is given.

    \b
    Examples:
      integen docs github --open
      integen docs github -o public/github
      integen docs github --serve --port 8000
    """
    return partial(
        _run,
        _Wanted(
            key=key,
            folder=folder,
            serve=serve,
            opened=opened,
            port=port,
            versions=versions,
            output=output,
            as_json=as_json,
        ),
    )


def _run(wanted: _Wanted) -> int:
    from integen.site.build import build
    from integen.site.folder import write_site
    from integen.site.package import Place

    package = project.package(wanted.output, wanted.key)
    place = Place(key=wanted.key, directory=package.directory, module=package.module)
    folder = wanted.folder or Path("site") / wanted.key
    if wanted.folder is not None or not wanted.serve:
        files = build(place, versions=wanted.versions)
        write_site(folder, files)
        _tell(wanted, folder, files)
    if wanted.serve:
        return _serve(wanted, place)
    if wanted.opened:
        _open((folder / "index.html").resolve().as_uri())
    return 0


def _tell(wanted: _Wanted, folder: Path, files: Mapping[str, bytes]) -> None:
    size = sum(map(len, files.values()))
    start = folder / "index.html"
    if wanted.as_json:
        terminal.say_json(
            {
                "key": wanted.key,
                "folder": str(folder),
                "index": str(start),
                "files": len(files),
                "bytes": size,
            }
        )
    else:
        shown = {"files": f"{len(files):,}", "size": f"{size:,} bytes", "open": str(start)}
        terminal.facts(f"documentation of {wanted.key} in {folder}", shown)


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        terminal.complain("no browser could be started", hint=f"open {address}")


def _serve(wanted: _Wanted, place: Place) -> int:
    """Show the site until interrupted."""
    import threading

    from integen.site.build import build
    from integen.site.server import Shown, SiteServer, watch

    anew = partial(_anew, place, wanted.versions)
    known = place.mark()
    shown = Shown(build(place, versions=wanted.versions, reloading=True))
    try:
        server = SiteServer(shown, wanted.port)
    except OSError as error:
        raise IntegenError(
            f"cannot listen on port {wanted.port}: {error.strerror}", hint="choose another --port, or none"
        ) from error
    stop = threading.Event()
    watcher = threading.Thread(target=watch, args=(shown, known, place.mark, anew, stop), daemon=True)
    with server:
        watcher.start()
        terminal.say(server.url)
        sys.stdout.flush()
        if wanted.opened:
            _open(server.url)
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            return 0
        finally:
            stop.set()
            shown.close()
    return 0


def _anew(place: Place, versions: int) -> Mapping[str, bytes] | None:
    """Build again; None when the package cannot be read, which is said, and what was there stays."""
    from integen.site.build import build

    try:
        files = build(place, versions=versions, reloading=True)
    except IntegenError as error:
        terminal.complain(str(error), hint=error.hint)
        return None
    terminal.remark(f"built anew: {len(files):,} files")
    return files
