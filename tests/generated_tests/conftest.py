"""A package with tests, generated once; each test breaks a copy of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from integen.freshness import Options
from integen.pipeline import generate

ROOT = Path(__file__).parents[2]

Test = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that `petshop` is generated in."""
    output = tmp_path_factory.mktemp("generated")
    generate(Options(spec=str(ROOT / "specs/petshop.yaml"), output=output))
    return output


@pytest.fixture
def petshop(generated: Path, tmp_path: Path) -> Path:
    """Return a copy of the package that may be broken."""
    return Path(shutil.copytree(generated / "petshop", tmp_path / "generated" / "petshop"))


@pytest.fixture
def integen_test(tmp_path: Path) -> Test:
    """Return a function that runs `integen test petshop` on the copy; with other keys, or none, `keys=()`."""

    def run(*arguments: str, keys: tuple[str, ...] = ("petshop",)) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "integen", "test", *keys, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run
