"""`integen`: what commands there are. Each module of a command has a `TITLE` and a `command`.

A command only takes its parameters and returns what is to run: typer has left by then, so that problems,
interrupts and closed pipes end in `boundary` and nowhere else. Nothing heavy is imported here or at the top
of a command's module (docs/decisions/0002-command-line.md).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Annotated, Any

import typer

from integen.cli import (
    boundary,
    bundle,
    call,
    ci,
    difference,
    explain,
    generate,
    init,
    inspection,
    install,
    lint,
    listing,
    overlay,
    scopes,
    serve,
    site,
    templates,
    terminal,
    test,
    watch,
)
from integen.cli.grammar import Command, Group

COMMANDS: dict[str, ModuleType] = {
    "init": init,
    "generate": generate,
    "watch": watch,
    "inspect": inspection,
    "lint": lint,
    "list": listing,
    "serve": serve,
    "call": call,
    "install": install,
    "bundle": bundle,
    "test": test,
    "docs": site,
    "diff": difference,
    "ci": ci,
    "overlay": overlay,
    "templates": templates,
    "scopes": scopes,
    "explain": explain,
}

ABOUT = """\
OpenAPI in, one installable package out: MCP server, Python SDK, TypeScript.

\b
Examples:
  integen generate --spec specs/github.yaml
  integen serve github --list
  integen call github repos_get owner=python repo=cpython
  integen inspect --spec https://example.com/openapi.json
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code: 0, 1 for a problem of the input, 2 of usage, 70 of integen itself."""
    return boundary.guarded(lambda: _run(list(sys.argv[1:] if argv is None else argv)))


def _run(argv: list[str]) -> int:
    root = typer.main.get_command(_application())
    chosen: Any = root.main(args=argv, prog_name="integen", standalone_mode=False)
    code: int = chosen() if callable(chosen) else chosen or 0
    return code


def _application() -> typer.Typer:
    """Return the application; its help is drawn by rich on a terminal only, where somebody sees it."""
    application = typer.Typer(
        cls=Group,
        help=ABOUT,
        rich_markup_mode="rich" if terminal.is_terminal(sys.stdout) else None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    application.callback(invoke_without_command=True)(_integen)
    _declare(application, COMMANDS)
    return application


def _declare(application: typer.Typer, commands: dict[str, ModuleType]) -> None:
    """Add commands; a module with `COMMANDS` of its own is a group of them."""
    for name, module in commands.items():
        if hasattr(module, "COMMANDS"):
            group = typer.Typer(cls=Group, help=module.ABOUT, short_help=module.TITLE)
            group.callback(invoke_without_command=True)(_group)
            _declare(group, module.COMMANDS)
            application.add_typer(group, name=name)
            continue
        settings: dict[str, Any] | None = getattr(module, "SETTINGS", None)
        declare = application.command(name, cls=Command, short_help=module.TITLE, context_settings=settings)
        declare(module.command)


def _group(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        terminal.say(context.get_help())


def _version(wanted: bool) -> None:
    """Look the version up only when asked: `importlib.metadata` costs as much as a whole short run."""
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        terminal.say(f"integen {version('integen')}")
    except PackageNotFoundError:
        terminal.say("integen, run from a checkout")
    raise typer.Exit


def _integen(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        # Typer hands the text back where it is plain, and draws it itself where rich does.
        terminal.say(context.get_help())
