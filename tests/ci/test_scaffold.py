"""`integen init` writes a workflow that fits the project and the repository that it is in."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

import pytest

from integen.ci.scaffold import Place, Workflow
from integen.source.parse import parse

from .repository import ROOT, Repository
from .runner import read

BAD = """\
on: pull_request_target
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.event.pull_request.head.sha }}
      - run: echo ${{ github.event.pull_request.title }}
"""


@pytest.fixture
def plain(tmp_path: Path) -> Repository:
    """Return a folder with a document, which is a repository of git without a commit."""
    found = Repository(folder=tmp_path, origin=tmp_path)
    found.write("specs/shop.yaml", "openapi: 3.1.0\n")
    found.git("init", "--quiet", "--initial-branch", "trunk")
    return found


def workflow(repository: Repository, name: str = "generate") -> dict[str, object]:
    found: dict[str, object] = read(repository.folder / ".github" / "workflows" / f"{name}.yml")
    return found


def test_a_new_project_has_a_workflow(plain: Repository) -> None:
    assert plain.integen("init").returncode == 0
    found = workflow(plain)
    assert found["on"]["push"]["branches"] == ["trunk"]  # type: ignore[index]
    assert found["on"]["push"]["paths"] == found["on"]["pull_request"]["paths"]  # type: ignore[index]
    assert found["on"]["push"]["paths"] == [  # type: ignore[index]
        "specs/**",
        "integen.toml",
        "overlays/**",
        "templates/**",
        "generated/**",
        ".github/workflows/generate.yml",
    ]
    assert "schedule" not in found["on"]  # type: ignore[operator]


def test_it_can_be_left_out_and_had_later(plain: Repository) -> None:
    plain.integen("init", "--no-ci")
    assert not (plain.folder / ".github").exists()
    plain.integen("init")
    assert not (plain.folder / ".github").exists()
    done = plain.integen("init", "--ci")
    assert "wrote .github/workflows/generate.yml" in done.stdout
    assert "specs/**" in workflow(plain)["on"]["push"]["paths"]  # type: ignore[index]


def test_a_project_that_is_there_is_watched_where_it_says(plain: Repository) -> None:
    plain.write(
        "integen.toml",
        'output = "packages"\n[integrations.shop]\nspec = "specs/shop.yaml"\noverlays = ["changes/a.yaml"]\n',
    )
    assert plain.integen("init", "--ci").returncode == 0
    paths = workflow(plain)["on"]["push"]["paths"]  # type: ignore[index]
    assert {"specs/**", "changes/**", "packages/**"} <= set(paths)
    assert "generated/**" not in paths


def test_one_that_is_there_is_kept(plain: Repository) -> None:
    plain.write(".github/workflows/generate.yml", "mine\n")
    done = plain.integen("init")
    assert "kept .github/workflows/generate.yml, which was there" in done.stdout
    assert (plain.folder / ".github/workflows/generate.yml").read_text() == "mine\n"


def test_a_project_below_has_a_workflow_of_its_own_at_the_top(plain: Repository) -> None:
    assert plain.integen("init", "services/my api", "--spec", "specs/shop.yaml").returncode == 0
    found = workflow(plain, "generate-services-my-api")
    job = found["jobs"]["generate"]  # type: ignore[index]
    assert job["defaults"]["run"]["working-directory"] == "services/my api"
    assert job["steps"][1]["with"]["cache-dependency-path"] == "services/my api/integen.toml"
    assert found["on"]["push"]["paths"][:2] == ["specs/**", "services/my api/integen.toml"]  # type: ignore[index]
    assert found["name"] != "Generate"


def test_documents_of_the_web_are_looked_at_every_night(plain: Repository) -> None:
    plain.integen("init", "--spec", "https://example.com/openapi.json")
    found = workflow(plain)
    assert found["on"]["schedule"]  # type: ignore[index]
    assert not any("example.com" in path for path in found["on"]["push"]["paths"])  # type: ignore[index]


def test_where_gitlab_is_used_there_is_none_unless_asked_for(plain: Repository) -> None:
    plain.write(".gitlab-ci.yml", "")
    assert "docs/ci.md" in plain.integen("init").stdout
    assert not (plain.folder / ".github").exists()
    plain.integen("init", "--ci")
    assert (plain.folder / ".github").exists()


def test_outside_of_git_it_is_beside_the_project(tmp_path: Path) -> None:
    plain = Repository(folder=tmp_path, origin=tmp_path)
    plain.write("new/specs/shop.yaml", "openapi: 3.1.0\n")
    assert plain.integen("init", "new").returncode == 0
    assert (tmp_path / "new/.github/workflows/generate.yml").is_file()


def test_documents_outside_of_the_repository_are_not_watched() -> None:
    place = Place(root=Path("/r"), folder="api")
    assert "../" not in Workflow(place=place, specs=["../../elsewhere/api.yaml"]).text()


def test_strange_names_of_folders_stay_names() -> None:
    hostile = 'a"b: ${{ x }} [1]*\n- c'
    place = Place(root=Path("/r"), folder=hostile, branch='x"]\nrun')
    text = Workflow(place=place, specs=[f"{hostile}/api.yaml"]).text()
    found = parse(text.encode(), "generate.yml").value
    assert found["on"]["push"]["branches"] == ['x"]\nrun']
    assert "\n" not in place.file.name
    assert found["on"]["push"]["paths"][0].endswith("\\[1\\]\\*\n- c/**")


def test_no_expression_stands_in_a_script_and_every_action_is_pinned() -> None:
    files = [ROOT / "action.yml", *sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
    for file in files:
        found = read(file)
        jobs = found["jobs"].values() if "jobs" in found else [found["runs"]]
        for step in (step for job in jobs for step in job["steps"]):
            assert "${{" not in step.get("run", ""), file
            used = step.get("uses", "./")
            assert used == "./" or len(used.partition("@")[2]) == 40, (file, used)
        if "jobs" in found:
            assert set(found["permissions"].values()) <= {"read"}, file
            assert all("timeout-minutes" in job for job in jobs), file
            assert found["concurrency"], file


@pytest.mark.parametrize("where", ["this repository", "a new project"])
def test_nothing_in_workflows_is_unsafe(where: str, plain: Repository) -> None:
    """Judged by zizmor: injection, credentials that stay, permissions, actions that may change."""
    plain.integen("init", "--spec", "https://example.com/openapi.json")
    folder = ROOT if where == "this repository" else plain.folder
    program = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [program, "--offline", "--no-progress", "--quiet", "--min-severity", "low"]
    files = [*(folder / ".github" / "workflows").glob("*.yml"), *folder.glob("action.yml")]
    done = subprocess.run([*command, *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (plain.folder / "bad.yml").write_text(BAD)
    assert subprocess.run([*command, plain.folder / "bad.yml"], capture_output=True).returncode != 0
