"""A generated package promises that pyright's strict mode and ruff have nothing to say about it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from integen.pipeline import Options, generate

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.xdist_group("clean")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a package with both targets and a model of every kind."""
    output = tmp_path_factory.mktemp("clean")
    return generate(Options(spec=str(ROOT / "specs" / "petshop.yaml"), output=output)).directory


def complaints(package: Path, *command: str) -> list[str]:
    """Return what a checker says in JSON about the package, one line each."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=package, capture_output=True, text=True, timeout=300
    )
    said = json.loads(done.stdout)
    found = said["generalDiagnostics"] if isinstance(said, dict) else said
    if isinstance(said, dict):
        assert said["summary"]["filesAnalyzed"] > 40
    return [f"{item.get('file') or item.get('filename')}: {item['message']}" for item in found]


@pytest.mark.heavy
def test_a_generated_package_is_clean_under_strict_pyright(package: Path) -> None:
    """Strictness is what the package's own configuration asks for, so it must hold there."""
    assert 'typeCheckingMode = "strict"' in (package / "pyproject.toml").read_text()
    assert complaints(package, "pyright", "--outputjson", "--pythonpath", sys.executable) == []


@pytest.mark.parametrize("settings", [("--isolated", "--line-length", "110"), ()])
def test_a_generated_package_is_clean_under_the_default_rules_of_ruff(
    settings: tuple[str, ...], package: Path
) -> None:
    """By themselves, and with the line length of the package's own configuration."""
    assert complaints(package, "ruff", "check", "--no-cache", "--output-format", "json", *settings, ".") == []
