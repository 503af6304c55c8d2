"""AutoRest's test server: a mock API on loopback that refuses wrong requests and counts what it saw."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

TOOLS = Path(os.environ.get("INTEGEN_TOOLS", Path.home() / ".cache" / "integen-tools"))
HOME = TOOLS / "wire" / "node_modules" / "@microsoft.azure" / "autorest.testserver"
DOCUMENTS = HOME / "swagger"
CATEGORIES = {"standard": "/report", "azure": "/report/azure", "optional": "/report/optional"}


class Server:
    """A running server."""

    def __init__(self, port: int) -> None:
        self.url = f"http://localhost:{port}"

    def covered(self, category: str) -> dict[str, int]:
        """Return `{scenario: times seen}`."""
        with urllib.request.urlopen(self.url + CATEGORIES[category], timeout=10) as answer:
            counts: dict[str, int] = json.load(answer)
        return counts


@contextmanager
def running() -> Iterator[Server]:
    """Start the server on a free port, and stop it."""
    if not HOME.is_dir():
        raise SystemExit(
            f"AutoRest's test server is not installed at {HOME} (npm @microsoft.azure/autorest.testserver)"
        )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with TemporaryDirectory() as folder:
        command = [
            "node",
            str(HOME / "dist/cli/cli.js"),
            "run",
            f"--port={port}",
            f"--coverageDirectory={folder}",
        ]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            server = Server(port)
            _wait(server)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait(server: Server) -> None:
    for _ in range(300):
        try:
            server.covered("standard")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise SystemExit("AutoRest's test server does not answer")
