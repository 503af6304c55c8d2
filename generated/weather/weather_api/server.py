"""The MCP server of Weather. Run it with `weather-mcp`, or `python -m weather_api.server`."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from mcp.server.lowlevel import Server

    from ._kit import http

CATALOG = os.path.join(os.path.dirname(os.path.abspath(__file__)), "catalog.json")


def main(argv: Sequence[str] | None = None) -> int:
    """Serve on stdio, or over HTTP with `--transport http`; `--help` tells the rest. Return the exit code."""
    from ._kit.mcp.main import main as serve

    return serve(CATALOG, argv, package=__package__)


def create_server(
    *, auth: http.Auth | None = None, transport: http.AsyncBaseTransport | None = None
) -> Server[Any]:
    """Return the server, to run it elsewhere; `auth` and `transport` are used for every request to the API."""
    from ._kit.mcp.main import opened
    from ._kit.mcp.server import create_server as create

    return create(opened(CATALOG, __package__), auth=auth, transport=transport)


if __name__ == "__main__":
    sys.exit(main())
