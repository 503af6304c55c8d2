"""From which level on the clients of the revisions of 2025 want logs.

They say so once for a session, with `logging/setLevel`; clients of 2026-07-28 say it with each request, which
the SDK heeds.
"""

from __future__ import annotations

import weakref
from typing import Any, get_args

import mcp_types as types
from mcp.server.context import ServerRequestContext

Request = ServerRequestContext[Any, Any]

_ORDER: tuple[types.LoggingLevel, ...] = get_args(types.LoggingLevel)
"""From `debug` to `emergency`."""


class LogLevels:
    """The least level of each session that has named one; the others get every level."""

    def __init__(self) -> None:
        self._least: dict[int, int] = {}
        """`{id of the parameters of the handshake: position in _ORDER}`; an entry goes with its session."""

    async def set(self, request: Request, params: types.SetLevelRequestParams) -> types.EmptyResult:
        """Answer `logging/setLevel`; the SDK has refused unknown levels with -32602."""
        session = request.session.client_params
        if session is not None:
            if id(session) not in self._least:
                weakref.finalize(session, self._least.pop, id(session), None)
            self._least[id(session)] = _ORDER.index(params.level)
        return types.EmptyResult()

    def admit(self, request: Request, level: types.LoggingLevel) -> bool:
        """Tell whether the client of a request wants lines of this level."""
        return _ORDER.index(level) >= self._least.get(id(request.session.client_params), 0)
