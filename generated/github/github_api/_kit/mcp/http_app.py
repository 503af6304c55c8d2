"""Streamable HTTP: one ASGI application for both eras of the protocol, and what protects it."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import os
import socket
import sys
from collections.abc import Mapping
from typing import Any

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .handshake import MODERN_VERSION
from .recent_events import RecentEvents

PATH = "/mcp"
HEALTH = "/healthz"
RETRY_MS = 500
"""How long a client waits before it comes back for the rest of a stream."""

_REVISION, _MODERN = b"mcp-protocol-version", MODERN_VERSION.encode()


class AddressError(Exception):
    """The address cannot be served, or must not be."""


def application(
    server: Server[Any], *, host: str = "127.0.0.1", token: str | None = None, streams: bool = False
) -> ASGIApp:
    """Return the application; with a `token` every request must carry it as a bearer token.

    For a loopback address only loopback names are accepted in `Host` and `Origin`, so that a web page cannot
    reach the server by rebinding a name of its own. With `streams` a client can be asked and told something
    before the answer, which then comes as a stream. Raises AddressError for another address without a token.
    """
    if token is None and not is_loopback(host):
        raise AddressError(f"`{host}` is reachable by others: set --auth-token-env, or serve 127.0.0.1")
    security = _loopback_only(host) if is_loopback(host) else None
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=not streams,
        host=host,
        transport_security=security,
        event_store=RecentEvents() if streams else None,
        retry_interval=RETRY_MS if streams else None,
    )
    return Gate(app, token)


def is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _loopback_only(host: str) -> TransportSecuritySettings:
    names = dict.fromkeys(("127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host))
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[f"{name}:*" for name in names],
        allowed_origins=[f"http://{name}:*" for name in names],
    )


class Gate:
    """Stands before the SDK's application: health, the bearer token, who gives up, padded header values.

    The padding (RFC 9110, section 5.5) is removed because the SDK compares raw header values with the body.
    """

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self._app = app
        self._digest = None if token is None else _digest(token.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = [(name, value.strip(b" \t")) for name, value in scope["headers"]]
        if scope["path"] == HEALTH:
            await _reply(send, 200, b'{"status":"ok"}')
        elif (challenge := self._challenge(headers)) is not None:
            await _reply(send, 401, b'{"error":"unauthorized"}', {b"www-authenticate": challenge})
        elif (_REVISION, _MODERN) in headers:
            await _while_wanted(self._app, {**scope, "headers": headers}, receive, send)
        else:
            await self._app({**scope, "headers": headers}, receive, send)

    def _challenge(self, headers: list[tuple[bytes, bytes]]) -> bytes | None:
        """Return the challenge for a request that may not enter, or None (RFC 6750, section 3)."""
        if self._digest is None:
            return None
        given = [value for name, value in headers if name == b"authorization"]
        scheme, _, credential = given[0].partition(b" ") if len(given) == 1 else (b"", b"", b"")
        if scheme.lower() != b"bearer":
            return b'Bearer realm="mcp"'
        if hmac.compare_digest(_digest(credential.strip()), self._digest):
            return None
        return b'Bearer realm="mcp", error="invalid_token"'


async def _while_wanted(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request of 2026-07-28, and give it up when the client closes the connection.

    That is how such a client cancels a call; the SDK watches for it only when it answers with a stream.
    """
    watching: list[asyncio.Task[None]] = []

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        wanted.cancel()

    async def receiving() -> Message:
        message = await receive()
        if not watching and not message.get("more_body", False):
            watching.append(asyncio.create_task(watch()))
        return message

    with anyio.CancelScope() as wanted:
        try:
            await app(scope, receiving, send)
        finally:
            for task in watching:
                task.cancel()


def _digest(secret: bytes) -> bytes:
    """Hash, so that neither the time of a comparison nor a dump of memory tells the length or the text."""
    return hashlib.sha256(secret).digest()


async def _reply(send: Send, status: int, body: bytes, headers: Mapping[bytes, bytes] | None = None) -> None:
    fields = {b"content-type": b"application/json", b"content-length": b"%d" % len(body), **(headers or {})}
    await send({"type": "http.response.start", "status": status, "headers": list(fields.items())})
    await send({"type": "http.response.body", "body": body})


def serve(
    server: Server[Any], *, host: str, port: int, token: str | None = None, streams: bool = False
) -> None:
    """Serve until the process is told to stop. Raises AddressError when the address cannot be had."""
    app = application(server, host=host, token=token, streams=streams)
    listener = _listen(host, port)
    name = f"[{host}]" if ":" in host else host
    print(f"Serving MCP on http://{name}:{listener.getsockname()[1]}{PATH}", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only for sockets that name their protocol: 40 ms a call otherwise.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise AddressError(f"cannot listen on {host} port {port}: {error.args[-1]}") from error
    return listener
