"""Runs the steps of a job as GitHub's runner does: expressions, bash, files for outputs and summaries.

`uses` and what is only installed are left out; integen is the one of this repository.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from integen.source.parse import parse

from .github import TOKEN
from .repository import Repository, environment

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}")
_TOKENS = re.compile(r"'[^']*'|[a-z_]+(?:\.[A-Za-z0-9_-]+)+|[a-z]+(?=\()|&&|\|\||==|!=|!|.", re.DOTALL)
_OPERATORS = {"&&": " and ", "||": " or ", "!": " not ", "==": "==", "!=": "!="}


def read(path: Path) -> Any:
    """Return a YAML file."""
    return parse(path.read_bytes(), path.name).value


@dataclass(frozen=True)
class Step:
    name: str
    outcome: str
    """`ok`, `failed` or `skipped`."""
    said: str = ""


@dataclass
class Runner:
    """One run of a job; `github` and `inputs` are what expressions see."""

    repository: Repository
    temporary: Path
    event: Mapping[str, Any]
    api: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        file = self.temporary / "summary.md"
        return file.read_text() if file.exists() else ""

    def run(self, steps: Sequence[Mapping[str, Any]], folder: str = ".") -> dict[str, Step]:
        """Return what became of each step that runs a script, by its name."""
        self.temporary.mkdir(exist_ok=True)
        (self.temporary / "event.json").write_text(json.dumps(self.event["payload"]))
        self._install()
        found: dict[str, Step] = {}
        for step in steps:
            if "run" in step and step["name"] != "Install integen":
                failed = any(each.outcome == "failed" for each in found.values())
                found[step["name"]] = self._step(step, folder, failed=failed)
        return found

    def _step(self, step: Mapping[str, Any], folder: str, *, failed: bool) -> Step:
        condition = str(step.get("if", "success()")).removeprefix("${{").removesuffix("}}")
        wanted = (
            self._value(condition) if "cancelled()" in condition else not failed and self._value(condition)
        )
        if not wanted:
            return Step(step["name"], "skipped")
        output = self.temporary / "output"
        output.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.repository.folder / self._text(step.get("working-directory", folder)),
            env=self._environment(step, output),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )
        if "id" in step:
            pairs = (line.partition("=") for line in output.read_text().splitlines())
            self.outputs[step["id"]] = {name: value for name, _, value in pairs}
        return Step(step["name"], "failed" if done.returncode else "ok", done.stdout)

    def _environment(self, step: Mapping[str, Any], output: Path) -> dict[str, str]:
        stated = {name: self._text(value) for name, value in step.get("env", {}).items()}
        pull = self.event["payload"].get("pull_request") or {}
        found = environment(
            GITHUB_ACTIONS="true",
            GITHUB_EVENT_NAME=self.event["event_name"],
            GITHUB_EVENT_PATH=str(self.temporary / "event.json"),
            GITHUB_REPOSITORY="team/shop",
            GITHUB_REF_NAME=self.event.get("ref_name", ""),
            GITHUB_REF_TYPE="branch" if not pull else "",
            GITHUB_HEAD_REF=pull.get("head", {}).get("ref", ""),
            GITHUB_API_URL=self.api,
            GITHUB_OUTPUT=str(output),
            GITHUB_STEP_SUMMARY=str(self.temporary / "summary.md"),
            RUNNER_TEMP=str(self.temporary),
            **stated,
        )
        return {**found, "PATH": f"{self.temporary / 'integen' / 'bin'}:{found['PATH']}"}

    def _install(self) -> None:
        """Put a command `integen` where the workflow and the action have it."""
        program = self.temporary / "integen" / "bin" / "integen"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m integen "$@"\n')
        program.chmod(0o755)

    def _text(self, template: object) -> str:
        return _EXPRESSION.sub(lambda found: str(self._value(found[1]) or ""), str(template))

    def _value(self, expression: str) -> Any:
        """Evaluate an expression of ours: https://docs.github.com/actions, "Evaluate expressions"."""
        python = "".join(map(self._token, _TOKENS.findall(expression.strip())))
        functions = {"success": lambda: True, "cancelled": lambda: False, "format": str.format}
        return eval(python, {"__builtins__": {}, "look": self._look, **functions})

    def _token(self, token: str) -> str:
        if "." in token and token[0] != "'":
            return f"look({token!r})"
        return _OPERATORS.get(token, token)

    def _look(self, path: str) -> Any:
        github = {**self.event, "event": self.event["payload"], "token": TOKEN, "action_path": "/action"}
        steps = {name: {"outputs": outputs} for name, outputs in self.outputs.items()}
        found: Any = {"github": github, "inputs": self.inputs, "steps": steps}
        for part in path.split("."):
            found = found.get(part, "") if isinstance(found, dict) else ""
        return self._text(found) if isinstance(found, str) and "${{" in found else found  # a default


def pull_request(repository: Repository, branch: str, *, home: str = "team/shop") -> dict[str, Any]:
    """Return the event of a pull request whose head is checked out."""
    base = repository.git("rev-parse", "origin/main")
    head = {"ref": branch, "sha": repository.git("rev-parse", "HEAD"), "repo": {"full_name": home}}
    there = {"ref": "main", "sha": base, "repo": {"full_name": "team/shop"}}
    payload = {"pull_request": {"number": 7, "head": head, "base": there}}
    return {"event_name": "pull_request", "head_ref": branch, "payload": payload}


def push(before: str) -> dict[str, Any]:
    """Return the event of a push to main."""
    return {"event_name": "push", "ref_name": "main", "payload": {"before": before}}
