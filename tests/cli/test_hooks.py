"""Commands of `integen.toml` around an integration."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import SPECS, Integen

WRITES = 'import os, sys; open(sys.argv[1], "a").write(os.environ["INTEGEN_KEY"] + " " + sys.argv[2] + "\\n")'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SPECS / "weather.yaml", tmp_path / "kept.yaml")
    (tmp_path / "write.py").write_text(WRITES)
    return tmp_path


def hooks(folder: Path, text: str, key: str = "weather") -> None:
    with (folder / "integen.toml").open("a") as file:
        file.write(f'[integrations.{key}]\nspec = "{key}.yaml"\ntargets = ["oauth"]\n')
        file.write(f"[integrations.{key}.hooks]\n{text}\n")


def seen(folder: Path) -> list[str]:
    return (folder / "seen").read_text().splitlines() if (folder / "seen").exists() else []


def test_a_command_before_may_write_the_document(integen: Integen, folder: Path) -> None:
    hooks(folder, 'before = "cp kept.yaml weather.yaml"')
    done = integen("generate")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "generated/weather/integen.lock").exists()


def test_commands_after_run_only_when_something_was_written(integen: Integen, folder: Path) -> None:
    shutil.copy(folder / "kept.yaml", folder / "weather.yaml")
    hooks(folder, 'after = [["python3", "write.py", "seen", "a $HOME; ls"], "python3 write.py seen twice"]')
    integen("generate")
    assert seen(folder) == ["weather a $HOME; ls", "weather twice"]
    integen("generate")
    assert len(seen(folder)) == 2


def test_a_failing_command_is_told_with_its_place_and_words_and_others_go_on(
    integen: Integen, folder: Path
) -> None:
    shutil.copy(folder / "kept.yaml", folder / "other.yaml")
    hooks(folder, """before = ["ls", "sh -c 'echo \\u001b[31mred; exit 3'", "touch never"]""")
    hooks(folder, 'after = "touch reached"', key="other")
    done = integen("generate")
    assert done.returncode == 1
    assert "integen.toml:5:17: error[IG543]" in done.stderr
    assert "ended with exit code 3" in done.stderr
    assert "\x1b" not in done.stderr
    assert "| " in done.stderr and "red" in done.stderr
    assert not (folder / "never").exists()
    assert not (folder / "generated/weather").exists()
    assert (folder / "reached").exists()


def test_a_command_that_is_not_there_is_told(integen: Integen, folder: Path) -> None:
    hooks(folder, 'before = ["there-is-no-such-command"]')
    done = integen("generate", "--json")
    told = json.loads(done.stdout)["diagnostics"][0]
    assert (done.returncode, told["code"], told["line"]) == (1, "IG543", 5)
    assert "cannot be started: No such file or directory" in told["message"]


def test_checks_and_no_hooks_run_none(integen: Integen, folder: Path) -> None:
    shutil.copy(folder / "kept.yaml", folder / "weather.yaml")
    hooks(folder, 'before = "touch touched"\nafter = "touch touched"')
    assert integen("generate", "--no-hooks").returncode == 0
    assert integen("generate", "--check").returncode == 0
    assert integen("lint", "weather").returncode == 0
    assert not (folder / "touched").exists()


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ('befor = "ls"', "5:1", "IG536"),
        ("before = 1", "5:10", "should be a list of commands"),
        ("before = [1]", "5:11", "should hold commands"),
        ('before = ["ls", ""]', "5:17", "has an empty command"),
        ('before = "it\'s"', "5:10", "has a quotation mark that is never closed"),
        ('before = [["a\\u0000"]]', "5:11", "cannot have a null character"),
    ],
)
def test_what_is_no_command_is_an_error_at_its_place(
    integen: Integen, folder: Path, text: str, place: str, problem: str
) -> None:
    hooks(folder, text)
    done = integen("generate")
    assert done.returncode == 1
    assert f"integen.toml:{place}: error" in done.stderr
    assert problem in done.stderr
