"""What GitHub says of a run, read from its environment; and what is said where it allows nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from integen.ci.event import API, SERVER, Event
from integen.errors import IntegenError

from .github import TOKEN, GitHub
from .repository import CHANGED, Repository

HOME, FORK = {"full_name": "team/shop"}, {"full_name": "stranger/shop"}


def variables(folder: Path, payload: Any, **more: str) -> dict[str, str]:
    path = folder / "event.json"
    path.write_text(payload if isinstance(payload, str) else json.dumps(payload))
    return {"GITHUB_EVENT_PATH": str(path), "GITHUB_REPOSITORY": "team/shop", **more}


def pull(head: dict[str, str] | None) -> dict[str, Any]:
    return {"pull_request": {"number": 7, "head": {"repo": head}, "base": {"repo": HOME}}}


@pytest.mark.parametrize(("head", "is_fork"), [(HOME, False), (FORK, True), (None, True)])
def test_a_repository_that_is_another_or_was_deleted_is_a_fork(
    tmp_path: Path, head: dict[str, str] | None, is_fork: bool
) -> None:
    found = Event.of(variables(tmp_path, pull(head), GITHUB_HEAD_REF="less"))
    assert (found.pull, found.is_fork, found.branch) == (7, is_fork, "less")


def test_a_push_has_a_branch_and_a_tag_has_none(tmp_path: Path) -> None:
    of_branch = variables(tmp_path, {}, GITHUB_REF_NAME="main", GITHUB_REF_TYPE="branch")
    of_tag = variables(tmp_path, {}, GITHUB_REF_NAME="v1", GITHUB_REF_TYPE="tag")
    assert [Event.of(each).branch for each in (of_branch, of_tag)] == ["main", ""]


def test_elsewhere_than_in_a_workflow_nothing_is_known() -> None:
    assert Event.of({}) == Event(api=API, server=SERVER)


@pytest.mark.parametrize("payload", ["{", "\x00"])
def test_a_damaged_event_is_told(tmp_path: Path, payload: str) -> None:
    with pytest.raises(IntegenError, match="GITHUB_EVENT_PATH"):
        Event.of(variables(tmp_path, payload))


def test_a_comment_that_is_not_allowed_is_no_failure(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    github.forbids = True
    repository.write("report.md", "<!-- integen ci: . -->\n")
    more = variables(tmp_path, pull(HOME), GITHUB_API_URL=github.url, GITHUB_TOKEN=TOKEN)
    done = repository.integen("ci", "--step", "comment", "--report", "report.md", **more)
    assert (done.returncode, github.comments) == (0, [])
    assert "no comment, but the summary of the run has the report" in done.stderr
    assert "`pull-requests: write`" in done.stderr
    assert TOKEN not in done.stdout + done.stderr


def test_a_pull_request_that_is_not_allowed_is_a_failure_with_the_setting_that_allows_it(
    repository: Repository, github: GitHub, tmp_path: Path
) -> None:
    github.forbids = True
    repository.write("specs/shop.yaml", CHANGED)
    assert repository.integen("generate", "--quiet").returncode == 0
    more = variables(tmp_path, {}, GITHUB_REF_NAME="main", GITHUB_REF_TYPE="branch")
    more |= {"GITHUB_API_URL": github.url, "GITHUB_TOKEN": TOKEN}
    done = repository.integen("ci", "--step", "commit", "--mode", "pull-request", **more)
    assert done.returncode == 1
    assert "403: Resource not accessible by integration" in done.stderr
    assert "a setting of the repository (Actions, General)" in done.stderr
    assert TOKEN not in done.stdout + done.stderr


def test_without_a_token_no_branch_is_left_behind(repository: Repository, tmp_path: Path) -> None:
    repository.write("specs/shop.yaml", CHANGED)
    assert repository.integen("generate", "--quiet").returncode == 0
    before = repository.at_origin("for-each-ref")
    more = variables(tmp_path, {}, GITHUB_REF_NAME="main", GITHUB_REF_TYPE="branch")
    done = repository.integen("ci", "--step", "commit", "--mode", "pull-request", **more)
    assert (done.returncode, "there is no token" in done.stderr) == (1, True)
    assert repository.at_origin("for-each-ref") == before
