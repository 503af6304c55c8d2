"""Shows on standard error what a long run is doing, if that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from integen.cli import terminal

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 0.4
"""Seconds after which a run counts as long."""


@contextmanager
def shown(*, quiet: bool, clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[str], None]]:
    """Yield a function that takes the name of each stage as it begins.

    That a run waits for another is told everybody, for it may take long.
    """
    if quiet or not terminal.is_terminal(sys.stderr):
        yield _told_when_waiting
        return
    spinner = _Spinner(clock)
    try:
        yield spinner.stage
    finally:
        spinner.stop()


def _told_when_waiting(name: str) -> None:
    from integen.output.alone import WAITING

    if name == WAITING:
        terminal.remark(name)


class _Spinner:
    """Appears with the first stage that begins after a while, so that short runs never load rich."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = clock()
        self._status: Status | None = None

    def stage(self, name: str) -> None:
        _told_when_waiting(name)
        if self._status is not None:
            self._status.update(name)
        elif self._clock() - self._started > PATIENCE:
            self._status = terminal.console(sys.stderr).status(name)
            self._status.start()

    def stop(self) -> None:
        if self._status is not None:
            self._status.stop()
