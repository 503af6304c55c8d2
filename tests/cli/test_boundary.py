"""What the command line does when things go wrong, and what it costs when nothing does."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import SPECS, Integen, environment

from integen.cli import boundary
from integen.errors import IntegenError


def raising(error: BaseException) -> int:
    def command() -> int:
        raise error

    return boundary.guarded(command)


def test_a_problem_of_the_user_is_one_line_and_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(IntegenError("no such \x1b[31mthing", hint="try another")) == 1
    assert capsys.readouterr().err == "error: no such \\x1b[31mthing\nhint: try another\n"


def test_a_bug_of_ours_says_so_and_how_to_report_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INTEGEN_DEBUG", raising=False)
    assert raising(ZeroDivisionError("division by zero")) == 70
    shown = capsys.readouterr().err
    assert "this is a bug in integen: ZeroDivisionError: division by zero" in shown
    assert "INTEGEN_DEBUG=1" in shown
    assert "Traceback" not in shown


def test_the_traceback_is_there_for_who_asks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTEGEN_DEBUG", "1")
    assert raising(ZeroDivisionError("division by zero")) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_130_and_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == ""


def test_ctrl_c_on_a_running_command_is_130() -> None:
    """`generate --spec -` reads its document: more than a pipe holds is taken only when it does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "integen", "generate", "--spec", "-"],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    process.stdin.write(b"#" * 1_000_000)
    assert interrupted(process) == 130
    assert process.stderr
    assert process.stderr.read() == b""
    process.stdin.close()
    process.stderr.close()


def interrupted(process: subprocess.Popen[bytes]) -> int:
    """Interrupt, again where the interpreter was between two reads and missed it; kill what does not end."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        try:
            return process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    return process.wait()


def test_a_reader_that_leaves_early_is_no_error() -> None:
    """`integen explain | head -1`: the pipe is closed before anything is written."""
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [sys.executable, "-m", "integen", "explain"],
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    assert process.stderr == ""


def test_a_wrong_flag_is_two_and_names_the_nearest(integen: Integen) -> None:
    told = integen("generate", "--spce", "x.yaml")
    assert (told.returncode, told.stdout) == (2, "")
    message, hint = told.stderr.splitlines()
    assert message == "error: no such option: --spce"
    assert "did you mean `--spec`" in hint


def test_a_wrong_command_is_two_and_names_the_nearest(integen: Integen) -> None:
    told = integen("genrate", "--spec", "x.yaml")
    assert (told.returncode, told.stdout) == (2, "")
    message, hint = told.stderr.splitlines()
    assert message == "error: there is no command `genrate`"
    assert "did you mean `generate`" in hint


@pytest.mark.parametrize(
    "arguments",
    [
        ("generate",),
        ("generate", "--spec"),
        ("generate", "--spec", "x", "--target", "rust"),
        ("generate", "--spec", "x", "y"),
        ("call", "github"),
        ("call", "github", "x", "--timeout", "soon"),
        ("explain", "a", "b"),
        ("list", "--quiet=1"),
        ("--nope",),
        ("serve",),
        ("\x1b[2J",),
    ],
)
def test_wrong_usage_is_one_message_with_a_hint(integen: Integen, arguments: tuple[str, ...]) -> None:
    told = integen(*arguments)
    assert (told.returncode, told.stdout) == (2, "")
    message, hint = told.stderr.splitlines()
    assert message.startswith("error: ")
    assert not message.endswith(".")
    assert hint.startswith("hint: ")
    assert "\x1b" not in told.stderr


def test_without_arguments_there_is_help(integen: Integen) -> None:
    told = integen()
    assert told.returncode == 0
    assert told.stdout == integen("--help").stdout == integen("-h").stdout
    assert told.stdout.startswith("Usage: integen ")


@pytest.mark.parametrize("command", ["generate", "inspect", "list", "serve", "call", "explain"])
def test_each_command_has_help_that_is_plain_in_a_pipe(integen: Integen, command: str) -> None:
    told = integen(command, "--help")
    assert told.returncode == 0
    assert told.stdout.startswith(f"Usage: integen {command} ")
    assert told.stdout.isascii()


def test_help_is_drawn_on_a_terminal(on_a_terminal: Callable[..., str]) -> None:
    for arguments in ((), ("--help",), ("serve", "--help"), ("call", "--help")):
        told = on_a_terminal(*arguments)
        assert "╭─" in told
        assert told.count("Usage:") == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_and_options(integen: Integen, shell: str) -> None:
    asked = {"_INTEGEN_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": "integen gen"}
    words = {"COMP_WORDS": "integen gen", "COMP_CWORD": "1", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert "generate" in integen(**asked, **words).stdout


def test_an_abbreviated_flag_is_not_guessed(integen: Integen) -> None:
    assert integen("generate", "--spe", "x.yaml").returncode == 2


def test_explain_tells_a_code_and_the_nearest_of_a_wrong_one(integen: Integen) -> None:
    assert integen("explain", "ig201").stdout.startswith("IG201: ")
    told = integen("explain", "IG999")
    assert told.returncode == 1
    assert "did you mean" in told.stderr


def loaded(folder: Path, *arguments: str) -> set[str]:
    """Return the packages that a run imports."""
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "integen", *arguments],
        env=environment(),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in told.stderr.splitlines()}


HEAVY = {"rich", "pydantic", "mcp", "httpx2", "jinja2", "yaml12", "asyncio"}


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """Wall time is not asserted: what would cost it is."""
    found = loaded(tmp_path, "--help")
    assert "typer" in found
    assert found.isdisjoint(HEAVY | {"orjson"})


def test_a_run_without_changes_loads_nothing_heavy(integen: Integen, tmp_path: Path) -> None:
    """Typer by itself would import pydantic for the options: see `integen.cli.grammar`."""
    arguments = ("generate", "--spec", str(SPECS / "weather.yaml"), "--tool-name-limit", "50")
    integen(*arguments)
    # A number is converted, by pydantic; without one there is nothing to convert.
    assert "pydantic" in loaded(tmp_path, *arguments)
    assert loaded(tmp_path, *arguments[:3]).isdisjoint(HEAVY)


def test_serving_loads_nothing_heavy_before_the_server(tmp_path: Path, generated: Path) -> None:
    assert loaded(tmp_path, "serve", "weather", "--list").isdisjoint(HEAVY)


def test_version_is_that_of_what_is_installed(integen: Integen) -> None:
    told = integen("--version")
    assert told.returncode == 0
    assert re.fullmatch(r"integen( \d+\.\d+\.\d+|, run from a checkout)\n", told.stdout)


def test_a_process_without_standard_output_has_nobody_to_tell_and_ends_well(tmp_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m integen list --output {shlex.quote(str(tmp_path))} >&-"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment())
    assert ended.returncode == 0
    assert ended.stderr.startswith("nothing is generated")
