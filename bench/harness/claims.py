"""The claims: for each its contenders, and how one contender's figure is got."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from harness import grown, own, peers, serving, typescript
from harness.documents import document
from harness.process import Figure, Run, best, minus, once

TIMES = 3
SLOW_TIMES = 1
"""For work of minutes, where the noise of one run is far below the difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    title: str
    reach: str
    """What integen has to reach, as text for the table."""
    contenders: Mapping[str, Callable[[], Figure]]
    """The first one is integen."""


def _integen(key: str, *, fresh: bool = True, times: int = TIMES) -> Figure:
    if not fresh:
        own.ensured(key, document(key))
    figure, written = best(own.generate(key, document(key), fresh=fresh), times)
    lock = own.package_path(key) / "integen.lock"
    if figure.failed and lock.exists():
        return replace(figure, failed="", note="with diagnostics")
    return figure if lock.exists() else replace(figure, failed=figure.failed or written[-200:])


def _client(key: str, times: int = TIMES) -> Figure:
    """openapi-python-client ends with 0 even where it leaves out operations: count what it wrote."""
    output = peers.WORK / "opc-out" / f"{key}_client"
    figure, _ = best(peers.client(document(key), output), times)
    modules = [path for path in output.glob("api/*/*.py") if path.name != "__init__.py"]
    if not modules:
        return replace(figure, cpu=None, failed=figure.failed or "wrote no operation")
    return replace(figure, failed="", note=f"client only, {len(modules):,} operations")


def _models(key: str) -> Figure:
    figure, _ = best(peers.models(document(key), peers.WORK / "dcg-out" / f"{key}_models"), 2)
    return replace(figure, note="models only")


def _java(key: str) -> Figure:
    figure, _ = best(peers.java(document(key), peers.WORK / "ogen-out" / key), 2)
    return replace(figure, note="client only")


def _node_server(key: str) -> Figure:
    figure, _ = best(peers.node_server(document(key), peers.WORK / "omg-out" / key), 2)
    return replace(figure, note="server only, before `tsc`")


def _generate(key: str, title: str, reach: str) -> Claim:
    times = SLOW_TIMES if key == "graph" else 2
    contenders: dict[str, Callable[[], Figure]] = {
        "integen": lambda: _integen(key),
        "openapi-python-client": lambda: _client(key, times),
    }
    if key == "github":
        contenders["openapi-generator"] = lambda: _java(key)
        contenders["openapi-mcp-generator"] = lambda: _node_server(key)
    if key in ("github", "graph"):
        contenders["datamodel-code-generator"] = lambda: _models(key)
    return Claim(title=title, reach=reach, contenders=contenders)


def _imported(code: str, base: str, env: Mapping[str, str], python: str | Path) -> Figure:
    """Return the cost of `code` beyond that of `base`, for both need the HTTP library anyway."""
    whole, _ = best(Run(command=[python, "-c", code], env=env), TIMES)
    without, _ = best(Run(command=[python, "-c", base], env=env), TIMES)
    return minus(whole, without, note=f"beyond `{base}`")


def _own_import(code: str) -> Figure:
    folder = own.ensured("github", document("github"))
    return _imported(code, "import httpx2", {"PYTHONPATH": str(folder)}, sys.executable)


def _client_import(code: str) -> Figure:
    output = peers.WORK / "opc-out" / "github_client"
    if not output.exists():
        once(peers.client(document("github"), output))
    return _imported(code, "import httpx", {"PYTHONPATH": str(output.parent)}, peers.python("opc"))


def _grown() -> Figure:
    path = grown.grown_graph()
    figure, written = best(own.generate("graph46", path), SLOW_TIMES)
    lock = own.package_path("graph46") / "integen.lock"
    return figure if lock.exists() else replace(figure, failed=figure.failed or written[-200:])


def _yaml() -> Figure:
    """Return what parsing costs beyond reading the file and importing the parser."""
    path = grown.github_yaml()
    base = f"from integen.source.parse import parse; text = open({str(path)!r}, 'rb').read()"
    run = {"env": own.environment()}
    whole, _ = best(Run(command=[sys.executable, "-c", f"{base}; parse(text, 'github.yaml')"], **run), TIMES)
    without, _ = best(Run(command=[sys.executable, "-c", base], **run), TIMES)
    return minus(whole, without, note="beyond reading the bytes")


def _help(command: list[str | Path], env: Mapping[str, str] | None = None) -> Figure:
    figure, _ = best(Run(command=[*command, "--help"], env=env), 5)
    return figure


ONE_MODEL = """
from github_api.models import FullRepository
try:
    FullRepository.model_validate({})
except ValueError:
    pass
"""


