"""The workflow and the action, step by step in bash, on a repository with an origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from integen.ci.scaffold import Place, Workflow

from .github import TOKEN, GitHub
from .repository import BROKEN, CHANGED, DOCUMENT, ROOT, Repository
from .runner import Runner, Step, pull_request, push, read

CHECKS = "Lint, generate, test, compare"
WORKFLOW = ROOT / ".github" / "workflows" / "generate.yml"
ACTION = ROOT / "action.yml"


def job(repository: Repository) -> list[dict[str, Any]]:
    """Return the steps of the workflow that `integen init` writes into a repository."""
    done = repository.integen("init", "--ci")
    assert done.returncode == 0, done.stderr
    steps: list[dict[str, Any]] = read(repository.folder / ".github/workflows/generate.yml")["jobs"][
        "generate"
    ]["steps"]
    (repository.folder / ".github/workflows/generate.yml").unlink()
    return steps


def action(**given: str) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the steps of the action and its inputs."""
    found = read(ACTION)
    stated = {name: str(each.get("default", "")) for name, each in found["inputs"].items()}
    return found["runs"]["steps"], {**stated, "token": TOKEN, **given}


def outcomes(steps: dict[str, Step]) -> dict[str, str]:
    return {name: step.outcome for name, step in steps.items()}


def test_the_workflow_of_this_repository_is_what_init_writes() -> None:
    specs = [f"specs/{path.name}" for path in sorted((ROOT / "specs").glob("*.yaml"))]
    wanted = Workflow(
        place=Place(root=ROOT, folder="."), specs=specs, package="'.[tests]'", dependencies="pyproject.toml"
    )
    assert WORKFLOW.read_text() == wanted.text()


@pytest.mark.heavy
def test_a_pull_request_is_tested_told_and_committed_and_a_second_run_changes_nothing(
    tested: Repository, github: GitHub, tmp_path: Path
) -> None:
    steps = job(tested)
    first = tested.branch("less", CHANGED)
    runner = Runner(tested, tmp_path / "one", pull_request(tested, "less"), github.url)
    done = runner.run(steps)
    assert outcomes(done) == {CHECKS: "ok", "Comment": "ok", "Commit": "ok"}, done
    assert [runner.outputs["checks"][name] for name in ("changed", "ready", "bump", "breaking")] == [
        "true",
        "true",
        "major",
        "1",
    ]
    assert "::group::integen test shop" in done[CHECKS].said
    (comment,) = github.comments
    assert "1 breaking" in comment["body"]
    assert "`maximum 100` → `maximum 50`" in comment["body"]
    assert runner.summary == comment["body"]

    committed = tested.at_origin("rev-parse", "less")
    assert tested.at_origin("rev-parse", "less~1") == first
    assert tested.at_origin("log", "-1", "--format=%an", "less") == "github-actions[bot]"
    files = tested.at_origin("diff", "--name-only", "less~1", "less").splitlines()
    assert files
    assert all(path.startswith("generated/shop/") for path in files)

    again = Runner(tested, tmp_path / "two", pull_request(tested, "less"), github.url)
    done = again.run(steps)
    assert outcomes(done) == {CHECKS: "ok", "Comment": "ok", "Commit": "ok"}, done
    assert again.outputs["checks"]["changed"] == "false"
    assert len(github.comments) == 1
    assert "nothing to commit" in done["Commit"].said
    assert tested.at_origin("rev-parse", "less") == committed
    said = "".join(step.said for step in done.values())
    assert TOKEN not in said


