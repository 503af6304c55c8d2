"""Where requests go: the base URL of an operation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .errors import ArgumentError
from .records import Integration, Operation, Server

_VARIABLE = re.compile(r"\{([^{}]+)\}")
_ADDRESSES = ("http://", "https://")


class WantedServer(NamedTuple):
    """What callers say about where requests go."""

    base_url: str | None = None
    """Wins over everything."""
    server: int | str | None = None
    """The position, the name or the URL of a declared server."""
    variables: Mapping[str, str] = {}
    strict: bool = False
    """It was said for this operation, so one that the operation has not is an error."""


FIRST = WantedServer()


def base_url_of(operation: Operation, integration: Integration, wanted: WantedServer = FIRST) -> str:
    """Return the base URL of an operation: that of its own servers, or else of the integration's.

    A client's choice of a server that an operation with servers of its own does not have leaves the operation
    its first one. Raises ArgumentError when there is no such server, or none at all.
    """
    url = wanted.base_url or _declared(operation, integration, wanted)
    if not url.startswith(_ADDRESSES):
        raise ArgumentError(
            f"{integration.title} does not say where it is: pass `base_url`", names=("base_url",)
        )
    return url


def _declared(operation: Operation, integration: Integration, wanted: WantedServer) -> str:
    choice = wanted.server
    if isinstance(choice, str) and choice.startswith(_ADDRESSES):
        return choice
    servers = operation.servers or integration.servers
    if choice is None:
        return server_url(servers[0], wanted.variables) if servers else ""
    found = _find(servers, choice)
    if found is None and operation.servers and not wanted.strict and _find(integration.servers, choice):
        found = servers[0]
    if found is None:
        raise ArgumentError(f"no server {choice!r}: {_known(servers)}", names=("server",))
    return server_url(found, wanted.variables)


def _find(servers: tuple[Server, ...], choice: int | str) -> Server | None:
    if isinstance(choice, int):
        return servers[choice] if 0 <= choice < len(servers) else None
    return next((server for server in servers if choice in (server.name, server.url)), None)


def _known(servers: tuple[Server, ...]) -> str:
    shown = (f"{index} {server.name or server.url}" for index, server in enumerate(servers))
    return f"there are {', '.join(shown)}" if servers else "the API names none"


def server_url(server: Server, variables: Mapping[str, str] | None = None) -> str:
    """Return the URL with its variables filled in, by their defaults where no value is given.

    Raises ArgumentError for a value that the document does not allow.
    """

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        declared = server.variables.get(name, {})
        value = (variables or {}).get(name, declared.get("default"))
        if value is None:
            raise ArgumentError(f"the server's address needs a value for `{name}`", names=(name,))
        allowed = declared.get("enum")
        if allowed and value not in allowed:
            raise ArgumentError(f"the server's `{name}` is one of {', '.join(allowed)}", names=(name,))
        return str(value)

    return _VARIABLE.sub(fill, server.url)
