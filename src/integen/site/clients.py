"""How each client starts the server: its file, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.install.client import Client, Passing
from integen.install.clients import CLIENTS
from integen.install.edit import snippet
from integen.install.launch import Launch

_PLACE = re.compile(r"\{([^{}|]+)(?:\|([^{}]*))?\}")
_KNOWN = {"home": "~", "config": "…"}
_PASSING = {
    Passing.REFERENCE: "Set {names} in the environment that {title} starts in; the file only names it.",
    Passing.NAMES: "Set {names} in the environment that {title} starts in; the file only names it.",
    Passing.INHERITED: "Set {names} in the environment that {title} starts in.",
    Passing.PROMPT: "{title} asks for {names} once, and keeps it.",
    Passing.NONE: "{title} hands nothing on: add {names} to `env` in the file, or use a desktop extension.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    key: str
    title: str
    files: tuple[str, ...]
    """Of the user; `…` stands for where programs of the platform keep their settings."""
    project: str | None
    snippet: str
    secrets: str
    then: str


def entries(header: Mapping[str, Any], key: str) -> tuple[Entry, ...]:
    """Return the clients, the most used ones first; `header` is the catalog's record of the API."""
    launch = Launch(
        name=key, title=header.get("title", key), command=f"{key}-mcp", variables=variables(header)
    )
    return tuple(_entry(client, launch) for client in CLIENTS.values())


def _entry(client: Client, launch: Launch) -> Entry:
    names = " and ".join(f"`{name}`" for name in launch.variables)
    told = _PASSING[client.secrets.passing].format(names=names, title=client.title) if names else ""
    then = client.then.format(title=client.title)
    return Entry(
        key=client.key,
        title=client.title,
        files=tuple(dict.fromkeys(_place(path) for paths in client.user.values() for path in paths)),
        project=client.project,
        snippet=snippet(client, launch, client.secrets),
        secrets=told,
        then=then[0].upper() + then[1:] + ".",
    )


def _place(path: str) -> str:
    """Return a path as people know it: defaults in the place of variables."""
    before = ""
    while before != path:
        before, path = path, _PLACE.sub(lambda found: found[2] or _KNOWN.get(found[1], found[1]), path)
    return path


def variables(header: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the environment variables of the first way to authenticate."""
    schemes = header.get("schemes", {})
    usual: Mapping[str, Any] = next((each for each in header.get("security", ()) if each), schemes)
    found = [name for scheme in usual for name in schemes.get(scheme, {}).get("env", ())]
    return tuple(dict.fromkeys(found if usual is not schemes else found[:1]))
