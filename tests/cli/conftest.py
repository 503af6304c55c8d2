"""Runs the command line as a person does: arguments, what is written, an exit code."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests import forking

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"

Integen = Callable[..., subprocess.CompletedProcess[str]]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.endswith(("_TOKEN", "_API_KEY"))}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **more}


@pytest.fixture
def integen(tmp_path: Path) -> Integen:
    """Return a function that runs integen in an empty folder."""

    def run(*arguments: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        return forking.run(arguments, cwd=tmp_path, env=environment(**env), stdin=stdin)

    return run


@pytest.fixture
def on_a_terminal(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs integen on a terminal of its own and returns what that shows."""

    def run(*arguments: str, **env: str) -> str:
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "integen", *arguments],
            cwd=tmp_path,
            env=environment(TERM="xterm", COLUMNS="100", **env),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        ):
            os.close(theirs)
            return _all_of(ours)

    return run


def _all_of(terminal: int) -> str:
    """Read until the process has gone, which Linux tells by EIO."""
    parts = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:
        pass
    os.close(terminal)
    return b"".join(parts).decode()


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the specs of the repository are generated."""
    output = tmp_path_factory.mktemp("packages") / "generated"
    for spec in sorted(SPECS.glob("*.yaml")):
        given = ("generate", "--spec", str(spec), "--output", str(output))
        forking.run(given, cwd=ROOT, env=environment()).check_returncode()
    return output


@pytest.fixture
def generated(packages: Path, tmp_path: Path) -> Path:
    """Return a copy of the generated packages, as `generated` in the folder that integen runs in."""
    return Path(shutil.copytree(packages, tmp_path / "generated"))


class Api(ThreadingHTTPServer):
    """A server that remembers what it was asked and gives the answer that the test has set."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        """`("GET /path?query", headers in lower case, body)`."""
        self.status = 200
        self.media_type = "application/json"
        self.body = b'{"ok": true}'

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Api

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((f"{self.command} {self.path}", headers, body))
        self.send_response(self.server.status)
        self.send_header("Content-Type", self.server.media_type)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[Api]:
    with Api() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
