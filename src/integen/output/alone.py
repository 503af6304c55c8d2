"""Keeps runs apart that write the same tree: the second waits, and begins with what the first has made."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from integen.errors import IntegenError
from integen.output.place import kept_at

try:
    import fcntl
except ImportError:  # Windows: there the last run wins, with a whole tree of its own
    fcntl = None  # type: ignore[assignment] # as mypy takes it on Linux

WAITING = "waiting for another run that writes the same package"
"""What a run has to tell then."""
PATIENCE = 300.0
"""Seconds to wait; the largest documents take a tenth of it."""
_STEP = 0.1


@contextmanager
def alone(
    directory: Path,
    waiting: Callable[[], None],
    *,
    patience: float = PATIENCE,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold the tree; `waiting` is called when another run does. Raises IntegenError when that takes too long.

    The system lets go when a process dies. Where nothing can be locked (no cache folder), nothing is.
    """
    file = _opened(kept_at(directory, "lock")) if fcntl is not None else None
    if file is None:
        yield
        return
    with file:
        if not _held(file):
            waiting()
            _wait(file, directory, patience, pause)
        with suppress(OSError):  # a full disk: the one that waits will not know whom for
            file.truncate(0)
            file.write(str(os.getpid()).encode())
        yield


def _wait(file: BinaryIO, directory: Path, patience: float, pause: Callable[[float], None]) -> None:
    for _ in range(int(patience / _STEP)):
        pause(_STEP)
        if _held(file):
            return
    file.seek(0)
    holder = file.read(20).decode(errors="replace")
    named = f", process {holder}," if holder.isdigit() else ""
    raise IntegenError(
        f"another run of integen{named} is writing `{directory}`", hint="wait until it has ended, or end it"
    )


def _held(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system that cannot lock
    return True


def _opened(path: Path) -> BinaryIO | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+b", buffering=0)
    except OSError:
        return None
