"""The shape of the source: who may import whom, and how long a file may be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "integen"
TEMPLATES = ROOT / "templates"
LIMIT, TEMPLATE_LIMIT = 400, 150
TABLES = {SOURCE / "diagnostics" / "codes.py"}
"""Data in Python's clothes: a row is read and not the whole."""


def test_every_import_points_down() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    told = subprocess.run([lint, "--no-cache"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("folder", "pattern", "limit"), [(SOURCE, "*.py", LIMIT), (TEMPLATES, "*.jinja", TEMPLATE_LIMIT)]
)
def test_no_file_grows_beyond_what_one_reader_keeps_in_mind(folder: Path, pattern: str, limit: int) -> None:
    lengths = {
        path: len(path.read_text().splitlines()) for path in folder.rglob(pattern) if path not in TABLES
    }
    assert lengths
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > limit} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "common", "misc"}
    assert [path for path in SOURCE.rglob("*.py") if path.stem in empty] == []


def test_templates_say_what_they_are_given() -> None:
    silent = [path.name for path in TEMPLATES.rglob("*.jinja") if "{# context:" not in path.read_text()]
    assert silent == []
