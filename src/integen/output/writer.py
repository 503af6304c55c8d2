"""Writes a generated tree: stage, format, carry over what is not ours, lock last, swap.

A file that somebody edited after it was generated is kept as it is and reported; files that integen never
wrote are carried over untouched.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from integen.errors import IntegenError
from integen.output.format import format_tree
from integen.output.lock import NAME, Lock, digest, lock_bytes
from integen.output.swap import recover, swap_in

_IGNORED = frozenset(("__pycache__", ".pytest_cache", ".ruff_cache", ".mypy_cache"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A whole generated package in memory."""

    rendered: Mapping[str, str]
    """Python and other text that is formatted after it is written: `{path: text}`."""
    copied: Mapping[str, bytes]
    """Files that are written as they are: `{path: bytes}`."""
    unformatted: tuple[str, ...] = ()
    """Folders that the formatter leaves alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    written: int
    unchanged: int
    removed: int
    kept: tuple[str, ...]
    """Files in the place of generated ones that were kept: hand-edited, or not known to be ours."""


def write_tree(directory: Path, tree: Tree, lock: Lock, old: Lock | None, *, force: bool = False) -> Written:
    """Make `directory` hold exactly `tree`, its lock, and what is not ours. Raises IntegenError."""
    staged = directory.with_name(f".{directory.name}.staged-{os.getpid()}")
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        recover(directory)
        shutil.rmtree(staged, ignore_errors=True)
        stage(staged, tree)
        result = _finish(staged, directory, lock, old, force=force)
        swap_in(staged, directory)
    except OSError as error:
        raise IntegenError(
            f"cannot write `{directory}`: {error.strerror or error}",
            hint="choose another folder with `--output`",
        ) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return result


def stage(staged: Path, tree: Tree) -> None:
    """Write the files of a tree into a folder of its own, formatted. Raises OSError."""
    folders = {os.path.dirname(path) for path in (*tree.rendered, *tree.copied)}  # noqa: PTH120 (thousands of files)
    for folder in sorted(folders):
        (staged / folder).mkdir(parents=True, exist_ok=True)
    base = os.fspath(staged)
    for path, text in tree.rendered.items():
        _write(f"{base}/{path}", text.encode())
    for path, data in tree.copied.items():
        _write(f"{base}/{path}", data)
    format_tree(staged, tree.unformatted)


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 (thousands of files)
        file.write(data)


def _finish(staged: Path, directory: Path, lock: Lock, old: Lock | None, *, force: bool) -> Written:
    new = {path: _digest_of(staged, path) or "" for path in paths(staged)}
    owned = old.files if old else {}
    kept, removed, unchanged = [], 0, 0
    for path in paths(directory):
        ours = path in owned or path in new
        found = _digest_of(directory, path) if ours else None
        # Without a lock nothing is known to be ours: what differs from what would be written may be an edit.
        edited = ours and found not in (owned.get(path), new.get(path))
        if not ours or (edited and not force):
            _carry(staged, path, directory)
            if edited:
                kept.append(path)
        elif path not in new:
            removed += 1
        elif new[path] == found:
            unchanged += 1
    _write(os.fspath(staged / NAME), lock_bytes(replace(lock, files=dict(sorted(new.items())))))
    return Written(
        written=len(new) - unchanged - sum(path in new for path in kept),
        unchanged=unchanged,
        removed=removed,
        kept=tuple(kept),
    )


def _carry(staged: Path, path: str, directory: Path) -> None:
    """Put a file or link that is not ours into the staged tree: the same file where it can be linked."""
    source, target = directory / path, staged / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if not source.is_symlink():
        try:
            os.link(source, target)
            return
        except OSError:
            pass  # a file system without hard links
    shutil.copy2(source, target, follow_symlinks=False)


def paths(directory: Path) -> Iterator[str]:
    """Yield the path of every file and link below, sorted; caches and the lock itself are left out."""
    base = os.fspath(directory)
    for folder, folders, names in os.walk(base):
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114 (thousands)
        folders[:] = sorted(name for name in folders if name not in _IGNORED)
        for name in sorted((*names, *links)):
            relative = os.path.relpath(f"{folder}/{name}", base).replace(os.sep, "/")
            if relative != NAME:
                yield relative


def _digest_of(directory: Path, path: str) -> str | None:
    """Return the digest of a file's content; None for what is no file, such as a dangling link."""
    full = f"{os.fspath(directory)}/{path}"
    if not os.path.isfile(full):  # noqa: PTH113 (thousands)
        return None
    with open(full, "rb", buffering=0) as file:  # noqa: PTH123 (thousands of files)
        return digest(file.read())
