"""Edits the configurations of clients for `integen install`, and tells what was done."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from integen.cli import generated, project, terminal
from integen.cli.misuse import Misuse
from integen.errors import IntegenError
from integen.install.launch import Runner

if TYPE_CHECKING:
    from integen.install.client import Client, Secrets
    from integen.install.launch import Launch
    from integen.install.places import Machine


class Scope(StrEnum):
    USER = "user"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    key: str
    name: str
    clients: tuple[str, ...]
    scope: Scope
    runner: Runner
    variables: tuple[str, ...]
    secrets: bool
    config: Path | None
    output: Path
    flags: tuple[str, ...]
    remove: bool
    dry_run: bool
    show: bool
    as_json: bool


def _machine() -> Machine:
    from integen.install.places import Machine

    return Machine(platform=sys.platform, home=Path.home(), environment=os.environ)


def show_clients(*, as_json: bool) -> int:
    """Write the clients that are known, and which of them are here."""
    from integen.install.clients import CLIENTS
    from integen.install.places import is_here, user_file

    machine = _machine()
    records = [
        {
            "client": each.key,
            "title": each.title,
            "here": is_here(each, machine),
            "file": str(user_file(each, machine)),
            "project_file": each.project,
            "sources": list(each.sources),
            "as_of": each.as_of,
        }
        for each in CLIENTS.values()
    ]
    if as_json:
        terminal.say_json(records)
        return 0
    rows = [
        (str(each["client"]), str(each["title"]), "yes" if each["here"] else "no", str(each["file"]))
        for each in records
    ]
    terminal.table([("client", "name", "here", "configuration"), *rows])
    return 0


def run(wanted: Wanted) -> int:
    """Edit the configurations of all wanted clients, in their order."""
    from integen.install.clients import CLIENTS

    if wanted.config and len(wanted.clients) > 1:
        raise Misuse("`--config` is one client's file", hint="name one --client")
    launch = None if wanted.remove else _launch(wanted)
    reports = []
    for name in wanted.clients:
        client = CLIENTS.get(name)
        if client is None:
            return _unknown(name, wanted, launch)
        reports.append(_one(client, wanted, launch))
    if wanted.as_json:
        terminal.say_json([report for report in reports if report])
    return 0


def _unknown(name: str, wanted: Wanted, launch: Launch | None) -> int:
    """Print what most clients read; nothing was installed, so the exit code says so unless that was asked."""
    from integen.install.client import NONE
    from integen.install.clients import CLIENTS
    from integen.install.edit import snippet

    if launch is None:
        raise IntegenError(f"there is no client `{name}`", hint=generated.nearest(name, CLIENTS))
    if not wanted.as_json:
        terminal.say(snippet(None, launch, NONE))
    terminal.complain(f"`{name}` is not known here: paste this into its configuration")
    terminal.remark(f"hint: {terminal.safe(generated.nearest(name, CLIENTS))}")
    return 0 if wanted.show else 1


def _launch(wanted: Wanted) -> Launch:
    """Return how the server is started. Raises IntegenError when there is none, or a secret is not set."""
    from integen.install.launch import Launch, command_line

    package = project.package(wanted.output, wanted.key)
    if not Path(package.catalog.parent, "server.py").is_file():
        raise IntegenError(f"`{wanted.key}` was generated without an MCP server", hint="add --target mcp")
    header = package.opened().header
    command, *args = command_line(wanted.runner, wanted.key, package.directory)
    variables = _variables(header, wanted.variables)
    values = {name: os.environ.get(name, "").strip() for name in variables} if wanted.secrets else {}
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise IntegenError(f"`{missing[0]}` is not set", hint="set it, or leave --secrets out")
    return Launch(
        name=wanted.name,
        title=" ".join(str(header["title"]).split())[:80],
        command=command,
        args=(*args, *wanted.flags),
        variables=variables,
        values=values,
    )


def _variables(header: dict[str, Any], chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the variables to hand on: those that were named, else those that are set, else usual ones."""
    schemes = header.get("schemes", {})
    every = list(dict.fromkeys(name for scheme in schemes.values() for name in scheme.get("env", ())))
    for name in chosen:
        if name not in every:
            raise Misuse(
                f"the server reads no variable `{name}`",
                hint=generated.nearest(name, every) if every else "it takes no credentials",
            )
    if chosen:
        return chosen
    found = [name for name in every if os.environ.get(name, "").strip()]
    usual: dict[str, Any] = next((each for each in header.get("security", ()) if each), {})
    of_usual = [name for scheme in usual for name in schemes.get(scheme, {}).get("env", ())]
    return tuple(found or of_usual or every[:1])


