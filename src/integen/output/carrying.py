"""Takes files over from the tree that stands into the one that takes its place: the same files, not copies.

A file that stays keeps its inode and times, so that editors, `make`, git and compiled modules see no change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

_CACHE = "__pycache__"


def carry(staged: Path, directory: Path, paths: Collection[str]) -> None:
    """Put files and links into the staged tree, with what Python has compiled of them. Raises OSError."""
    made: set[str] = set()
    base, target = os.fspath(directory), os.fspath(staged)
    for path in paths:
        _carry(base, target, path, made)
    folders = {path.rpartition("/")[0] for path in paths if path.endswith(".py")}
    for folder in folders:
        inside = f"{folder}/" if folder else ""
        cache = f"{inside}{_CACHE}"
        if not os.path.isdir(f"{base}/{cache}"):  # noqa: PTH112 (thousands of files)
            continue
        for name in os.listdir(f"{base}/{cache}"):  # noqa: PTH208 (thousands of files)
            # Python tells an old one by a second and a size: one of a file that changes must not stay.
            if f"{inside}{name.partition('.')[0]}.py" in paths:
                _carry(base, target, f"{cache}/{name}", made)


def _carry(base: str, target: str, path: str, made: set[str]) -> None:
    folder = path.rpartition("/")[0]
    if folder not in made:
        os.makedirs(f"{target}/{folder}", exist_ok=True)  # noqa: PTH103 (thousands of files)
        made.add(folder)
    source, final = f"{base}/{path}", f"{target}/{path}"
    if os.path.lexists(final):
        os.unlink(final)  # noqa: PTH108 (thousands of files)
    if not os.path.islink(source):  # noqa: PTH114 (thousands of files)
        try:
            os.link(source, final)
            return
        except OSError:
            pass  # a file system without hard links
    shutil.copy2(source, final, follow_symlinks=False)
