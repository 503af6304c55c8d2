"""Templates of the user's own: which there are, and which of ours they replace. Jinja is not needed here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from integen.errors import IntegenError
from integen.template_folder import template_directory

FOLDER = "templates"
"""Beside `integen.toml`, they are taken without being asked for."""
BASES = ".integen"
"""Inside of the folder: ours as they were when copies were taken."""
SUFFIX = ".jinja"
_NOT_IN_PACKAGES = ("project/", "site/")
"""What `integen init` writes once, and `integen docs` later, is no part of a package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """A folder of templates; equal to another when their texts are, so that caches may hold on to it."""

    folder: Path
    digests: tuple[tuple[str, str], ...]
    """`(path, digest)` of each that is not as ours, sorted."""

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.digests)

    def path(self, name: str) -> Path:
        return self.folder / name


def custom(folder: Path | None) -> Custom | None:
    """Return what a folder changes, or None where that is nothing. Raises IntegenError."""
    if folder is None:
        return None
    if not folder.is_dir():
        raise IntegenError(
            f"there is no folder `{folder}` with templates",
            hint="integen templates eject NAME makes it; without templates of your own leave it out",
        )
    try:
        found = tuple(_changed(folder))
    except OSError as error:
        raise IntegenError(f"cannot read the templates in `{folder}`: {error.strerror or error}") from error
    return Custom(folder=folder, digests=found) if found else None


@lru_cache(maxsize=1)
def ours() -> dict[str, Path]:
    """Return `{name: file}` of every template that packages are made with, sorted."""
    return {name: path for name, path in _built_in().items() if not name.startswith(_NOT_IN_PACKAGES)}


@lru_cache(maxsize=1)
def _built_in() -> dict[str, Path]:
    base = template_directory()
    return {path.relative_to(base).as_posix(): path for path in sorted(base.rglob("*")) if path.is_file()}


def _changed(folder: Path) -> Iterator[tuple[str, str]]:
    known = _built_in()  # so that a copy of the whole folder, which this repository has, changes nothing
    kinds = {name.partition("/")[0] for name in known}
    for name in sorted(_names(folder)):
        if not (name.endswith(SUFFIX) or name.partition("/")[0] in kinds):
            continue  # a README, or what another tool keeps here
        data = (folder / name).read_bytes()
        if name not in known or known[name].read_bytes() != data:
            yield name, hashlib.sha256(data).hexdigest()[:32]


def _names(folder: Path) -> Iterator[str]:
    """Yield what may be meant as a template: no hidden files, no backups of editors, no caches."""
    for place, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith((".", "__"))]
        for name in names:
            if not name.startswith(".") and not name.endswith(("~", ".bak", ".orig", ".rej", ".pyc")):
                yield (Path(place) / name).relative_to(folder).as_posix()
