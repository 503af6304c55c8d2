"""Run the MCP server of a generated package: over stdio, or over HTTP with --transport http.

usage: integen serve KEY [--spec PATH|URL] [--output DIR] [flags of the server]

  KEY            what to serve; `integen list` shows what there is
  --spec         generate KEY from this document first
  --output DIR   folder of the generated packages (default: generated)

Every other flag goes to the server; `integen serve KEY --help` shows them. The most used ones:

  --list                    print the tools and exit
  --transport http --port N serve over streamable HTTP
  --toolset NAME            only this group of tools; may be given more than once
  --tool NAME, --exclude-tool NAME
  --read-only               no tool that changes anything
  --tools all               show every tool, also of a large API
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from integen.cli import generated, terminal, usage
from integen.errors import IntegenError

TITLE = "run the MCP server of a generated package"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare nothing: `run` takes the raw arguments, and its module says how to use it."""


def run(argv: list[str]) -> int:
    """Become the server; returns only where a process cannot become another one."""
    if argv in (["--help"], ["-h"]):
        terminal.say((__doc__ or "").rstrip())
        return 0
    if not argv or argv[0].startswith("-"):
        terminal.complain(
            "`integen serve` needs the KEY of what to serve first", hint="see `integen serve --help`"
        )
        return 2
    key, (own, passed) = argv[0], _own_arguments(argv[1:])
    if own.spec and not _generate(key, own):
        return 1
    return _become(generated.package(own.output, key), passed)


def _own_arguments(argv: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = usage.Parser(prog="integen serve", add_help=False)
    usage.spec(parser, required=False)
    usage.output(parser)
    return parser.parse_known_args(argv)


def _generate(key: str, own: argparse.Namespace) -> bool:
    """Generate quietly, for standard output belongs to the protocol; False when there is nothing to serve."""
    from integen.cli import reporting
    from integen.freshness import Options

    if own.spec == "-":
        raise IntegenError(
            "standard input belongs to the MCP client", hint="give --spec a file or a URL, or generate first"
        )
    options = Options(spec=own.spec, name=key, output=own.output)
    return reporting.generated(options, concise=True, quiet=True) is not None


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
