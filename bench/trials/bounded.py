"""Runs a command that may hang, eat the memory or write for ever, and says how it ended."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICK = 0.02
_MOST_OUTPUT = 64_000_000
"""Bytes that a command may write into one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    cpu: int = 60
    """Seconds of each process; beyond that the kernel ends it."""
    wall: float = 180.0
    """Seconds: for what waits and burns nothing."""
    memory: int = 3_000_000_000
    """Bytes of address space; 0 is no limit (Node reserves more than it uses)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    code: int
    """Of the exit; negative is the signal."""
    out: bytes
    error: bytes
    cpu: float
    """Seconds of the process and the children that it waited for."""
    peak: float
    """MB of the largest process."""
    timed_out: bool

    @property
    def hung(self) -> bool:
        """The time ran out, whichever clock."""
        return self.timed_out or self.code in (-signal.SIGXCPU, 128 + signal.SIGXCPU)


def run(
    command: Sequence[str | Path],
    bounds: Bounds,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Ended:
    """Run it in a session of its own, so that nothing which it started outlives it."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=error,
            start_new_session=True,
            preexec_fn=lambda: _limit(bounds),
        )
        code, usage, timed_out = _wait(process, bounds.wall)
        for file in (out, error):
            file.seek(0)
        return Ended(
            code=code,
            out=out.read(_MOST_OUTPUT),
            error=error.read(_MOST_OUTPUT),
            cpu=usage.ru_utime + usage.ru_stime,
            peak=usage.ru_maxrss * 1024 / 1e6,
            timed_out=timed_out,
        )


def _limit(bounds: Bounds) -> None:
    # The hard limit stands a second later: the kernel then kills what ignores the signal.
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu, bounds.cpu + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if bounds.memory:
        resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))


def _wait(process: subprocess.Popen[bytes], seconds: float) -> tuple[int, resource.struct_rusage, bool]:
    deadline = time.monotonic() + seconds
    timed_out = False
    try:
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode, usage, timed_out
            if time.monotonic() > deadline and not timed_out:
                timed_out = True
                _kill(process.pid)
            time.sleep(_TICK)
    finally:
        _kill(process.pid)


def _kill(group: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
