"""`integen lint` and `integen explain` as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import forking
from tests.lint.conftest import GOOD

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
WARNED = GOOD.replace("https://api.example.com", "http://api.example.com")
REMARKED = GOOD.replace("  license: {name: MIT}\n", "")
WRONG = GOOD.replace("version: 1.0.0", "version: 1.0")


@pytest.fixture
def integen(tmp_path: Path) -> Run:
    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return forking.run(arguments, cwd=tmp_path, env=os.environ, stdin=stdin)

    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "warned.yaml").write_text(WARNED)
    (tmp_path / "remarked.yaml").write_text(REMARKED)
    (tmp_path / "wrong.yaml").write_text(WRONG)
    return run


@pytest.mark.parametrize(
    ("name", "fail_on", "code"),
    [
        ("good", "info", 0),
        ("remarked", "warning", 0),
        ("remarked", "info", 1),
        ("warned", "error", 0),
        ("warned", "warning", 1),
        ("wrong", "error", 1),
        ("wrong", "never", 0),
    ],
)
def test_the_exit_code_says_whether_anything_is_as_severe(integen, name, fail_on, code):
    assert integen("lint", "--spec", f"{name}.yaml", "--fail-on", fail_on).returncode == code


def test_by_default_errors_fail_and_warnings_do_not(integen):
    assert integen("lint", "--spec", "wrong.yaml").returncode == 1
    assert integen("lint", "--spec", "warned.yaml").returncode == 0


def test_problems_go_to_standard_output_and_the_total_beside_it(integen):
    told = integen("lint", "--spec", "warned.yaml")
    assert told.stdout.startswith("warned.yaml:9:1: warning[IG804]")
    assert "IG804" in told.stdout
    assert told.stderr.strip() == "warned.yaml: 1 warning"


def test_a_good_document_has_nothing_to_complain_of(integen):
    told = integen("lint", "--spec", "good.yaml")
    assert (told.returncode, told.stdout) == (0, "")
    assert told.stderr == "good.yaml: nothing to complain of\n"


def test_standard_input_is_linted(integen):
    told = integen("lint", "--spec", "-", "--concise", stdin=WRONG)
    assert told.stdout.startswith("<stdin>:5:12: error[IG107]")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--fail-on", "fatal"), "--fail-on cannot be `fatal`"),
        (("--format", "sarf"), "there is no format `sarf`"),
        (("--fix", "--fix-overlay", "a.yaml"), "--fix-overlay leaves the files as they are"),
    ],
)
def test_what_is_typed_wrong_is_said_and_exits_with_2(integen, arguments, message):
    told = integen("lint", "--spec", "good.yaml", *arguments)
    assert told.returncode == 2
    assert message in told.stderr


def test_a_code_that_does_not_exist_is_refused(integen):
    told = integen("lint", "--spec", "good.yaml", "--ignore", "IG998")
    assert told.returncode == 1
    assert "there is no code `IG998`" in told.stderr


def test_a_file_gets_the_report_whole(integen, tmp_path):
    told = integen("lint", "--spec", "wrong.yaml", "--format", "sarif", "--output", "report.sarif")
    assert (told.returncode, told.stdout) == (1, "")
    assert json.loads((tmp_path / "report.sarif").read_text())["version"] == "2.1.0"


def test_fix_changes_the_file_and_then_looks_again(integen, tmp_path):
    told = integen("lint", "--spec", "wrong.yaml", "--fix")
    assert told.returncode == 0
    assert told.stderr == "1 problem fixed in wrong.yaml\nwrong.yaml: nothing to complain of\n"
    assert (tmp_path / "wrong.yaml").read_text() == GOOD.replace("version: 1.0.0", 'version: "1.0"')


def test_a_dry_run_shows_what_would_change_and_changes_nothing(integen, tmp_path):
    told = integen("lint", "--spec", "wrong.yaml", "--fix", "--dry-run")
    assert told.returncode == 1
    assert '-  version: 1.0\n+  version: "1.0"\n' in told.stdout
    assert (tmp_path / "wrong.yaml").read_text() == WRONG


def test_what_is_no_file_is_fixed_by_an_overlay(integen, tmp_path):
    refused = integen("lint", "--spec", "-", "--fix", stdin=WRONG)
    assert refused.returncode == 1
    assert "--fix-overlay FILE" in refused.stderr
    integen("lint", "--spec", "-", "--fix-overlay", "repairs.yaml", stdin=WRONG)
    (action,) = json.loads((tmp_path / "repairs.yaml").read_text())["actions"]
    assert action == {"target": "$['info']", "update": {"version": "1.0"}}
    told = integen("lint", "--spec", "wrong.yaml", "--overlay", "repairs.yaml", "--concise")
    assert (told.returncode, told.stdout) == (0, "")


def test_a_project_says_what_is_ignored_and_what_is_not_mended(integen, tmp_path):
    (tmp_path / "open.yaml").write_text(GOOD.replace("    parameters:\n", "    x-parameters:\n"))
    (tmp_path / "integen.toml").write_text(
        '[integrations.one]\nspec = "warned.yaml"\nlint = { ignore = ["IG804"] }\n'
        '[integrations.two]\nspec = "open.yaml"\nrepairs = { undeclared-path-variable = false }\n'
    )
    told = integen("lint", "--concise")
    assert told.returncode == 1
    assert told.stdout == "open.yaml:14:5: error[IG402] the path variable `petId` is not declared\n"
    assert integen("lint", "one").returncode == 0
    made = integen("generate", "two", "--json")
    assert json.loads(made.stdout)["skipped"] == 1
    (tmp_path / "other.yaml").write_text((tmp_path / "open.yaml").read_text())
    mended = integen("generate", "--spec", "other.yaml", "--json")
    assert json.loads(mended.stdout)["skipped"] == 0


def test_a_repair_that_does_not_exist_is_refused(integen, tmp_path):
    (tmp_path / "integen.toml").write_text(
        '[integrations.one]\nspec = "good.yaml"\nrepairs = { magic = false }\n'
    )
    told = integen("lint")
    assert told.returncode == 1
    assert "is no repair" in told.stderr


def test_generate_and_inspect_write_annotations(integen):
    for command in ("generate", "inspect"):
        told = integen(command, "--spec", "wrong.yaml", "--format", "github")
        assert told.stderr.startswith("::warning file=wrong.yaml,line=5,col=12,title=IG107%3A ")


def test_explain_lists_a_band_and_the_repairs(integen):
    band = integen("explain", "ig4").stdout
    assert band.startswith("IG4  operations")
    assert "IG402" in band
    assert "IG301" not in band
    assert "undeclared-path-variable" in integen("explain", "repairs").stdout
    assert "undeclared-path-variable = false" in integen("explain", "IG402").stdout


def test_line_ends_and_the_byte_order_mark_stay(integen, tmp_path):
    text = WRONG.replace(", description: The number on its collar", "").replace("{name: petId,", "{name: id,")
    (tmp_path / "dos.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert "fixed in dos.yaml" in integen("lint", "--spec", "dos.yaml", "--fix").stderr
    data = (tmp_path / "dos.yaml").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"name: petId, in: path, required: true" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_file_in_another_encoding_is_not_rewritten(integen, tmp_path):
    (tmp_path / "wide.yaml").write_bytes(WRONG.encode("utf-16"))
    told = integen("lint", "--spec", "wide.yaml", "--fix")
    assert told.returncode == 1
    assert "is not UTF-8" in told.stderr
    assert (tmp_path / "wide.yaml").read_bytes() == WRONG.encode("utf-16")