def _one(client: Client, wanted: Wanted, launch: Launch | None) -> dict[str, Any] | None:
    """Edit one configuration, or show what would be edited."""
    from integen.install import files
    from integen.install.changes import difference
    from integen.install.edit import private, snippet

    secrets = _secrets(client, wanted)
    path = _path(client, wanted)
    if wanted.show:
        if launch is None:
            raise Misuse("there is nothing to print for --uninstall", hint="use --dry-run")
        terminal.say(snippet(client, launch, secrets))
        return None
    before = files.read(path)
    after = _changed(client, path, before or "", wanted, launch, secrets)
    is_changed = after != (before or "")
    backup = None
    if wanted.dry_run:
        if is_changed and not wanted.as_json:
            hidden = private(client, before or "", launch, secrets)
            terminal.say(terminal.safe(difference(before or "", after, str(path), hidden), lines=True))
    elif is_changed:
        backup = files.write(path, after, before=before)
    if wanted.as_json:
        return {
            "client": client.key,
            "file": str(path),
            "changed": is_changed,
            "written": is_changed and not wanted.dry_run,
            "backup": str(backup) if backup else None,
        }
    _tell(client, wanted, path, launch, backup, is_changed=is_changed)
    return None


def _path(client: Client, wanted: Wanted) -> Path:
    from integen.install.places import project_file, user_file

    if wanted.config is not None:
        return wanted.config
    if wanted.scope is Scope.PROJECT:
        return project_file(client, Path.cwd())
    return user_file(client, _machine())


def _secrets(client: Client, wanted: Wanted) -> Secrets:
    of_project = wanted.scope is Scope.PROJECT and client.project_secrets is not None
    return client.project_secrets if of_project and client.project_secrets else client.secrets


def _changed(
    client: Client, path: Path, before: str, wanted: Wanted, launch: Launch | None, secrets: Secrets
) -> str:
    from integen.install.broken import BrokenError, DelicateError
    from integen.install.edit import with_server, without_server

    try:
        if launch is None:
            return without_server(client, before, wanted.name)
        return with_server(client, before, launch, secrets)
    except BrokenError as error:
        place = "".join(f":{number}" for number in (error.line, error.column) if number)
        raise IntegenError(
            f"{path}{place}: {error}", hint="repair it, or move it away; --print shows what to paste"
        ) from error
    except DelicateError as error:
        raise IntegenError(
            f"{path}: {error}; nothing was changed", hint="edit it by hand; --print shows what to paste"
        ) from error


def _tell(
    client: Client,
    wanted: Wanted,
    path: Path,
    launch: Launch | None,
    backup: Path | None,
    *,
    is_changed: bool,
) -> None:
    safe = terminal.safe(str(path))
    if not is_changed:
        state = "is not" if wanted.remove else "is already"
        terminal.say(f"{wanted.name} {state} in {client.title}: {safe}")
        return
    if wanted.dry_run:
        terminal.remark(f"nothing was written: {safe}")
        return
    verb = "removed from" if wanted.remove else "installed in"
    terminal.say(f"{wanted.name} {verb} {client.title}: {safe}")
    if backup is not None:
        terminal.say(f"  before: {terminal.safe(str(backup))}")
    if launch is not None:
        for line in _secret_advice(client, wanted, launch):
            terminal.say(f"  secrets: {line}")
        terminal.say(f"  next: {client.then.format(title=client.title)}")


def _secret_advice(client: Client, wanted: Wanted, launch: Launch) -> list[str]:
    from integen.install.client import Passing

    if not launch.variables:
        return []
    names = " and ".join(launch.variables)
    if launch.values:
        return [f"the value of {names} stands in the file in plain text"]
    told = {
        Passing.REFERENCE: f"set {names} in the environment that {client.title} starts in",
        Passing.NAMES: f"set {names} in the environment that {client.title} starts in",
        Passing.INHERITED: f"set {names} in the environment that {client.title} starts in",
        Passing.PROMPT: f"{client.title} asks for {names} and keeps it",
        Passing.NONE: f"{client.title} hands none on: add {names} to `env` in the file, or use --secrets",
    }
    return [told[_secrets(client, wanted).passing]]
