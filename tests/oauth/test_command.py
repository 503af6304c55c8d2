"""`integen scopes`: what to ask for, and why."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Integen


def test_all_tools_take_these_scopes(integen: Integen, generated: Path) -> None:
    told = integen("scopes", "github")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith(
        "github: 4 scopes for 25 tools\ngithub: repo read:user notifications workflow\n"
    )
    assert "users_get_me" in told.stdout


def test_a_choice_of_tools_takes_less(integen: Integen, generated: Path) -> None:
    chosen = ("--toolset", "issues", "--toolset", "notifications", "--read-only")
    found = json.loads(integen("scopes", "github", *chosen, "--json").stdout)
    served = json.loads(integen("serve", "github", "--list", "--json", *chosen).stdout)
    assert found["grants"]["github"]["scope"] == "repo notifications"
    assert found["tools"] == len(served)
    by_scope = {each["scope"]: each["forced_by"] for each in found["grants"]["github"]["scopes"]}
    assert by_scope["notifications"] == ["notifications_list"]
    assert set(by_scope["repo"]) | set(by_scope["notifications"]) == {tool["name"] for tool in served}
    assert found["also_allowed"]["changing"] > 0
    assert found["exact"] is True


def test_one_tool_can_be_asked_about(integen: Integen, generated: Path) -> None:
    found = json.loads(integen("scopes", "github", "--tool", "users_get_me", "--json").stdout)
    assert found["grants"]["github"]["scope"] == "read:user"


def test_an_unknown_name_gets_the_nearest(integen: Integen, generated: Path) -> None:
    told = integen("scopes", "github", "--toolset", "isues")
    assert told.returncode == 2
    assert "did you mean `issues`?" in told.stderr
    assert "did you mean `github`?" in integen("scopes", "githup").stderr


def test_an_api_without_oauth_says_so(integen: Integen, generated: Path) -> None:
    told = integen("scopes", "weather")
    assert told.returncode == 0
    assert "weather takes no scopes" in told.stdout
    assert json.loads(integen("scopes", "weather", "--json").stdout)["grants"] == {}


def test_no_tool_left_is_a_problem_and_not_an_answer(integen: Integen, generated: Path) -> None:
    told = integen("scopes", "github", "--tool", "issues_create", "--read-only")
    assert told.returncode == 1
    assert "no tool is left" in told.stderr


def test_a_package_without_the_file_says_how_to_get_it(integen: Integen, generated: Path) -> None:
    file = generated / "github" / "oauth.json"
    file.write_text('{"oauth": 99}')
    assert "this integen reads format 1" in integen("scopes", "github").stderr
    file.write_text("{")
    assert "is damaged" in integen("scopes", "github").stderr
    file.unlink()
    told = integen("scopes", "github")
    assert told.returncode == 1
    assert "--target oauth" in told.stderr
