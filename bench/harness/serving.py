"""Figures of running servers: to the first list, to the first call, and for each call of many."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness import own, peers
from harness.documents import document
from harness.process import Figure, once
from harness.session import HttpServer, Server, SessionError, StdioServer, free_port
from harness.upstream import upstream

ARGUMENTS = {"owner": "octocat", "repo": "hello-world"}
WARM = 30
"""Calls before the measured ones."""

Command = tuple[Sequence[str | Path], dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    command: Callable[[str, int], Command]
    """From the base URL of the API and a port (0 on stdio)."""
    http: bool = False
    tool: str = "repos_get"
    """What it makes of GitHub's operationId `repos/get`: `GET /repos/{owner}/{repo}`."""
    python: Path | None = None
    """Whose HTTP library is the base of its calls; None: integen's."""

    def started(self, base_url: str) -> StdioServer | HttpServer:
        port = free_port() if self.http else 0
        command, env = self.command(base_url, port)
        return HttpServer(command, env, port) if self.http else StdioServer(command, env)


def _own(base_url: str, port: int) -> Command:
    transport = ["--transport", "http", "--port", str(port)] if port else []
    flags = ["--tools", "all", "--base-url", base_url, *transport]
    return own.server("github", document("github"), *flags)


def _fastmcp(base_url: str, port: int) -> Command:
    script = peers.BENCH / "harness" / "fastmcp_server.py"
    return [peers.python("fastmcp"), script, document("github"), base_url, str(port or "stdio")], {}


def _mcpify(base_url: str, port: int) -> Command:
    return [peers.WORK / "mcpify/bin/mcpify", "serve", document("github"), "--base-url", base_url], {}


def _node(base_url: str, port: int) -> Command:
    project = peers.WORK / "omg-out" / "github"
    if not project.exists():
        once(peers.node_server(document("github"), project))
    return ["node", peers.compiled(project)], {"API_BASE_URL": base_url}


OWN_STDIO = Contender(command=_own)
OWN_HTTP = Contender(command=_own, http=True)
FASTMCP_STDIO = Contender(command=_fastmcp, tool="reposget", python=peers.python("fastmcp"))
FASTMCP_HTTP = Contender(command=_fastmcp, http=True, tool="reposget", python=peers.python("fastmcp"))
MCPIFY_STDIO = Contender(command=_mcpify, python=peers.python("mcpify"))
NODE_STDIO = Contender(command=_node)


def cold(contender: Contender, *, calling: bool = False) -> Figure:
    """Return CPU and memory at the moment of the answer, the best of three starts."""
    figures = [_cold(contender, calling=calling) for _ in range(3)]
    return min(figures, key=lambda figure: figure.cpu or float("inf"))


def _cold(contender: Contender, *, calling: bool) -> Figure:
    try:
        with upstream() as base_url, contender.started(base_url) as server:
            assert isinstance(server, StdioServer)
            server.start()
            tools = server.tools()
            if calling:
                server.call(contender.tool, ARGUMENTS)
            cpu, peak = server.cost()
    except (SessionError, OSError, RuntimeError, subprocess.SubprocessError) as problem:
        return Figure(failed=str(problem))
    return Figure(cpu=cpu, peak=peak, note=f"{len(tools):,} tools")


def calls(contender: Contender, count: int) -> Figure:
    """Return the server's CPU seconds for each of `count` calls, without those of the upstream request."""
    try:
        with upstream() as base_url:
            with contender.started(base_url) as server:
                cpu = _calls(server, contender.tool, count)
                _, peak = server.cost()
            plain = _plain(contender, f"{base_url}/repos/octocat/hello-world")
    except (SessionError, OSError, RuntimeError, subprocess.SubprocessError) as problem:
        return Figure(failed=str(problem))
    return Figure(cpu=max(cpu - plain, 0.0), peak=peak, note=f"{cpu * 1000:.2f} ms with it")


def _calls(server: Server, tool: str, count: int) -> float:
    assert isinstance(server, (StdioServer, HttpServer))
    if isinstance(server, StdioServer):
        server.start()
    for _ in range(min(WARM, count)):
        server.call(tool, ARGUMENTS)
    before, _ = server.cost()
    for _ in range(count):
        server.call(tool, ARGUMENTS)
    after, _ = server.cost()
    return (after - before) / count


def _plain(contender: Contender, url: str) -> float:
    """Return the CPU seconds of one bare request in the contender's own HTTP library."""
    script = peers.BENCH / "harness" / "plain_client.py"
    command = [contender.python or own.command()[0], script, url, "500"]
    told = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    return float(told.stdout) / 1000
