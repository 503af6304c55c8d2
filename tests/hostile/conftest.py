from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from . import upstream as upstreams

ROOT = Path(__file__).resolve().parents[2]
Tried = Callable[..., dict[str, Any]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave a twentieth to the quick run, always the same one; all of them are `heavy` otherwise."""
    here = Path(__file__).parent
    for item in items:
        inside = item.path.is_relative_to(here) and item.path.name != "test_security_page.py"
        if inside and ("endless" in item.name or crc32(item.name.encode()) % 20):
            item.add_marker(pytest.mark.heavy)


@pytest.fixture(scope="session")
def upstream() -> Iterator[upstreams.Upstream]:
    with upstreams.running() as server:
        yield server


@pytest.fixture(scope="session")
def keeper(upstream: upstreams.Upstream) -> Iterator[subprocess.Popen[str]]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.endswith(("_TOKEN", "_KEY"))},
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "INTEGEN_DEBUG": "1",
        "NO_COLOR": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.hostile.keeper", str(upstream.port)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    assert process.stdin
    process.stdin.close()
    process.wait()


@pytest.fixture
def tried(keeper: subprocess.Popen[str], tmp_path: Path) -> Tried:
    """Try a document in the cage: `tried({path: bytes}, "spec.json")` gives the report of `trial`."""

    def run(
        files: dict[str, bytes | Path], spec: str, *, cpu: int = 20, memory: int = 2_000_000_000
    ) -> dict[str, Any]:
        folder = tmp_path / "case"
        folder.mkdir()
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                path.symlink_to(content)
            else:
                path.write_bytes(content)
        assert keeper.stdin and keeper.stdout
        asked = {"folder": str(folder.resolve()), "spec": spec, "cpu": cpu, "memory": memory}
        keeper.stdin.write(json.dumps(asked) + "\n")
        keeper.stdin.flush()
        report: dict[str, Any] = json.loads(keeper.stdout.readline())
        return report

    return run
