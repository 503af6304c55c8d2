"""Runs a package's tests in a process of their own, with the package of that folder and no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from integen.errors import IntegenError

NEEDED = {"pytest": "pytest", "openapi_core": "openapi-core", "syrupy": "syrupy"}
"""What the tests import, and the distribution that it is in."""
NOTHING_CHOSEN, MISUSED = 5, 4
"""Exit codes of pytest."""
_STEERING = ("INTEGEN_TEST_OPERATION", "PYTEST_ADDOPTS", "PYTEST_PLUGINS")
"""Variables that would change which tests run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """Where the tests of a package are."""

    key: str
    directory: Path
    """`generated/github`"""
    module: str
    """What the package is imported as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run came to."""

    code: int
    """pytest's exit code: 0 all passed, 1 some failed, 5 nothing was chosen."""
    seconds: float
    counted: Mapping[str, Any] = field(default_factory=dict)
    """`{"operations", "requests", "answers", "tests", "skipped": how many, "failed": [test],
    "untried": [operation key]}`.
    """
    output: str = ""
    """What pytest printed, where it was kept from the terminal."""


def suite_of(key: str, directory: Path, module: str) -> Suite:
    """Return the suite. Raises IntegenError when there is none, or when it cannot run here."""
    if not (directory / "tests" / "cases.jsonl").is_file():
        raise IntegenError(
            f"`{key}` was generated without tests",
            hint="generate it with --target python --target mcp --target tests, or with all targets",
        )
    missing = [package for name, package in NEEDED.items() if find_spec(name) is None]
    if missing:
        raise IntegenError(
            f"the tests need {', '.join(missing)}, which this Python does not have",
            hint="install what tests need beside integen: uv pip install 'integen[tests]'",
        )
    return Suite(key=key, directory=directory.absolute(), module=module)


def run(suite: Suite, arguments: Sequence[str], *, quiet: bool = False, live: bool = False) -> Ran:
    """Run the tests with further arguments of pytest; `quiet` keeps what pytest prints from the terminal."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *plain_pytest(suite.directory, live=live), *arguments],
            cwd=suite.directory,
            env=environment(suite.directory, INTEGEN_TEST_REPORT=str(report), **_live(live)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        counted = json.loads(report.read_bytes()) if report.is_file() else {}
    seconds = time.perf_counter() - started
    return Ran(code=done.returncode, seconds=seconds, counted=counted, output=done.stdout or "")


def plain_pytest(directory: Path, *, live: bool) -> list[str]:
    """Return arguments that make pytest run these tests, whatever stands in folders around them."""
    plugins = ("-p", "no:cacheprovider", "-p", "no:logging", "-p", "syrupy")
    return [
        f"--rootdir={directory}",
        "-c",
        str(directory / "pyproject.toml"),
        "-q",
        *plugins,
        "tests/test_live.py" if live else "tests",
    ]


def environment(directory: Path, **more: str) -> dict[str, str]:
    """Return this process's environment with the package first on Python's path."""
    kept = {name: value for name, value in os.environ.items() if name not in _STEERING}
    own = str(Path(__file__).parents[2])
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join((str(directory.absolute()), own)),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        **more,
    }


def _live(wanted: bool) -> dict[str, str]:
    return {"INTEGEN_TEST_LIVE": "1"} if wanted else {}
