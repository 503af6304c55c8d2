"""The smallest MCP clients that make a server work: one over stdio, one over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from harness.process import of_process

REVISION = "2025-11-25"
STATELESS = "2026-07-28"
ENVELOPE = {
    "io.modelcontextprotocol/protocolVersion": STATELESS,
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "bench", "version": "1"},
}
STARTS_IN = 120.0
"""Seconds that the slowest peer may take to listen."""


class SessionError(Exception):
    """The server did not answer as it should."""


class Server:
    """A running server; `cost()` may be asked at any moment."""

    def __init__(self, command: Sequence[str | Path], env: Mapping[str, str], *, pipes: bool) -> None:
        pipe = subprocess.PIPE if pipes else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [str(part) for part in command],
            env={**os.environ, **env},
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
        )

    def cost(self) -> tuple[float, float]:
        return of_process(self.process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()


class StdioServer(Server):
    """Speaks the 2025 handshake over pipes."""

    def __init__(self, command: Sequence[str | Path], env: Mapping[str, str]) -> None:
        super().__init__(command, env, pipes=True)
        self._id = 0

    def _send(self, message: Mapping[str, Any]) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        self.process.stdin.flush()

    def ask(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        self._id += 1
        self._send({"id": self._id, "method": method, "params": params})
        assert self.process.stdout
        while line := self.process.stdout.readline():
            message = json.loads(line) if line.startswith(b"{") else {}
            if message.get("id") == self._id:
                return _result(message)
        raise SessionError("the server ended")

    def start(self) -> None:
        hello = {
            "protocolVersion": REVISION,
            "capabilities": {},
            "clientInfo": {"name": "bench", "version": "1"},
        }
        self.ask("initialize", hello)
        self._send({"method": "notifications/initialized"})

    def tools(self) -> list[str]:
        """Return the names of all tools, page after page."""
        names: list[str] = []
        params: dict[str, Any] = {}
        while True:
            page = self.ask("tools/list", params)
            names += [tool["name"] for tool in page["tools"]]
            if not page.get("nextCursor"):
                return names
            params = {"cursor": page["nextCursor"]}

    def call(self, tool: str, arguments: Mapping[str, Any]) -> None:
        _checked(self.ask("tools/call", {"name": tool, "arguments": arguments}))


class HttpServer(Server):
    """Speaks the stateless 2026-07-28 revision over one kept-alive connection."""

    def __init__(self, command: Sequence[str | Path], env: Mapping[str, str], port: int) -> None:
        super().__init__(command, env, pipes=False)
        self._port = port
        self._connection = self._connected()

    def _connected(self) -> http.client.HTTPConnection:
        """Wait for the port; polling, because a server of another house tells nobody that it is ready."""
        deadline = time.monotonic() + STARTS_IN
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        raise SessionError("the server does not listen")

    def call(self, tool: str, arguments: Mapping[str, Any]) -> None:
        params = {"name": tool, "arguments": arguments, "_meta": ENVELOPE}
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json, text/event-stream",
            "MCP-Protocol-Version": STATELESS,
            "Mcp-Method": "tools/call",
            "Mcp-Name": tool,
        }
        self._connection.request("POST", "/mcp", body, headers)
        text = self._connection.getresponse().read().decode()
        if not text.startswith("{"):
            text = next(line[5:] for line in text.splitlines() if line.startswith("data:") and "{" in line)
        _checked(_result(json.loads(text)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _result(message: Mapping[str, Any]) -> dict[str, Any]:
    if "error" in message:
        raise SessionError(str(message["error"]))
    result: dict[str, Any] = message["result"]
    return result


def _checked(result: Mapping[str, Any]) -> None:
    if result.get("isError") or "hello-world" not in json.dumps(result):
        raise SessionError(f"the call failed: {json.dumps(result)[:300]}")
