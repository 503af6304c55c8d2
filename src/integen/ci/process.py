"""Runs a command of integen as a person would type it, and keeps what it says."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

MOST_LINES = 10_000
TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")
"""Variables that may write to the repository: code that is tested never sees them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command came to."""

    code: int
    lines: tuple[str, ...]
    """What it wrote to both streams, the last `MOST_LINES` of it; control characters are still in them."""


def typed(arguments: Sequence[str]) -> str:
    """Return a command as a person types it."""
    return shlex.join(("integen", *arguments))


def run(arguments: Sequence[str], say: Callable[[str], None], *, without: Collection[str] = ()) -> Ran:
    """Run a command and hand each line that it says to `say`; `without` are variables it does not get."""
    lines: deque[str] = deque(maxlen=MOST_LINES)
    with subprocess.Popen(
        # `-P`: a folder named `integen` in the working directory is not imported.
        [sys.executable, "-P", "-m", "integen", *arguments],
        env={name: value for name, value in os.environ.items() if name not in without},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            lines.append(line.rstrip("\r\n"))
            say(lines[-1])
    return Ran(code=child.returncode, lines=tuple(lines))
