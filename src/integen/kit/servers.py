"""Where requests go: the base URL of an operation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .errors import ArgumentError
from .records import Integration, Operation, Server

_VARIABLE = re.compile(r"\{([^{}]+)\}")


def base_url_of(
    operation: Operation, integration: Integration, variables: Mapping[str, str] | None = None
) -> str:
    """Return the first server of the operation, or else of the integration. Raises ArgumentError when there
    is none.
    """
    servers = operation.servers or integration.servers
    url = server_url(servers[0], variables) if servers else ""
    if not url.startswith(("http://", "https://")):
        raise ArgumentError(
            f"{integration.title} does not say where it is: pass `base_url`", names=("base_url",)
        )
    return url


def server_url(server: Server, variables: Mapping[str, str] | None = None) -> str:
    """Return the URL with its variables filled in, by their defaults where no value is given."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        value = (variables or {}).get(name, server.variables.get(name, {}).get("default"))
        if value is None:
            raise ArgumentError(f"the server's address needs a value for `{name}`", names=(name,))
        return str(value)

    return _VARIABLE.sub(fill, server.url)
