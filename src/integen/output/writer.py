"""Writes a generated tree: stage what changes, carry over all else, lock last, swap.

A file that somebody edited after it was generated is kept as it is and reported; files that integen never
wrote are carried over untouched, and so are generated ones whose bytes do not change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from integen.diagnostics.conflict import conflict_line
from integen.errors import IntegenError
from integen.output.carrying import carry
from integen.output.lock import NAME, Lock, lock_bytes
from integen.output.memory import read_memory, write_memory
from integen.output.place import place_of
from integen.output.staging import Tree, stage, standing_in
from integen.output.swap import recover, swap_in

_IGNORED = frozenset(("__pycache__", ".pytest_cache", ".ruff_cache", ".mypy_cache"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    written: int
    unchanged: int
    """Files that were not touched."""
    removed: int
    kept: tuple[str, ...]
    """Files in the place of generated ones that were kept: hand-edited, or not known to be ours."""


def write_tree(directory: Path, tree: Tree, lock: Lock, old: Lock | None, *, force: bool = False) -> Written:
    """Make `directory` hold exactly `tree`, its lock, and what is not ours.

    Raises IntegenError, and FormatError for Python that is none; then nothing is changed.
    """
    final = recovered(directory)
    staged = final.with_name(f".{final.name}.staged-{os.getpid()}")
    owned = old.files if old else {}
    with _told(directory):
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(staged, ignore_errors=True)
            standing = standing_in(final, {*owned, *tree.paths()})
            made = stage(staged, tree, standing, read_memory(final))
            result, taken = _sorted_out(final, made.digests, standing, owned, force=force)
            carry(staged, final, taken)
            (staged / NAME).write_bytes(lock_bytes(replace(lock, files=made.digests)))
            swap_in(staged, final)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    write_memory(final, made.memory)
    return result


def recovered(directory: Path) -> Path:
    """Finish what a killed run left, and return the folder to write. Raises IntegenError."""
    final = place_of(directory)
    with _told(directory):
        recover(final)
    return final


@contextmanager
def _told(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise IntegenError(
            f"cannot write `{directory}`: {reason}", hint="choose another folder with `--output`"
        ) from error


def _sorted_out(
    directory: Path,
    new: Mapping[str, str],
    standing: Mapping[str, str],
    owned: Mapping[str, str],
    *,
    force: bool,
) -> tuple[Written, set[str]]:
    """Return what happens to each file, and which are taken from where they stand. Raises IntegenError."""
    taken, kept, removed, unchanged = set(), [], 0, 0
    for path in paths(directory):
        ours = path in owned or path in new
        found = standing.get(path)
        # Without a lock nothing is known to be ours: what differs from what would be written may be an edit.
        edited = ours and (found is None or found not in (owned.get(path), new.get(path)))
        if edited and not force:
            kept.append(path)
        if not ours or (edited and not force):
            taken.add(path)
        elif path not in new:
            removed += 1
        elif new[path] == found:
            taken.add(path)
            unchanged += 1
    _refuse_conflicts(directory, kept)
    written = len(new) - unchanged - sum(path in new for path in kept)
    return Written(written=written, unchanged=unchanged, removed=removed, kept=tuple(kept)), taken


def _refuse_conflicts(directory: Path, kept: list[str]) -> None:
    """Raise IntegenError where an edit is none but what a merge has left."""
    for path in kept:
        full = directory / path
        line = conflict_line(full.read_bytes()) if full.is_file() else None
        if line is not None:
            raise IntegenError(
                f"`{full}` has merge conflict markers in line {line}",
                hint="generate with --force, which makes it anew, or take either side of it",
            )


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
