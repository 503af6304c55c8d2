"""`integen`: what commands there are. Each module of a command has `TITLE`, `declare` and `run`.

Nothing heavy is imported here or at the top of a command's module: `integen --help` and `integen serve` are
measured in hundredths of a second (docs/decisions/0002-command-line.md).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from integen.cli import boundary, call, explain, generate, inspection, listing, serve, terminal, usage

COMMANDS: dict[str, ModuleType] = {
    "generate": generate,
    "inspect": inspection,
    "list": listing,
    "serve": serve,
    "call": call,
    "explain": explain,
}

ABOUT = "OpenAPI in, one installable package out: an MCP server and a typed Python SDK."
EXAMPLES = """\
examples:
  integen generate --spec specs/github.yaml
  integen serve github --list
  integen call github repos_get owner=python repo=cpython
  integen inspect --spec https://example.com/openapi.json
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code: 0, 1 for a problem of the input, 2 of usage, 70 of integen itself."""
    return boundary.guarded(lambda: _run(list(sys.argv[1:] if argv is None else argv)))


def _run(argv: list[str]) -> int:
    if argv[:1] == ["serve"]:
        # What serve does not know belongs to the server, so its arguments are not for argparse to judge.
        return serve.run(argv[1:])
    arguments = _parser().parse_args(argv)
    command: Any = COMMANDS[arguments.command]
    code: int = command.run(arguments)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = usage.Parser(prog="integen", description=ABOUT, epilog=EXAMPLES)
    parser.add_argument("--version", action=_Version, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name, module in COMMANDS.items():
        title: str = module.TITLE
        module.declare(commands.add_parser(name, help=title, description=module.__doc__))
    return parser


class _Version(argparse.Action):
    """Looks the version up only when asked: `importlib.metadata` costs more than all of the rest."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            terminal.say(f"integen {version('integen')}")
        except PackageNotFoundError:
            terminal.say("integen, run from a checkout")
        parser.exit()