@pytest.mark.heavy
def test_a_document_with_errors_fails_and_is_told_but_not_committed(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    steps = job(repository)
    head = repository.branch("broken", BROKEN)
    runner = Runner(repository, tmp_path / "run", pull_request(repository, "broken"), github.url)
    done = runner.run(steps)
    assert outcomes(done) == {CHECKS: "failed", "Comment": "ok", "Commit": "skipped"}
    assert "\n::error file=specs/shop.yaml,line=" in done[CHECKS].said
    assert "`lint` failed" in github.comments[0]["body"].splitlines()[1]
    assert "specs/shop.yaml:" in github.comments[0]["body"]
    assert repository.at_origin("rev-parse", "broken") == head


@pytest.mark.heavy
def test_a_pull_request_from_a_fork_has_its_report_in_the_summary_only(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    steps = job(repository)
    repository.branch("less", CHANGED)
    github.forbids = True
    event = pull_request(repository, "less", home="stranger/shop")
    before = repository.at_origin("for-each-ref")
    runner = Runner(repository, tmp_path / "run", event, github.url)
    done = runner.run(steps)
    assert outcomes(done) == {CHECKS: "ok", "Comment": "ok", "Commit": "ok"}
    assert github.asked == []
    assert "1 breaking" in runner.summary
    assert repository.at_origin("for-each-ref") == before


@pytest.mark.heavy
def test_a_push_to_main_opens_a_pull_request_and_a_second_run_describes_it_anew(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    steps = job(repository)
    before = repository.git("rev-parse", "HEAD")
    repository.write("specs/shop.yaml", CHANGED)
    pushed = repository.commit("Take less")
    repository.git("push", "--quiet", "origin", "main")
    done = Runner(repository, tmp_path / "one", push(before), github.url).run(steps)
    assert outcomes(done) == {CHECKS: "ok", "Comment": "skipped", "Commit": "ok"}, done
    (pull,) = github.pulls
    assert (pull["head"], pull["base"], pull["title"]) == ("integen/main", "main", "Generate shop")
    assert "1 breaking" in pull["body"]
    assert repository.at_origin("rev-parse", "main", "integen/main~1").split() == [pushed, pushed]

    proposed = repository.at_origin("rev-parse", "integen/main")
    repository.git("switch", "--quiet", "--detach", pushed)
    again = Runner(repository, tmp_path / "two", push(before), github.url).run(steps)
    assert outcomes(again)["Commit"] == "ok"
    assert "described anew" in again["Commit"].said
    assert len(github.pulls) == 1
    assert repository.at_origin("rev-parse", "integen/main") == proposed


@pytest.mark.heavy
def test_the_action_fails_where_somebody_forgot_to_generate(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    repository.branch("less", CHANGED)
    steps, inputs = action()
    runner = Runner(repository, tmp_path / "run", pull_request(repository, "less"), github.url, inputs)
    done = runner.run(steps)
    assert outcomes(done) == {CHECKS: "failed", "Comment": "ok", "Commit": "skipped"}
    assert runner.outputs["checks"]["changed"] == "true"
    assert "`generate` failed" in github.comments[0]["body"]
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.heavy
@pytest.mark.parametrize(("fail_on", "outcome"), [("never", "ok"), ("breaking", "failed")])
def test_the_action_commits_also_where_the_change_is_not_allowed(
    repository: Repository, github: GitHub, tmp_path: Path, fail_on: str, outcome: str
) -> None:
    head = repository.branch("less", CHANGED)
    steps, inputs = action(**{"commit": "commit", "comment": "false", "fail-on": fail_on})
    event = pull_request(repository, "less")
    done = Runner(repository, tmp_path / "run", event, github.url, inputs).run(steps)
    assert outcomes(done) == {CHECKS: outcome, "Comment": "skipped", "Commit": "ok"}
    assert repository.at_origin("rev-parse", "less~1") == head


@pytest.mark.heavy
def test_nothing_is_reported_of_a_document_that_did_not_change(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    repository.branch("same", DOCUMENT)
    steps, inputs = action()
    runner = Runner(repository, tmp_path / "run", pull_request(repository, "same"), github.url, inputs)
    assert set(outcomes(runner.run(steps)).values()) == {"ok", "skipped"}
    assert runner.outputs["checks"]["bump"] == "none"
    assert "no changes of the API" in github.comments[0]["body"]
