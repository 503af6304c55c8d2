"""`integen serve`: becoming the server, with its arguments untouched."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import SPECS, Integen, environment

HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
LIST = {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}}


def test_one_command_generates_and_serves(tmp_path: Path) -> None:
    """Standard output carries nothing but the protocol, the generator's own report included."""
    command = [sys.executable, "-m", "integen", "serve", "github", "--spec", str(SPECS / "github.yaml")]
    sent = "".join(json.dumps(message) + "\n" for message in (HELLO, LIST))
    told = subprocess.run(
        command, cwd=tmp_path, env=environment(), input=sent, capture_output=True, text=True, timeout=60
    )
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2]
    assert len(answers[1]["result"]["tools"]) == 25


def test_flags_reach_the_server_as_they_are(integen: Integen, generated: Path) -> None:
    told = integen("serve", "github", "--list", "--json", "--toolset", "issues", "--read-only")
    assert told.returncode == 0, told.stderr
    assert [tool["name"] for tool in json.loads(told.stdout)] == [
        "issues_get",
        "issues_list",
        "issues_list_comments",
    ]


def test_the_exit_code_is_that_of_the_server(integen: Integen, generated: Path) -> None:
    told = integen("serve", "github", "--toolset", "issus", "--list")
    assert told.returncode == 2
    assert "did you mean `issues`?" in told.stderr
    assert told.stdout == ""


def test_an_unknown_key_names_the_nearest(integen: Integen, generated: Path) -> None:
    told = integen("serve", "githup")
    assert told.returncode == 1
    assert told.stderr == "error: `githup` is not generated in `generated`\nhint: did you mean `github`?\n"


def test_an_integration_without_a_server_says_how_to_get_one(integen: Integen) -> None:
    integen("generate", "--spec", str(SPECS / "weather.yaml"), "--target", "python")
    told = integen("serve", "weather")
    assert told.returncode == 1
    assert "generate it with --target mcp" in told.stderr


def test_standard_input_cannot_be_document_and_protocol_at_once(integen: Integen) -> None:
    told = integen("serve", "x", "--spec", "-", stdin="openapi: 3.1.0")
    assert told.returncode == 1
    assert "standard input belongs to the MCP client" in told.stderr


def test_without_a_key_the_usage_is_two(integen: Integen) -> None:
    assert integen("serve", "--read-only").returncode == 2
    assert integen("serve", "--help").returncode == 0