def _typescript(key: str, title: str, reach: str, measure: Callable[[str, str], Figure]) -> Claim:
    contenders = {
        name: partial(measure, key, name)
        for name in typescript.WRITERS
        if key == "github" or name != "hey-api"  # which needs minutes for the largest document
    }
    return Claim(title=title, reach=reach, contenders=contenders)


CLAIMS: dict[str, Claim] = {
    "generate-github": _generate(
        "github", "generate `mcp` + `python` for GitHub: 13 MB, 1,223 operations", "3 s, 400 MB"
    ),
    "unchanged": Claim(
        title="GitHub again, nothing changed",
        reach="0.35 s",
        contenders={"integen": lambda: _integen("github", fresh=False)},
    ),
    "generate-stripe": _generate("stripe", "Stripe: 452 operations", "a fifth"),
    "generate-kubernetes": _generate("kubernetes", "Kubernetes: 845 operations", "a fifth"),
    "generate-zoom": _generate("zoom", "Zoom: 373 operations", "a fifth"),
    "generate-docusign": _generate("docusign", "DocuSign: 393 operations", "a fifth"),
    "cold-start": Claim(
        title="cold start to the answered `tools/list` over stdio, all of GitHub's 1,223 tools",
        reach="0.1 s, 30 MB",
        contenders={
            "integen": lambda: serving.cold(serving.OWN_STDIO),
            "FastMCP": lambda: serving.cold(serving.FASTMCP_STDIO),
            "mcpify-openapi": lambda: serving.cold(serving.MCPIFY_STDIO),
            "openapi-mcp-generator": lambda: serving.cold(serving.NODE_STDIO),
        },
    ),
    "first-call": Claim(
        title="the same, and one tool called",
        reach="1 s, 90 MB",
        contenders={
            "integen": lambda: serving.cold(serving.OWN_STDIO, calling=True),
            "FastMCP": lambda: serving.cold(serving.FASTMCP_STDIO, calling=True),
            "mcpify-openapi": lambda: serving.cold(serving.MCPIFY_STDIO, calling=True),
        },
    ),
    "call-stdio": Claim(
        title="one tool call over stdio, server CPU beyond the upstream request",
        reach="0.4 ms",
        contenders={
            "integen": lambda: serving.calls(serving.OWN_STDIO, 1000),
            "FastMCP": lambda: serving.calls(serving.FASTMCP_STDIO, 500),
        },
    ),
    "call-http": Claim(
        title="one tool call over HTTP (2026-07-28), server CPU beyond the upstream request",
        reach="0.8 ms",
        contenders={
            "integen": lambda: serving.calls(serving.OWN_HTTP, 1000),
            "FastMCP": lambda: serving.calls(serving.FASTMCP_HTTP, 10),
        },
    ),
    "import": Claim(
        title="import of the client of the generated GitHub package",
        reach="0.15 s",
        contenders={
            "integen": lambda: _own_import("from github_api import Client"),
            "openapi-python-client": lambda: _client_import("from github_client import Client"),
        },
    ),
    "import-model": Claim(
        title="import of one model and its first use",
        reach="0.3 s",
        contenders={
            "integen": lambda: _own_import(ONE_MODEL),
            "openapi-python-client": lambda: _client_import("import github_client.models"),
        },
    ),
    "help": Claim(
        title="`--help`",
        reach="0.3 s",
        contenders={
            "integen": lambda: _help(own.command(), own.environment()),
            "openapi-python-client": lambda: _help([peers.WORK / "opc/bin/openapi-python-client"]),
            "datamodel-code-generator": lambda: _help([peers.WORK / "dcg/bin/datamodel-codegen"]),
            "FastMCP": lambda: _help([peers.WORK / "fastmcp/bin/fastmcp"]),
        },
    ),
    "typescript-github": _typescript(
        "github", "TypeScript of GitHub: types and client", "0.5 s beyond reading", typescript.written
    ),
    "typescript-github-tsc": _typescript(
        "github", "`tsc --strict` over it", "10 s, 400 MB", typescript.checked
    ),
    "typescript-graph-tsc": _typescript(
        "graph", "`tsc --strict` over the TypeScript of Microsoft Graph", "30 s, 1.5 GB", typescript.checked
    ),
    "parse-yaml": Claim(title="parse 10 MB of YAML", reach="1 s", contenders={"integen": _yaml}),
    "generate-graph": _generate("graph", "Microsoft Graph: 20 MB, 11,422 operations", "25 s, 1.5 GB"),
    "generate-46mb": Claim(
        title="the same grown to 46 MB, 25,473 operations",
        reach="60 s, 3 GB",
        contenders={"integen": _grown},
    ),
}


def matching(patterns: list[str]) -> dict[str, Claim]:
    """Return the claims whose name contains one of the patterns; all without any."""
    if not patterns:
        return CLAIMS
    wanted = re.compile("|".join(map(re.escape, patterns)))
    return {name: claim for name, claim in CLAIMS.items() if wanted.search(name)}
