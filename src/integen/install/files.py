"""Reads and replaces configurations: whole or not at all, with a copy of what stood there before."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from integen.errors import IntegenError

BACKUP = ".before-integen"
"""What is added to the name of the copy; it holds what stood there before the last change."""
_LARGEST = 50_000_000
_PRIVATE = 0o600


def read(path: Path) -> str | None:
    """Return a configuration's text with its own line ends, None where there is none. Raises IntegenError."""
    try:
        if path.stat().st_size > _LARGEST:
            raise IntegenError(f"`{path}` is too large for a configuration")
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise IntegenError(f"`{path}` is no UTF-8 text") from error
    except OSError as error:
        raise IntegenError(f"cannot read `{path}`: {error.strerror or error}") from error


def write(path: Path, text: str, *, before: str | None) -> Path | None:
    """Replace a configuration and return its backup. Raises IntegenError, also when it changed meanwhile.

    A link stays a link; a new file is readable by its owner only.
    """
    target = path.resolve()
    if read(target) != before:
        raise IntegenError(f"`{path}` was changed by another program meanwhile", hint="run it again")
    temporary = target.with_name(f".{target.name}.{os.getpid()}.integen")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        backup = _backed_up(target) if before is not None else None
        _write_whole(temporary, text, target)
        temporary.replace(target)
    except OSError as error:
        raise IntegenError(f"cannot write `{path}`: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return backup


def _backed_up(target: Path) -> Path:
    backup = target.with_name(target.name + BACKUP)
    backup.unlink(missing_ok=True)  # also where it is a link: what it leads to stays as it is
    shutil.copy2(target, backup)
    return backup


def _write_whole(temporary: Path, text: str, target: Path) -> None:
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE
    )
    with os.fdopen(descriptor, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, temporary)
