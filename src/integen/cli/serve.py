"""`integen serve`: what it does not know belongs to the server and reaches it as it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import generated, project, terminal, usage
from integen.cli.misuse import Misuse
from integen.errors import IntegenError

TITLE = "Run the MCP server of a generated package."
SETTINGS = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""`--help` after KEY is the server's, so it is no option here either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    key: str
    spec: str | None
    output: Path
    flags: list[str]
    """For the server."""


def command(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="What to serve; `integen list` shows what there is.")
    ],
    spec: Annotated[
        str | None,
        typer.Option("--spec", metavar="PATH|URL", help="Generate KEY from this document first."),
    ] = None,
    output: usage.Output = usage.OUTPUT,
) -> Callable[[], int]:
    """Run the MCP server of a generated package: over stdio, or over HTTP with --transport http.

    Every other flag goes to the server; `integen serve KEY --help` shows them. The most used ones:

    \b
      --list                     print the tools and exit
      --transport http --port N  serve over streamable HTTP
      --toolset NAME             only this group of tools; may be given more than once
      --tool NAME, --exclude-tool NAME
      --read-only                no tool that changes anything
      --tools all                show every tool, also of a large API
      --reload                   take what is generated anew, and keep the clients
    """
    if key in ("--help", "-h"):
        return partial(_help, context)
    if key.startswith("-"):
        raise Misuse(
            "`integen serve` needs the KEY of what to serve first", hint="see `integen serve --help`"
        )
    return partial(_run, _Wanted(key=key, spec=spec, output=output, flags=list(context.args)))


def _run(wanted: _Wanted) -> int:
    """Become the server; returns only where a process cannot become another one."""
    if wanted.spec and not _generate(wanted.key, wanted.spec, wanted.output):
        return 1
    package = project.package(wanted.output, wanted.key)
    package.opened()  # the server would tell less well what is wrong with its catalog
    return _become(package, wanted.flags)


def _generate(key: str, spec: str, output: Path) -> bool:
    """Generate quietly, for standard output belongs to the protocol; False when there is nothing to serve."""
    from integen.cli import reporting
    from integen.freshness import Options

    if spec == "-":
        raise IntegenError(
            "standard input belongs to the MCP client", hint="give --spec a file or a URL, or generate first"
        )
    manner = reporting.Manner(concise=True, quiet=True)
    return reporting.generated(Options(spec=spec, name=key, output=output), manner) is not None


def _become(package: generated.Package, flags: list[str]) -> int:
    command = [sys.executable, "-m", f"{package.module}.server", *flags]
    paths = [str(package.directory.resolve()), os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    if not Path(package.catalog.parent, "server.py").is_file():
        raise IntegenError(
            f"`{package.key}` was generated without an MCP server", hint="generate it with --target mcp"
        )
    sys.stdout.flush()
    if os.name == "posix":
        os.execve(sys.executable, command, env)
    import subprocess

    return subprocess.call(command, env=env)


def _help(context: typer.Context) -> int:
    # Rich draws by itself and hands back nothing.
    if told := context.get_help():
        terminal.say(told)
    return 0
