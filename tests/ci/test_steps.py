"""`integen ci` as a person runs it, step by step."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .repository import BROKEN, CHANGED, DOCUMENT, ROOT, Repository
from .runner import read


def test_one_command_shows_each_step_as_it_can_be_typed(repository: Repository) -> None:
    done = repository.integen("ci")
    assert done.returncode == 0, done.stdout + done.stderr
    shown = [line for line in done.stdout.splitlines() if line.startswith("$ ")]
    assert shown[:3] == ["$ integen lint --concise", "$ integen generate", "$ integen generate --check"]
    assert shown[3].startswith("$ compare with ")
    assert re.search(r"^diff +ok +nothing changed$", done.stdout, re.MULTILINE)


@pytest.mark.heavy
def test_only_the_steps_that_are_asked_for_are_done(repository: Repository) -> None:
    repository.write("specs/shop.yaml", BROKEN)
    assert repository.integen("ci", "--step", "generate", "--check", "--step", "diff").returncode == 1
    done = repository.integen("ci", "--step", "lint")
    assert done.returncode == 1
    assert "generate" not in done.stdout
    assert "1 error" in done.stdout


def test_an_edit_of_a_generated_file_fails_and_is_shown(repository: Repository) -> None:
    client = next((repository.folder / "generated" / "shop").glob("*/__init__.py"))
    client.write_text(client.read_text() + "\nEDITED = True\n")
    done = repository.integen("ci", "--step", "generate")
    assert done.returncode == 1
    assert "+EDITED" in done.stdout or "-EDITED" in done.stdout
    assert "edited by hand: " in done.stdout


@pytest.mark.heavy
def test_check_writes_nothing_and_fails_where_generating_would(repository: Repository) -> None:
    repository.write("specs/shop.yaml", CHANGED)
    before = repository.git("status", "--porcelain")
    assert repository.integen("ci", "--step", "generate", "--check").returncode == 1
    assert repository.git("status", "--porcelain") == before
    assert repository.integen("ci", "--step", "generate").returncode == 0
    assert repository.integen("ci", "--step", "generate", "--check").returncode == 0


@pytest.mark.parametrize(("fail_on", "code"), [("breaking", 1), ("never", 0)])
def test_changes_fail_as_is_said(repository: Repository, fail_on: str, code: int) -> None:
    repository.branch("less", CHANGED)
    done = repository.integen("ci", "--step", "diff", "--fail-on", fail_on)
    assert done.returncode == code, done.stdout
    assert "maximum 100 → maximum 50" in done.stdout


def test_programs_get_one_json_document(repository: Repository) -> None:
    repository.branch("less", CHANGED)
    done = repository.integen("ci", "--step", "lint", "--step", "diff", "--json")
    record = json.loads(done.stdout)
    assert (record["passed"], record["ready"], record["bump"]) == (True, True, "major")
    assert [step["name"] for step in record["steps"]] == ["lint", "diff"]
    (shop,) = record["integrations"]
    assert (shop["key"], shop["standing"], shop["counts"]["breaking"]) == ("shop", "changed", 1)
    assert shop["changes"][0]["kind"] == "request-narrowed"


def test_the_report_is_what_would_be_commented(repository: Repository) -> None:
    repository.branch("less", CHANGED)
    assert repository.integen("ci", "--step", "diff", "--report", "out/report.md").returncode == 0
    text = (repository.folder / "out" / "report.md").read_text()
    assert text.startswith("<!-- integen ci: . -->\n### integen: 1 breaking change;")


def test_a_workflow_gets_outputs_and_a_summary(repository: Repository, tmp_path: Path) -> None:
    repository.branch("less", CHANGED)
    files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    done = repository.integen(
        "ci",
        *("--step", "generate", "--step", "diff", "--report", "r.md"),
        GITHUB_ACTIONS="true",
        **{name: str(path) for name, path in files.items()},
    )
    assert done.returncode == 0
    assert files["GITHUB_OUTPUT"].read_text().splitlines() == [
        "changed=true",
        "ready=true",
        "bump=major",
        "breaking=1",
        "risky=0",
        "safe=0",
        "report=r.md",
    ]
    assert "maximum 50" in files["GITHUB_STEP_SUMMARY"].read_text()


def test_text_of_a_document_cannot_command_the_runner(repository: Repository) -> None:
    hostile = "::set-output name=ready::no"
    repository.branch("hostile", DOCUMENT.replace("Lists the orders", f">-\n        {hostile}"))
    done = repository.integen("ci", "--step", "generate", "--step", "diff", GITHUB_ACTIONS="true")
    obeyed, word = [], None
    for line in done.stdout.splitlines():
        if word is None and line.startswith("::stop-commands::"):
            word = line.removeprefix("::stop-commands::")
        elif word is not None and line == f"::{word}::":
            word = None
        elif word is None and line.lstrip().startswith("::"):
            obeyed.append(line.split("::")[1])
    assert set(obeyed) == {"group", "endgroup"}
    assert hostile in done.stdout


def test_annotations_name_files_from_the_root_of_the_repository(repository: Repository) -> None:
    (repository.folder / "services").mkdir()
    for name in ("specs", "integen.toml", "generated"):
        (repository.folder / name).rename(repository.folder / "services" / name)
    repository.write("services/specs/shop.yaml", BROKEN)
    inner = Repository(folder=repository.folder / "services", origin=repository.origin)
    done = inner.integen("ci", "--step", "lint", GITHUB_ACTIONS="true")
    assert "::error file=services/specs/shop.yaml,line=" in done.stdout


def test_tests_of_a_package_never_see_the_token(repository: Repository) -> None:
    repository.write("integen.toml", '[integrations.shop]\nspec = "specs/shop.yaml"\n')
    assert repository.integen("generate", "--quiet").returncode == 0
    suite = repository.folder / "generated" / "shop" / "tests" / "test_mine.py"
    suite.write_text(
        "import os\n\n\ndef test_it():\n    assert not {'GITHUB_TOKEN', 'GH_TOKEN'} & os.environ.keys()\n"
        "    assert os.environ['OTHER']\n"
    )
    secrets = {"GITHUB_TOKEN": "a", "GH_TOKEN": "b", "OTHER": "c"}
    done = repository.integen("ci", "--step", "test", **secrets)
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


@pytest.mark.heavy
def test_a_package_without_tests_is_no_failure(repository: Repository) -> None:
    repository.write("integen.toml", '[integrations.shop]\nspec = "specs/shop.yaml"\ntargets = ["tests"]\n')
    assert repository.integen("generate", "--quiet", "--force").returncode == 0
    done = repository.integen("ci", "--step", "test")
    assert done.returncode == 0, done.stdout
    assert "test shop" not in done.stdout


def test_a_package_that_was_never_generated_is_no_test_that_passed(repository: Repository) -> None:
    repository.write("integen.toml", '[integrations.new]\nspec = "specs/shop.yaml"\n')
    done = repository.integen("ci", "--step", "test")
    assert done.returncode == 1
    assert "it is not generated" in done.stdout


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nothing",), 1, "there is no integration `nothing`"),
        (("--step", "comment"), 2, "say which: --report FILE"),
        (("--step", "publish"), 2, "publish"),
        (("--base", "nowhere"), 1, "there is no revision `nowhere`"),
        (("--step", "comment", "--report", "gone.md"), 1, "cannot read the report `gone.md`"),
        (("--step", "diff", "--report", "/proc/no/report.md"), 1, "cannot write `/proc/no/report.md`"),
    ],
)
def test_wrong_use_is_told(repository: Repository, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = repository.integen("ci", *arguments)
    assert (done.returncode, told in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_project_there_is_a_hint(tmp_path: Path) -> None:
    empty = Repository(folder=tmp_path, origin=tmp_path)
    done = empty.integen("ci")
    assert done.returncode == 1
    assert "make one with: integen init" in done.stderr


@pytest.mark.heavy
def test_without_git_all_but_the_comparison_is_done(repository: Repository) -> None:
    (repository.folder / ".git").rename(repository.folder / "elsewhere")
    done = repository.integen("ci")
    assert done.returncode == 0, done.stdout
    assert "there is no commit to compare with" in done.stdout


def test_a_checkout_that_git_does_not_trust_is_told(repository: Repository) -> None:
    done = repository.integen("ci", "--step", "diff", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert done.returncode == 1
    assert "dubious ownership" in done.stderr
    assert "safe.directory" in done.stderr


@pytest.mark.heavy
def test_hooks_for_pre_commit_pass_and_fail_as_they_say(repository: Repository) -> None:
    entries = {each["id"]: each["entry"].split()[1:] for each in read(ROOT / ".pre-commit-hooks.yaml")}
    assert [repository.integen(*entry).returncode for entry in entries.values()] == [0, 0]
    repository.write("specs/shop.yaml", BROKEN)
    assert {name: repository.integen(*entry).returncode for name, entry in entries.items()} == {
        "integen-check": 1,
        "integen-lint": 1,
    }
