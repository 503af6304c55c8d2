"""Runs several integrations at once, each in a process of its own, and tells of them in their order."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Any

from integen.cli import boundary
from integen.errors import IntegenError


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one run wrote, and its exit code."""

    code: int
    out: str
    err: str


def all_of(jobs: Sequence[Callable[[], int]], parallel: int | None) -> Iterator[Told]:
    """Yield what each job said, in their order. Jobs can be pickled."""
    processes = min(parallel or os.cpu_count() or 1, len(jobs))
    if processes < 2:
        yield from map(_captured, jobs)
        return
    # Not `fork`: libraries of this process may have threads, whose locks a copy would never see released.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(_captured, jobs)
        except BrokenProcessPool as error:
            raise IntegenError(
                "a process ended before its time", hint="was it short of memory? set `parallel = 1`"
            ) from error


def _captured(job: Callable[[], Any]) -> Told:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = boundary.guarded(job)
    return Told(code=code, out=out.getvalue(), err=err.getvalue())


def without_output(told: Told) -> Told:
    """Return what was said beside the result."""
    return replace(told, out="")


def repeated(told: Told) -> None:
    """Write what a run wrote, its problems before its result."""
    sys.stderr.write(told.err)
    sys.stderr.flush()
    sys.stdout.write(told.out)
    sys.stdout.flush()
