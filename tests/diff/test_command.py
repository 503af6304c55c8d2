from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests import forking

from integen.difference.markdown import MOST, code, markdown

from .test_pairs import BASE, GET, POST, STRING, difference, edited


def run(*arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    return forking.run(arguments, cwd=at, env={"PATH": "/usr/bin:/bin", "HOME": str(at)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.json").write_text(json.dumps(BASE))
    changed = edited(((*GET, "parameters"), []), ((*GET, "summary"), "All \x1b[31mpets"))
    (tmp_path / "new.json").write_text(json.dumps(changed))
    return tmp_path


@pytest.mark.parametrize(("fail_on", "code_"), [("never", 0), ("breaking", 1), ("risky", 1), ("any", 1)])
def test_the_exit_code_says_what_was_asked(folder, fail_on, code_):
    assert run("diff", "old.json", "new.json", "--fail-on", fail_on, at=folder).returncode == code_
    assert run("diff", "old.json", "old.json", "--fail-on", fail_on, at=folder).returncode == 0


def test_people_read_the_worst_first_and_no_control_characters(folder):
    said = run("diff", "old.json", "new.json", at=folder).stdout
    assert said.index("breaking argument removed") < said.index("risky description rewritten")
    assert "suggested version bump: major" in said
    assert "\x1b" not in said


def test_programs_read_every_change(folder):
    record = json.loads(run("diff", "old.json", "new.json", "--json", at=folder).stdout)
    assert record["bump"] == "major"
    assert ("argument-removed", "argument limit") in {
        (change["kind"], change["subject"]) for change in record["changes"]
    }


def test_a_missing_document_is_told(folder):
    done = run("diff", "old.json", "gone.json", at=folder)
    assert (done.returncode, "IG001" in done.stderr) == (2, True)


def test_a_generated_package_is_compared_with_its_document(folder):
    assert run("generate", "--spec", "old.json", "--name", "pets", "--quiet", at=folder).returncode == 0
    same = run("diff", "generated/pets", "old.json", "--fail-on", "any", at=folder)
    assert (same.returncode, same.stdout.strip()) == (0, "nothing changed")
    other = run("diff", "generated/pets/integen.lock", "new.json", "--fail-on", "any", at=folder)
    assert (other.returncode, "argument removed" in other.stdout) == (1, True)


def test_a_document_of_a_git_revision_is_read_with_its_neighbours(tmp_path):
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    specs = tmp_path / "specs"
    specs.mkdir()
    document = json.loads(json.dumps(BASE))
    document["components"]["schemas"]["Pet"] = {"$ref": "pet.json"}
    (specs / "api.json").write_text(json.dumps(document))
    (specs / "pet.json").write_text(json.dumps({"type": "object", "properties": {"id": {"type": "integer"}}}))
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    (specs / "pet.json").write_text(json.dumps({"type": "object", "properties": {"id": STRING}}))
    done = run("diff", "HEAD:specs/api.json", "specs/api.json", at=tmp_path)
    assert "answers something else" in done.stdout
    assert "integer → string" in done.stdout
    assert run("diff", "nowhere:specs/api.json", "specs/api.json", at=tmp_path).returncode == 1


def test_markdown_of_a_hostile_document_stays_in_its_code_spans():
    hostile = "`` </details><script>alert(1)</script> @everyone\n# x"
    text = markdown(difference(BASE, edited(((*GET, "summary"), hostile))))
    assert "\n# x" not in text
    assert code(hostile).startswith("```")
    assert (
        "</script>" not in text.replace(code(hostile), "").replace(code(f"List {hostile}"), "")
        or "```" in text
    )


def test_markdown_of_many_changes_fits_a_comment():
    paths = {
        f"/p{n}": {"get": {"operationId": f"read_{n}", "summary": "x" * 200, "responses": {}}}
        for n in range(900)
    }
    text = markdown(difference(BASE, {**BASE, "paths": {**BASE["paths"], **paths}}))
    assert len(text) < MOST + 1000
    assert "left out here" in text
    assert POST[1] == "/pets"
