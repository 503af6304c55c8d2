"""`integen templates`: what a team does with templates of its own when integen is upgraded."""

from __future__ import annotations

import json

import pytest

from integen.template_folder import template_directory

from .conftest import Project

NAME = "package/README.md.jinja"


@pytest.fixture
def ejected(project: Project) -> Project:
    assert project.run("templates", "eject", "package/README.md").returncode == 0
    return project


def upgrade(project: Project) -> None:
    """Make the copy one of an older integen, in which a heading was another."""
    base = project.folder / "templates" / ".integen" / NAME
    for file in (base, project.folder / "templates" / NAME):
        file.write_text(file.read_text().replace("## Credentials", "## Secrets"))


def test_all_are_listed_with_who_has_them(ejected: Project) -> None:
    (ejected.folder / "templates" / "parts").mkdir()
    (ejected.folder / "templates" / "parts" / "x.jinja").write_text("x")
    listed = json.loads(ejected.run("templates", "list", "--json").stdout)
    states = {each["name"]: each["state"] for each in listed["templates"]}
    assert listed["folder"] == "templates"
    assert states[NAME] == "yours, as integen's"
    assert states["python/client.py.jinja"] == "integen's"
    assert states["parts/x.jinja"] == "yours, a part of others"
    assert "site/base.html.jinja" not in states
    assert f"{NAME} " in ejected.run("templates", "list").stdout


def test_a_copy_is_as_ours_and_is_not_replaced_unless_forced(ejected: Project) -> None:
    copy = ejected.folder / "templates" / NAME
    assert copy.read_bytes() == (template_directory() / NAME).read_bytes()
    copy.write_text("mine")
    assert "is there already" in ejected.refused("templates", "eject", NAME)
    assert ejected.run("templates", "eject", NAME, "--force").returncode == 0
    assert copy.read_bytes() == (template_directory() / NAME).read_bytes()


def test_a_copy_that_nobody_has_changed_changes_nothing(ejected: Project) -> None:
    assert ejected.run("generate", "petshop", "--check").returncode == 0


def test_names_that_there_are_not_have_a_hint(project: Project) -> None:
    assert "did you mean `python/client.py.jinja`" in project.refused(
        "templates", "eject", "python/klient.py"
    )
    assert "integen templates list" in project.refused("templates", "diff", "zzz")
    assert "there is no folder `nope`" in project.refused("templates", "list", "--templates", "nope")
    assert "there is no integration `nope`" in project.refused("templates", "list", "--for", "nope")


def test_after_an_upgrade_the_change_is_a_warning_is_shown_and_is_merged(ejected: Project) -> None:
    upgrade(ejected)
    ejected.edit(f"templates/{NAME}", "## Python\n", "## Our Python\n")
    warned = ejected.run("generate", "petshop")
    assert "warning[IG649]" in warned.stderr
    assert warned.returncode == 0
    shown = ejected.run("templates", "diff")
    assert shown.returncode == 1
    assert {"-## Secrets", "+## Credentials"} <= set(shown.stdout.splitlines())
    assert "Our Python" not in shown.stdout
    mine = ejected.run("templates", "diff", "--mine").stdout.splitlines()
    assert "+## Our Python" in mine
    merged = ejected.run("templates", "merge")
    assert (merged.returncode, merged.stdout) == (0, f"merged templates/{NAME}\n")
    text = (ejected.folder / "templates" / NAME).read_text()
    assert "## Credentials" in text
    assert "## Our Python" in text
    assert ejected.run("generate", "petshop").stderr == ""
    assert ejected.run("templates", "merge").stdout == "all are up to date\n"


@pytest.mark.heavy
def test_where_both_have_changed_the_same_lines_a_person_decides(ejected: Project) -> None:
    upgrade(ejected)
    ejected.edit(f"templates/{NAME}", "## Secrets\n", "## Keys\n")
    done = ejected.run("templates", "merge", NAME)
    assert done.returncode == 1
    assert "has conflicts" in done.stderr
    text = (ejected.folder / "templates" / NAME).read_text()
    assert all(
        line in text for line in ("<<<<<<< yours\n", "## Keys\n", "## Credentials\n", ">>>>>>> integen\n")
    )
    assert "conflicts that are not resolved" in ejected.refused("templates", "merge", NAME)
    message = ejected.refused("generate", "petshop")
    assert "README.md.jinja" in message
    assert "IG645" in message


def test_what_was_written_by_hand_can_be_compared_but_not_merged(project: Project) -> None:
    (project.folder / "templates" / "package").mkdir(parents=True)
    (project.folder / "templates" / NAME).write_text("# mine\n")
    shown = project.run("templates", "diff", NAME)
    assert "+# mine" in shown.stdout.splitlines()
    assert "nobody knows what" in project.refused("templates", "merge", NAME)


def test_a_comparison_without_a_difference_shows_nothing(ejected: Project) -> None:
    done = ejected.run("templates", "diff")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
