"""Runs the commands of `integen.toml` that belong to an integration."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from integen.cli import reporting, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from integen.cli.project import Run
    from integen.config.hooks import Command

SHOWN = 20
"""Lines of what a command wrote that are shown when it fails: the last ones."""


def all_ran(run: Run, moment: str, manner: reporting.Manner) -> bool:
    """Run the hooks of a moment, in order, until one fails, which is told; return whether none did."""
    for command in getattr(run.hooks, moment, ()):
        trouble, said = _outcome(command, run.folder, {**os.environ, **_variables(run)})
        if trouble:
            _tell(command, trouble, said, run.texts, manner)
            return False
    return True


def _variables(run: Run) -> dict[str, str]:
    """Return what a command is told in its environment."""
    package = run.options.output / run.key
    return {
        "INTEGEN_KEY": run.key,
        "INTEGEN_SPEC": run.options.spec,
        "INTEGEN_PACKAGE": str(package.resolve()),
    }


def _outcome(command: Command, folder: Path, environment: Mapping[str, str]) -> tuple[str, str]:
    """Return what went wrong, empty where nothing did, and what was written.

    It is kept back: several integrations are made side by side.
    """
    try:
        done = subprocess.run(
            command.words,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        return f"cannot be started: {error.strerror}", ""
    said = done.stdout.decode(errors="replace")
    if done.returncode < 0:
        return f"was stopped by signal {-done.returncode}", said
    return (f"ended with exit code {done.returncode}" if done.returncode else ""), said


def _tell(
    command: Command, trouble: str, said: str, texts: Mapping[str, Any], manner: reporting.Manner
) -> None:
    from integen.diagnostics.diagnostic import Diagnostics
    from integen.diagnostics.provenance import Provenance

    diagnostics = Diagnostics()
    diagnostics.report(
        "IG543",
        f"the command `{terminal.safe(shlex.join(command.words))[:200]}` {trouble}",
        position=command.place.position,
        source=command.place.source,
        hint="correct it, or leave all of them out with --no-hooks",
    )
    beside = reporting.Beside(texts, Provenance())
    if manner.as_json:
        terminal.say_json({"diagnostics": reporting.records(list(diagnostics), beside)})
        return
    reporting.written(list(diagnostics), beside, manner)
    lines = [line.rstrip() for line in said.splitlines() if line.strip()]
    for line in lines[-SHOWN:]:
        terminal.remark(f"  | {terminal.safe(line)[:500]}")
