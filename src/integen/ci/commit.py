"""Commits what was generated and pushes it: onto the branch that it belongs to, or onto one of its own."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from integen import git
from integen.ci.event import Event
from integen.errors import IntegenError

NAME, EMAIL = "github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"
TRAILER = "Generated-by: integen ci"
_LISTED = 5


class Pushed(StrEnum):
    DONE = "pushed"
    OVERTAKEN = "overtaken"
    """Somebody pushed to the branch meanwhile: the run for that will commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """What is generated, in the working tree that it is in."""

    root: Path
    packages: Mapping[str, Path]
    """`{"github": Path("generated/github")}`"""

    @property
    def outside(self) -> tuple[str, ...]:
        """Return the integrations whose packages no commit can hold."""
        return tuple(key for key, folder in self.packages.items() if git.inside(folder, self.root) is None)

    def changed(self) -> dict[str, list[str]]:
        """Return for each integration that differs from the last commit its files, named from the root."""
        found = {key: self._changed(folder) for key, folder in self.packages.items()}
        return {key: files for key, files in found.items() if files}

    def commit(self, keys: Iterable[str], message: str, more: Mapping[str, str]) -> None:
        """Commit these packages as they stand there and nothing else, also where more is staged."""
        paths = [git.inside(self.packages[key], self.root) for key in keys]
        pathspecs = [git.literal(path) for path in paths if path]
        git.git("add", "--all", "--", *pathspecs, at=self.root)
        own = ("-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null")
        told = ("commit", "--quiet", "--message", message, "--only", "--", *pathspecs)
        git.git(*own, *told, at=self.root, more=more)

    def _changed(self, folder: Path) -> list[str]:
        inside = git.inside(folder, self.root)
        if inside is None:
            return []
        options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all")
        listed = git.git("status", *options, "--", git.literal(inside), at=self.root)
        return [entry[3:].decode(errors="surrogateescape") for entry in listed.split(b"\0") if entry]


@dataclass(frozen=True, kw_only=True)
class Commit:
    """What is to be committed, and where it goes."""

    tree: Tree
    event: Event
    branch: str
    """That it is pushed to."""
    is_own: bool = False
    """Whether the branch is ours alone, so that what it held is replaced."""
    remote: str = "origin"

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return the integrations that differ from the last commit; without any nothing is to be done."""
        return tuple(self.tree.changed())

    @cached_property
    def parent(self) -> str:
        return git.line("rev-parse", "HEAD", at=self.tree.root)

    @property
    def message(self) -> str:
        more = f" and {len(self.keys) - _LISTED} more" if len(self.keys) > _LISTED else ""
        named = ", ".join(self.keys[:_LISTED]) + more
        return f"Generate {named}\n\nWhat the documents of {self.parent[:10]} make.\n\n{TRAILER}\n"

    def push(self) -> Pushed:
        """Commit and push. Raises IntegenError.

        The commit has the time of its parent, so that the same run twice makes the same commit.
        """
        self._check()
        time = git.line("show", "-s", "--format=%ct", self.parent, at=self.tree.root)
        self.tree.commit(self.keys, self.message, _identity(time))
        return self._pushed()

    def _check(self) -> None:
        reference = f"refs/heads/{self.branch}"
        try:
            git.git("check-ref-format", reference, at=self.tree.root)
        except git.GitError:
            raise IntegenError(f"`{self.branch}` is not the name of a branch") from None
        if not self.is_own and self.event.name in ("push", "pull_request") and self._follows_itself():
            raise IntegenError(
                "the last commit was made here, and what is generated differs again: it would never end",
                hint="does everybody run the same version of integen? see: integen generate --check",
            )

    def _follows_itself(self) -> bool:
        told = git.line(
            "log", "-1", "--format=%ce%n%(trailers:key=Generated-by,valueonly)", at=self.tree.root
        )
        return told.split() == [EMAIL, *TRAILER.partition(": ")[2].split()]

    def _pushed(self) -> Pushed:
        force = "+" if self.is_own else ""
        more = _credentials(self.event)
        reference = f"refs/heads/{self.branch}"
        try:
            git.git("push", "--quiet", self.remote, f"{force}HEAD:{reference}", at=self.tree.root, more=more)
        except git.GitError as error:
            listed = git.git("ls-remote", self.remote, reference, at=self.tree.root, more=more).split()
            if not self.is_own and listed and listed[0].decode() != self.parent:
                return Pushed.OVERTAKEN
            raise IntegenError(
                f"cannot push to `{self.branch}`: {error}",
                hint="the token needs `contents: write`, and rules of the branch may ask for a pull request",
            ) from None
        return Pushed.DONE


def _identity(time: str) -> Mapping[str, str]:
    return {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", NAME), ("EMAIL", EMAIL), ("DATE", f"{time} +0000"))
    }


def _credentials(event: Event) -> Mapping[str, str]:
    """Return variables that make git send the token to its own server, and nothing that it has beside."""
    if not event.token:
        return {}
    encoded = base64.b64encode(f"x-access-token:{event.token}".encode()).decode()
    name = f"http.{event.server}/.extraheader"
    return git.configured((name, ""), (name, f"Authorization: Basic {encoded}"))
