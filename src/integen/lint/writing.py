"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from integen.errors import IntegenError


def replace_file(path: Path, data: bytes) -> None:
    """Put the data in the place of what the file held; links are followed, permissions stay.

    Raises IntegenError; the file is then as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    staged = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        staged.chmod(mode if mode is not None else 0o666 & ~_umask())
        staged.replace(target)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _unwritable(path: Path, error: OSError) -> IntegenError:
    reason = (error.strerror or "unusable path").lower()
    return IntegenError(f"`{path}` cannot be written: {reason}", hint="check the path and its permissions")
