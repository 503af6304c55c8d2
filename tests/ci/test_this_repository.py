"""This repository lives by its own pipeline: `specs/`, `integen.toml`, `generated/`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .repository import ROOT, Repository


@pytest.mark.heavy
def test_the_pipeline_passes_here_and_changes_nothing(tmp_path: Path) -> None:
    """Documents are sound, `generated/` is a fresh run to the byte, tests and snapshots pass."""
    for name in ("specs", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "integen.toml", tmp_path)
    here = Repository(folder=tmp_path, origin=tmp_path)
    done = here.integen("ci", "--check", "--json")
    steps = json.loads(done.stdout)["steps"]
    assert [step["name"] for step in steps if step["passed"]] == [
        "lint",
        "generate",
        *(f"test {path.stem}" for path in sorted((ROOT / "specs").glob("*.yaml"))),
        "diff",
    ], "\n".join(line for step in steps if not step["passed"] for line in step["lines"][-40:])
