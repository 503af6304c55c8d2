"""The kill rate: of so many wrong packages, how many do the tests notice?"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from integen.errors import IntegenError
from integen.testing.mutants import Mutant, chosen
from integen.testing.runner import Suite, environment

ENOUGH = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    outcomes: tuple[tuple[Mutant, bool], ...]
    """Each mutant, and whether it was noticed."""
    failing: tuple[str, ...]
    """Operations whose tests fail as they are: nothing was tried there."""
    seconds: float

    @property
    def killed(self) -> int:
        return sum(noticed for _, noticed in self.outcomes)

    @property
    def rate(self) -> float:
        """From 0 to 1; 0 where there was nothing to notice."""
        return self.killed / len(self.outcomes) if self.outcomes else 0.0

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        return tuple(mutant for mutant, noticed in self.outcomes if not noticed)

    @property
    def kinds(self) -> dict[str, tuple[int, int]]:
        """`{kind: (noticed, made)}` by name."""
        found: dict[str, tuple[int, int]] = {}
        for mutant, noticed in self.outcomes:
            killed, made = found.get(mutant.kind, (0, 0))
            found[mutant.kind] = (killed + noticed, made + 1)
        return dict(sorted(found.items()))


def try_mutants(suite: Suite, count: int, seed: int) -> Trial:
    """Break a copy of the package `count` times. Raises IntegenError where processes cannot be forked."""
    if not hasattr(os, "fork"):
        raise IntegenError("--mutate needs a system that can fork processes", hint="run it on Linux or macOS")
    started = time.perf_counter()
    wanted = chosen(suite.directory, suite.module, count, seed)
    plain = [_as_it_is(key) for key in dict.fromkeys(mutant.operation for mutant in wanted)]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / suite.directory.name
        shutil.copytree(suite.directory, copy, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        answers = _tried(copy, [*plain, *wanted])
        failing = tuple(mutant.operation for mutant in plain if next(answers))
        outcomes = tuple(zip(wanted, answers, strict=True))
    return Trial(
        outcomes=tuple(each for each in outcomes if each[0].operation not in failing),
        failing=failing,
        seconds=time.perf_counter() - started,
    )


def _as_it_is(key: str) -> Mutant:
    return Mutant(kind="", operation=key, changed="nothing", file="", start=0, end=0, text=b"")


def _tried(copy: Path, mutants: Iterable[Mutant]) -> Iterator[bool]:
    """Yield whether each was noticed."""
    text = "".join(json.dumps(_record(mutant)) + "\n" for mutant in mutants)
    done = subprocess.run(
        [sys.executable, "-m", "integen.testing.trial", str(copy)],
        input=text,
        capture_output=True,
        text=True,
        env=environment(copy),
        check=False,
    )
    if done.returncode != 0:
        reason = done.stderr.strip().rpartition("\n")[2]
        raise IntegenError(f"the tests cannot be run: {reason}", hint="run them first without --mutate")
    return map(json.loads, done.stdout.splitlines())


def _record(mutant: Mutant) -> dict[str, Any]:
    return {
        "kind": mutant.kind,
        "operation": mutant.operation,
        "file": mutant.file,
        "start": mutant.start,
        "end": mutant.end,
        "text": mutant.text.decode(),
    }
