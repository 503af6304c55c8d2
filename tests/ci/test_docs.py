"""What docs/ci.md shows can be used as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from integen.source.parse import parse

from .repository import CHANGED, ROOT, Repository, environment
from .runner import read

PAGE = (ROOT / "docs" / "ci.md").read_text()
ACTION = read(ROOT / "action.yml")


def blocks() -> list[Any]:
    found = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [parse(text.encode(), "docs/ci.md").value for text in found]


def test_inputs_and_outputs_of_the_action_are_all_told_with_what_they_are_without() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (?:`([^`]*)`)?", PAGE, re.MULTILINE))
    for name, each in ACTION["inputs"].items():
        assert name in rows
        if "${{" not in each["default"] and each["default"]:
            assert rows[name] == each["default"], name
    assert set(ACTION["outputs"]) <= set(rows)


def test_the_example_of_the_action_gives_inputs_that_it_has() -> None:
    (job,) = [block["jobs"]["packages"] for block in blocks() if "jobs" in block]
    (step,) = [step for step in job["steps"] if step.get("id") == "integen"]
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert re.findall(r"steps\.integen\.outputs\.([a-z]+)", PAGE) == ["bump"]


def test_hooks_of_pre_commit_are_those_that_there_are() -> None:
    (repos,) = [block["repos"] for block in blocks() if "repos" in block]
    known = {each["id"] for each in read(ROOT / ".pre-commit-hooks.yaml")}
    assert {hook["id"] for hook in repos[0]["hooks"]} == known


@pytest.mark.heavy
def test_the_job_for_gitlab_fails_where_somebody_forgot_to_generate(
    repository: Repository, tmp_path: Path
) -> None:
    (job,) = [block["packages"] for block in blocks() if "packages" in block]
    install, *script = job["script"]
    assert install.startswith("pip install")
    program = tmp_path / "bin" / "integen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m integen "$@"\n')
    program.chmod(0o755)
    base = repository.git("rev-parse", "HEAD")
    repository.branch("less", CHANGED)
    variables = environment(CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    variables["PATH"] = f"{program.parent}:{variables['PATH']}"
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(script)],
        cwd=repository.folder,
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    (report,) = job["artifacts"]["paths"]
    assert "1 breaking" in (repository.folder / report).read_text()
