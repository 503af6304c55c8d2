"""`integen generate --check` says what a run would change and changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    given = ("--spec", "api.yaml", "--name", "pets", *arguments)
    command = [sys.executable, "-m", "integen", "generate", *given]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, capture_output=True, text=True, cwd=at, check=False, env=environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "api.yaml").write_text((ROOT / "specs" / "weather.yaml").read_text())
    assert run("--quiet", at=tmp_path).returncode == 0
    return tmp_path


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_tree_as_it_would_be_generated_passes(folder):
    before = state(folder)
    done = run("--check", at=folder)
    assert (done.returncode, "is what would be generated" in done.stdout) == (0, True)
    assert state(folder) == before


def test_a_changed_document_fails_with_a_diff(folder):
    text = (folder / "api.yaml").read_text()
    (folder / "api.yaml").write_text(text.replace("title: ", "title: Other ", 1))
    before = state(folder)
    done = run("--check", "--all", at=folder)
    assert done.returncode == 1
    assert "\n--- a/pets_api/client.py\n+++ b/pets_api/client.py\n" in "\n" + done.stdout
    assert "outdated: pets_api/client.py" in done.stdout
    assert state(folder) == before


def test_edited_missing_and_leftover_files_are_named(folder):
    package = folder / "generated" / "pets"
    lock = json.loads((package / "integen.lock").read_text())
    edited, missing = sorted(name for name in lock["files"] if name.endswith(".py"))[:2]
    (package / edited).write_text("# mine\n")
    (package / missing).unlink()
    (package / "mine.txt").write_text("mine")
    done = run("--check", "--json", at=folder)
    kinds = {each["path"]: each["kind"] for each in json.loads(done.stdout)["drift"]}
    assert (done.returncode, kinds) == (1, {edited: "edited by hand", missing: "missing"})


def test_a_tree_that_may_not_be_written_can_be_checked(folder):
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert run("--check", at=folder).returncode == 0
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_broken_document_is_told(folder):
    (folder / "api.yaml").write_text("openapi: 3.1.0\npaths: [")
    done = run("--check", at=folder)
    assert (done.returncode, "IG008" in done.stderr) == (1, True)
