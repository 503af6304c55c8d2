"""`integen install`: what follows `--` belongs to the server and reaches it as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import installing, usage
from integen.cli.installing import Scope, Wanted
from integen.cli.misuse import Misuse
from integen.install.launch import Runner

TITLE = "Put an MCP server into the configuration of a client."
SETTINGS = {"allow_extra_args": True}

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def command(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help="What to install; `integen list` shows what there is.")
    ] = None,
    client: Annotated[
        list[str] | None,
        typer.Option("--client", metavar="NAME", help="Which client; may be repeated. --list names them."),
    ] = None,
    show_list: Annotated[bool, typer.Option("--list", help="Show the clients, and which are here.")] = False,
    scope: Annotated[
        Scope, typer.Option("--scope", metavar="user|project", help="Whose configuration to edit.")
    ] = Scope.USER,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="What the client calls it; KEY without it.")
    ] = None,
    runner: Annotated[
        Runner,
        typer.Option("--runner", metavar="integen|script|uv|uvx", help="What starts the server."),
    ] = Runner.INTEGEN,
    variable: Annotated[
        list[str] | None,
        typer.Option("--env", metavar="VARIABLE", help="Hand this variable on; may be repeated."),
    ] = None,
    secrets: Annotated[
        bool, typer.Option("--secrets", help="Write the values of secrets into the file, in plain text.")
    ] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Take the server out again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change.")] = False,
    show: Annotated[bool, typer.Option("--print", help="Print what to paste, and edit nothing.")] = False,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Edit this file of the client's.")
    ] = None,
    output: usage.Output = usage.OUTPUT,
    as_json: usage.AsJson = False,
) -> Callable[[], int]:
    """Put the MCP server of a generated package into the configuration of a client, or take it out.

    Only its own entry changes; comments and other servers stay as they are, and a copy of the file is kept
    beside it. Secrets are named and not written, where the client can look them up. What follows `--` goes
    to the server.

    \b
    Examples:
      integen install github --client claude-code --client cursor
      integen install github --client codex -- --toolset issues --read-only
      integen install github --client vscode --scope project --dry-run
    """
    if show_list:
        return partial(installing.show_clients, as_json=as_json)
    if key is None or key.startswith("-"):
        raise Misuse(
            "`integen install` needs the KEY of what to install", hint="see `integen install --help`"
        )
    if not client:
        raise Misuse("`--client` is missing", hint="`integen install --list` shows the clients")
    called = name or key
    if not _NAME.fullmatch(called):
        raise Misuse(f"`{called}` cannot be a server's name", hint="use letters, digits, `-` and `_`")
    wanted = Wanted(
        key=key,
        name=called,
        clients=tuple(dict.fromkeys(client)),
        scope=scope,
        runner=runner,
        variables=tuple(variable or ()),
        secrets=secrets,
        config=config,
        output=output,
        flags=tuple(context.args),
        remove=uninstall,
        dry_run=dry_run,
        show=show,
        as_json=as_json,
    )
    return partial(installing.run, wanted)
