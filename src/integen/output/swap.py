"""Puts a staged directory in the place of another in one step: a kill leaves the old tree or the new one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def swap_in(staged: Path, final: Path) -> None:
    """Make `staged` stand at `final`; what stood there before is removed afterwards."""
    if not final.exists():
        staged.rename(final)
        return
    if _exchange(staged, final):
        shutil.rmtree(staged, ignore_errors=True)
        return
    # NOTE: without an atomic exchange no tree is at `final` for a moment; the next run's `recover` ends it.
    aside = aside_of(final)
    final.rename(aside)
    staged.rename(final)
    shutil.rmtree(aside, ignore_errors=True)


def aside_of(final: Path) -> Path:
    return final.with_name(f".{final.name}.old")


def recover(final: Path) -> None:
    """Finish what a killed run left behind: put an old tree back, remove staged ones of dead processes."""
    aside = aside_of(final)
    if aside.is_dir():
        if final.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(final)
    for stale in final.parent.glob(f".{final.name}.staged-*"):
        owner = stale.name.rpartition("-")[2]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(stale, ignore_errors=True)


def has_litter(final: Path) -> bool:
    """Whether a run may have been killed while it wrote here."""
    return aside_of(final).is_dir() or any(final.parent.glob(f".{final.name}.staged-*"))


def _alive(process: int) -> bool:
    if sys.platform == "win32":
        return True  # signal 0 is Ctrl-C there: asking would interrupt
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two directories atomically; False where the system or file system cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False  # Windows cannot even open its own program as a library
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            arguments = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
            return bool(library.renameat2(*arguments) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP) == 0)
    except (OSError, AttributeError):
        return False
    return False
