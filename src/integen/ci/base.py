"""The commit that a project is compared with, and the project as it stood there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from integen import git
from integen.config.load import load
from integen.config.project import Integration, Project
from integen.errors import IntegenError
from integen.output.lock import NAME as LOCK
from integen.source.address import is_url

_USUAL = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the changes of a branch end up, the likeliest first."""
_FULL_NAME = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Where a comparison begins."""

    commit: str
    root: Path
    """The top of the working tree."""

    @property
    def short(self) -> str:
        return self.commit[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A project as it stood. Its paths lead into a folder that lasts as long as `checked_out` does."""

    integrations: Mapping[str, Integration] = field(default_factory=dict)
    problem: str = ""
    """Why it cannot be read; empty when it can, and when there was none."""
    folder: Path | None = None
    """Where its files are for now."""
    commit: str = ""

    def told(self, text: str) -> str:
        """Return a message about one of its files, which is named as git names it: `3f2a91c04d:a.yaml`."""
        for folder in (str(self.folder), os.path.relpath(self.folder)) if self.folder else ():
            text = text.replace(f"{folder}/", f"{self.commit}:")
        return text


def find(folder: Path, wanted: str | None) -> Base | None:
    """Return where the work in `folder` began: the commit that it has in common with `wanted`, or with main.

    None outside of git, and where there is no commit yet. A commit that is named in full and not there counts
    as not named: pipelines name such when a branch is new or was rewritten. Raises IntegenError.
    """
    root = git.root_of(folder)
    if root is None or git.commit_of("HEAD", root) is None:
        return None
    named = git.commit_of(wanted, root) if wanted else None
    if wanted and named is None and not _FULL_NAME.fullmatch(wanted):
        raise IntegenError(f"there is no revision `{wanted}`", hint="name a branch, a tag or a commit of git")
    candidates = [named] if named else [git.commit_of(each, root) for each in (*_USUAL, "HEAD")]
    commit = next(filter(None, candidates))
    return Base(commit=_shared(commit, root) or commit, root=root)


def _shared(commit: str, root: Path) -> str | None:
    """Return the merge base, or None where histories have nothing in common or were cut off."""
    try:
        return git.line("merge-base", commit, "HEAD", at=root).splitlines()[0]
    except git.GitError:
        return None


@contextmanager
def checked_out(base: Base, file: Path) -> Iterator[Past]:
    """Give the project of an `integen.toml` as it stood at the base. Raises IntegenError."""
    with TemporaryDirectory(prefix="integen-") as folder:
        yield _past(base, git.inside(file, base.root), Path(folder).resolve())


def _past(base: Base, file: str | None, top: Path) -> Past:
    if file is None or not _exists(base, file):
        return Past()
    git.extract(base.commit, [git.literal(file)], base.root, top)
    loaded = load(top / file)
    if loaded.diagnostics.has_errors:
        return Past(problem=f"`{file}` had mistakes at {base.short}")
    for pathspecs in (_inputs(base, loaded.project, top), _outputs(base, loaded.project, top)):
        if pathspecs:
            git.extract(base.commit, pathspecs, base.root, top)
    return Past(integrations=loaded.project.integrations, folder=top, commit=base.short)


def _inputs(base: Base, project: Project, top: Path) -> list[str]:
    """Return the folders of documents and overlays: references lead to what is below them only."""
    named = [
        location
        for each in project.integrations.values()
        for location in (each.spec, *each.overlays)
        if not is_url(location)
    ]
    folders = {git.inside(Path(location).parent, top) for location in named}
    packages = {git.inside(each.output / each.key, top) for each in project.integrations.values()}
    found = [git.literal(folder) for folder in sorted(filter(None, folders)) if _exists(base, folder)]
    return found and [*found, *(f":(exclude,literal){package}" for package in sorted(filter(None, packages)))]


def _outputs(base: Base, project: Project, top: Path) -> list[str]:
    """Return what is needed of packages: names that were given, and tools where nothing else tells."""
    found = []
    for each in project.integrations.values():
        package = git.inside(each.output / each.key, top)
        if package is not None:
            found += [path for path in _files(base, package) if _is_needed(path, package, each.spec)]
    return [git.literal(path) for path in found]


def _is_needed(path: str, package: str, spec: str) -> bool:
    parts = path.removeprefix(f"{package}/").split("/")
    return parts == [LOCK] or (is_url(spec) and len(parts) == 2 and parts[1] == "catalog.json")


def _files(base: Base, folder: str) -> list[str]:
    listed = git.git(
        "ls-tree", "-r", "-z", "--name-only", "--full-tree", base.commit, "--", folder, at=base.root
    )
    return [path.decode(errors="surrogateescape") for path in listed.split(b"\0") if path]


def _exists(base: Base, path: str) -> bool:
    return path == "." or bool(
        git.git("ls-tree", "--name-only", "--full-tree", base.commit, "--", path, at=base.root)
    )
