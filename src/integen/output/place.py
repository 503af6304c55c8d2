"""Where a generated tree stands, and what of integen's is kept about it in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from integen.errors import IntegenError
from integen.output.lock import NAME
from integen.source.user_folders import cache_folder


def place_of(directory: Path) -> Path:
    """Return the folder to write, links followed. Raises IntegenError where no package can be."""
    hint = "choose another folder with `--output`"
    final = directory.resolve() if directory.is_symlink() else directory
    if directory.is_symlink() and not final.exists():
        raise IntegenError(f"`{directory}` is a link that leads nowhere", hint=hint)
    for each in (final, *final.parents):
        if each.exists() and not each.is_dir():
            named = directory if each == final else each
            raise IntegenError(f"`{named}` is a file and not a folder", hint=hint)
    for around in final.absolute().parents:
        if (around / NAME).is_file():
            shown = os.path.relpath(around)
            message = f"`{directory}` would be inside of another generated package, `{shown}`"
            raise IntegenError(message, hint=hint)
    return final


def kept_at(directory: Path, kind: str) -> Path:
    """Return the file that keeps something about a tree, outside of it."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(directory))).hexdigest()[:24]
    return (cache_folder() or Path(os.devnull)) / "stamps" / f"{name}.{kind}"


def keep(path: Path, data: bytes) -> None:
    """Write such a file; a cache that cannot be written only costs the next run its time."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
