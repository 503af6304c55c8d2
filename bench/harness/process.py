"""Runs a command and says what it cost: CPU seconds of its process tree and the largest process of it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

TAIL = 400
"""Characters kept of what a failed command wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one contender needed for one piece of work."""

    cpu: float | None = None
    """Seconds, user and system, of the process and every child that it waited for."""
    peak: float | None = None
    """MB (1,000,000 bytes) of the largest process, not the sum of them."""
    wall: float | None = None
    """Seconds; says little on a busy machine."""
    note: str = ""
    failed: str = ""
    """Why there is no figure; what the command wrote last."""

    def to_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value not in (None, "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One command, as the person at a terminal would give it."""

    command: Sequence[str | Path]
    cwd: Path | None = None
    env: Mapping[str, str] | None = None
    """Added to the environment."""
    before: Callable[[], None] | None = None
    """Not measured: makes the folder as it has to be."""


def once(run: Run) -> tuple[Figure, str]:
    """Return the cost of one run and all that it wrote."""
    if run.before:
        run.before()
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in run.command],
        cwd=run.cwd,
        env={**os.environ, **(run.env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout
    written = process.stdout.read().decode(errors="replace")
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    figure = Figure(
        cpu=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * 1024 / 1e6,
        wall=time.perf_counter() - started,
        failed=f"exit {process.returncode}: {written[-TAIL:].strip()}" if process.returncode else "",
    )
    return figure, written


def best(run: Run, times: int) -> tuple[Figure, str]:
    """Return the cheapest of some runs; the first failure ends them. Noise only ever adds."""
    cheapest, written = once(run)
    for _ in range(times - 1):
        if cheapest.failed:
            break
        figure, text = once(run)
        if figure.failed or (figure.cpu or 0) < (cheapest.cpu or 0):
            cheapest, written = figure, text
    return cheapest, written


def minus(figure: Figure, base: Figure, note: str) -> Figure:
    """Return the figure without what `base` needed anyway; memory is left as it is."""
    if figure.failed or base.failed or figure.cpu is None or base.cpu is None:
        return figure
    return replace(figure, cpu=max(figure.cpu - base.cpu, 0.0), note=note)


def of_process(pid: int) -> tuple[float, float]:
    """Return CPU seconds so far and peak MB of a process that still runs (Linux; steps of 10 ms)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    peak = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line[:6] == "VmHWM:")
    return ticks / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) * 1024 / 1e6
