"""Writes a site into a folder: whole or not at all, and never over what is not a site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from integen.errors import IntegenError
from integen.output.swap import recover, swap_in

MARK = ".integen-site"
"""The file that says that a folder was made here and may be made anew."""
_MARKED = b"Made by `integen docs`: everything in this folder is replaced by the next run.\n"


def write_site(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make the folder hold exactly these files. Raises IntegenError."""
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 (a link is not to be followed)
    staged = folder.with_name(f".{folder.name}.staged-{os.getpid()}")
    try:
        _refuse(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        recover(folder)
        shutil.rmtree(staged, ignore_errors=True)
        for path, data in {**files, MARK: _MARKED}.items():
            target = staged / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        swap_in(staged, folder)
    except OSError as error:
        raise IntegenError(
            f"cannot write `{folder}`: {error.strerror or error}", hint="choose another folder with -o"
        ) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _refuse(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise IntegenError(f"`{folder}` is no folder", hint="choose another one with -o")
    if folder.is_dir() and not (folder / MARK).is_file() and any(folder.iterdir()):
        raise IntegenError(
            f"`{folder}` holds something that is no site of integen",
            hint="choose an empty folder, or a new one, with -o",
        )
