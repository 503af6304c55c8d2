"""`integen generate`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import SPECS, Integen

BROKEN_REFERENCE = """\
openapi: 3.0.3
info: {title: Part, version: "1"}
paths:
  /a:
    get:
      operationId: a
      parameters:
        - $ref: "#/components/parameters/missing"
      responses: {"200": {description: ok}}
  /b:
    get:
      operationId: b
      responses: {"200": {description: ok}}
"""


def test_a_summary_says_what_was_made_and_where(integen: Integen, tmp_path: Path) -> None:
    told = integen("generate", "--spec", str(SPECS / "github.yaml"))
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith(
        "github generated in generated/github\n  operations  25\n  tools       25\n"
    )
    assert (tmp_path / "generated/github/github_api/server.py").is_file()


def test_a_second_run_does_nothing_and_says_so(integen: Integen, tmp_path: Path) -> None:
    integen("generate", "--spec", str(SPECS / "weather.yaml"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.py")}
    told = integen("generate", "--spec", str(SPECS / "weather.yaml"))
    assert told.stdout.startswith("weather is up to date in generated/weather\n")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.py")} == before


def test_programs_get_one_json_document_and_nothing_else(integen: Integen) -> None:
    told = integen("generate", "--spec", str(SPECS / "weather.yaml"), "--json")
    report = json.loads(told.stdout)
    assert (report["key"], report["operations"], report["skipped"]) == ("weather", 2, 0)
    assert report["diagnostics"] == []
    assert told.stderr == ""


def test_quiet_writes_nothing_when_all_is_well(integen: Integen) -> None:
    told = integen("generate", "--spec", str(SPECS / "weather.yaml"), "--quiet")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_the_document_can_come_from_standard_input(integen: Integen, tmp_path: Path) -> None:
    text = (SPECS / "weather.yaml").read_text()
    told = integen("generate", "--spec", "-", "--name", "meteo", stdin=text)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "generated/meteo/meteo_api").is_dir()


def test_an_operation_that_cannot_be_generated_is_told_and_the_others_are_made(
    integen: Integen, tmp_path: Path
) -> None:
    (tmp_path / "part.yaml").write_text(BROKEN_REFERENCE)
    told = integen("generate", "--spec", "part.yaml")
    assert told.returncode == 1
    assert "operations  1\n" in told.stdout
    assert "skipped     1\n" in told.stdout
    assert told.stderr.startswith("part.yaml:8:17: error[IG201] ")
    assert "note: `GET /a` is not generated" in told.stderr


def many_warnings(operations: int) -> str:
    """Return a document with a warning for each operation: path parameters that nobody declared."""
    paths = "".join(
        f'  /p{number}/{{id}}: {{get: {{responses: {{"200": {{description: ok}}}}}}}}\n'
        for number in range(operations)
    )
    return f'openapi: 3.1.0\ninfo: {{title: Many, version: "1"}}\npaths:\n{paths}'


def test_of_many_warnings_of_a_kind_three_are_shown_and_all_are_counted(
    integen: Integen, tmp_path: Path
) -> None:
    (tmp_path / "many.yaml").write_text(many_warnings(7))
    told = integen("generate", "--spec", "many.yaml", "--force")
    assert told.returncode == 0
    code = re.search(r"warning\[(IG\d+)\]", told.stderr)
    assert code
    assert told.stderr.count(f"warning[{code[1]}]") == 3
    assert told.stderr.endswith(f"\n\n… 4 more {code[1]} (--all shows them)\n7 warnings\n")


@pytest.mark.parametrize("command", ["generate", "inspect"])
def test_all_shows_all_and_programs_get_all(integen: Integen, tmp_path: Path, command: str) -> None:
    (tmp_path / "many.yaml").write_text(many_warnings(7))
    told = integen(command, "--spec", "many.yaml", "--all").stderr
    assert told.count("warning[") == 7
    assert "more IG" not in told
    assert told.endswith("\n7 warnings\n")
    assert len(integen(command, "--spec", "many.yaml", "--concise").stderr.splitlines()) == 7
    assert len(json.loads(integen(command, "--spec", "many.yaml", "--json").stdout)["diagnostics"]) == 7


def test_every_error_is_shown_in_full(integen: Integen, tmp_path: Path) -> None:
    operation = BROKEN_REFERENCE[BROKEN_REFERENCE.index("  /a:") : BROKEN_REFERENCE.index("  /b:")]
    more = "".join(
        operation.replace("/a:", f"/a{each}:").replace(": a\n", f": a{each}\n") for each in range(5)
    )
    (tmp_path / "part.yaml").write_text(BROKEN_REFERENCE + more)
    told = integen("generate", "--spec", "part.yaml")
    assert told.stderr.count("error[IG201]") == 6
    assert told.stderr.endswith("\n6 errors\n")


def test_concise_is_one_line_for_each_problem(integen: Integen, tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(BROKEN_REFERENCE)
    told = integen("generate", "--spec", "part.yaml", "--concise", "--quiet")
    assert len(told.stderr.splitlines()) == 1
    assert told.stdout == ""


def test_problems_are_in_the_json_report_with_their_place(integen: Integen, tmp_path: Path) -> None:
    (tmp_path / "part.yaml").write_text(BROKEN_REFERENCE)
    told = integen("generate", "--spec", "part.yaml", "--json")
    assert told.returncode == 1
    (problem,) = json.loads(told.stdout)["diagnostics"]
    assert (problem["code"], problem["line"], problem["column"]) == ("IG201", 8, 17)
    assert told.stderr == ""


def test_a_missing_document_is_a_message_and_no_folder(integen: Integen, tmp_path: Path) -> None:
    told = integen("generate", "--spec", "nope.yaml")
    assert told.returncode == 1
    assert "error[IG001]" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "generated").exists()


def test_a_document_that_cannot_be_read_is_json_for_programs_too(integen: Integen) -> None:
    told = integen("generate", "--spec", "nope.yaml", "--json")
    assert told.returncode == 1
    assert [problem["code"] for problem in json.loads(told.stdout)["diagnostics"]] == ["IG001"]


def test_what_a_document_says_cannot_steer_the_terminal(integen: Integen, tmp_path: Path) -> None:
    evil = BROKEN_REFERENCE.replace("#/components/parameters/missing", "#/\\e[2J\\a/\\u202e")
    (tmp_path / "evil.yaml").write_text(evil)
    told = integen("generate", "--spec", "evil.yaml")
    assert told.returncode == 1
    assert not any(character in told.stderr for character in "\x1b\x07\u202e")
    assert "\\x1b[2J" in told.stderr


def test_an_edited_file_is_kept_and_named(integen: Integen, tmp_path: Path) -> None:
    spec = tmp_path / "weather.yaml"
    spec.write_bytes((SPECS / "weather.yaml").read_bytes())
    integen("generate", "--spec", "weather.yaml")
    readme = tmp_path / "generated/weather/README.md"
    readme.write_text("mine\n")
    told = integen("generate", "--spec", "weather.yaml")
    assert readme.read_text() == "mine\n"
    assert "kept README.md: it was edited; --force replaces it" in told.stderr
    integen("generate", "--spec", "weather.yaml", "--force")
    assert readme.read_text() != "mine\n"


def test_only_the_wanted_targets_are_made(integen: Integen, tmp_path: Path) -> None:
    told = integen("generate", "--spec", str(SPECS / "weather.yaml"), "--target", "mcp", "--json")
    assert told.returncode == 0, told.stderr
    package = tmp_path / "generated/weather/weather_api"
    assert (package / "server.py").is_file()
    assert not (package / "client.py").exists()


def test_the_summary_is_drawn_on_a_terminal(on_a_terminal: Callable[..., str]) -> None:
    told = on_a_terminal("generate", "--spec", str(SPECS / "weather.yaml"))
    assert "weather generated in generated/weather" in told
    assert re.search(r"operations +2\b", re.sub(r"\x1b\[\d*m", "", told))


def test_titles_are_text_and_no_markup_on_a_terminal(
    on_a_terminal: Callable[..., str], tmp_path: Path
) -> None:
    evil = BROKEN_REFERENCE.replace("title: Part", 'title: "[red]Pa\\e[2Jrt[/red]"')
    (tmp_path / "evil.yaml").write_text(evil)
    told = on_a_terminal("inspect", "--spec", "evil.yaml")
    assert "[red]Pa\\x1b[2Jrt[/red]" in told
    assert "\x1b[2J" not in told


def test_a_limit_that_clients_would_refuse_is_refused(integen: Integen) -> None:
    for limit in ("65", "3", "many", "-50"):
        told = integen("generate", "--spec", "x.yaml", "--tool-name-limit", limit)
        assert told.returncode == 2


def test_tools_say_what_they_answer_only_when_asked_to(integen: Integen, tmp_path: Path) -> None:
    generate = ("generate", "--spec", str(SPECS / "weather.yaml"), "--output", "out")
    catalog = tmp_path / "out" / "weather" / "weather_api" / "catalog.json"
    for options, said in (((), False), (("--output-schemas",), True), ((), False)):
        assert integen(*generate, *options).returncode == 0
        assert ('"outputSchema"' in catalog.read_text()) is said


def test_a_folder_that_cannot_be_written_is_a_message(integen: Integen, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = integen("generate", "--spec", str(SPECS / "weather.yaml"), "--output", "file")
    assert told.returncode == 1
    assert told.stderr.startswith("error: `file` is a file and not a folder")


def test_a_package_without_python_is_said_to_be_one(integen: Integen) -> None:
    spec = str(SPECS / "weather.yaml")
    assert integen("generate", "--spec", spec, "--target", "typescript", "--quiet").returncode == 0
    told = integen("call", "weather", "anything")
    assert told.returncode != 0
    assert "`weather` was generated without Python" in told.stderr
