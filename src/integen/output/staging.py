"""Puts a generated tree into a folder of its own: only what differs from what stands there is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from integen.output.format import format_tree
from integen.output.lock import digest
from integen.output.memory import Memory

FORMATTED = (".py", ".md")
"""What the formatter changes: Python, and Python in Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A whole generated package in memory."""

    rendered: Mapping[str, str]
    """Files that come as text: `{path: text}`."""
    copied: Mapping[str, bytes]
    """Files that come as bytes: `{path: bytes}`."""
    unformatted: tuple[str, ...] = ()
    """Folders that the formatter leaves alone."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """`{path: name}` of files that templates of the user's own made."""

    def files(self) -> Iterator[tuple[str, bytes, bool]]:
        """Yield path, bytes, and whether they are formatted after they are written."""
        for path, text in self.rendered.items():
            yield path, text.encode(), path.endswith(FORMATTED)
        for path, data in self.copied.items():
            yield path, data, path.endswith(FORMATTED) and not self._is_excluded(path)

    def _is_excluded(self, path: str) -> bool:
        return not set(self.unformatted).isdisjoint(path.split("/"))

    def paths(self) -> set[str]:
        return {*self.rendered, *self.copied}


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What is in the folder, and what may be taken from where the tree stands."""

    digests: Mapping[str, str]
    """`{path: digest}` of every generated file, sorted."""
    reused: frozenset[str]
    """What was not written: the file that stands there has these bytes."""
    memory: Memory


def stage(staged: Path, tree: Tree, standing: Mapping[str, str], memory: Memory) -> Staged:
    """Write what differs from `standing`, formatted. Raises OSError and FormatError."""
    digests: dict[str, str] = {}
    texts: dict[str, str] = {}
    reused: set[str] = set()
    written: list[str] = []
    target = _Folder(staged)
    for path, data, is_formatted in tree.files():
        known: str | None = digest(data)
        if is_formatted:
            texts[path] = known or ""
            known = memory.formatted(path, texts[path])
        if known is not None and standing.get(path) == known:
            digests[path] = known
            reused.add(path)
            continue
        target.write(path, data)
        if is_formatted:
            written.append(path)
        else:
            digests[path] = known or ""
    if written:
        format_tree(staged, tree.unformatted)
    for path in written:
        digests[path] = digest(target.read(path))
        if standing.get(path) == digests[path]:
            target.remove(path)
            reused.add(path)
    return Staged(
        digests=dict(sorted(digests.items())),
        reused=frozenset(reused),
        memory=Memory({path: (text, digests[path]) for path, text in texts.items()}),
    )


def standing_in(directory: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return `{path: digest}` of those paths that are files; links are none."""
    base = os.fspath(directory)
    found = {}
    for path in paths:
        full = f"{base}/{path}"
        if os.path.isfile(full) and not os.path.islink(full):  # noqa: PTH113, PTH114 (thousands of files)
            with open(full, "rb", buffering=0) as file:  # noqa: PTH123 (thousands of files)
                found[path] = digest(file.read())
    return found


class _Folder:
    """A folder in which thousands of files are written: texts instead of `Path`s, each folder made once."""

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root)
        self._made: set[str] = set()
        root.mkdir(parents=True, exist_ok=True)

    def write(self, path: str, data: bytes) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(f"{self._root}/{folder}", exist_ok=True)  # noqa: PTH103 (thousands of files)
            self._made.add(folder)
        with open(f"{self._root}/{path}", "wb") as file:  # noqa: PTH123 (thousands of files)
            file.write(data)

    def read(self, path: str) -> bytes:
        with open(f"{self._root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 (thousands of files)
            return file.read()

    def remove(self, path: str) -> None:
        os.unlink(f"{self._root}/{path}")  # noqa: PTH108 (thousands of files)
