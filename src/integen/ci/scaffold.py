"""The workflow that a new project begins with: where it goes, and what it says."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from integen import git
from integen.config.project import NAME
from integen.source.address import is_url
from integen.template_folder import template_directory

_BESIDE = (NAME, "overlays/**", "templates/**")
"""What a package is made of beside its document."""
_NIGHTLY = '  schedule:\n    - cron: "17 3 * * *" # a document of the web changes without a push\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a project stands in its repository."""

    root: Path
    """The top of the working tree; the project's own folder outside of git."""
    folder: str
    """The project, named from the root; `.` where it is the root."""
    branch: str = "main"

    @property
    def file(self) -> Path:
        """Return where the workflow goes; a repository may have several projects."""
        name = "generate" if self.folder == "." else f"generate-{re.sub('[^A-Za-z0-9]+', '-', self.folder)}"
        return self.root / ".github" / "workflows" / f"{name.strip('-')}.yml"

    @property
    def is_of_gitlab(self) -> bool:
        return (self.root / ".gitlab-ci.yml").exists()


def place_of(folder: Path) -> Place:
    """Return where a folder stands; it need not be there yet."""
    there = folder.absolute()
    while not there.is_dir():
        there = there.parent
    root = git.root_of(there)
    if root is None:
        return Place(root=folder, folder=".")
    named = os.path.relpath(there.resolve() / folder.absolute().relative_to(there), root)
    return Place(root=root, folder=Path(named).as_posix(), branch=_branch(root))


def _branch(root: Path) -> str:
    """Return the branch that others begin at."""
    try:
        return git.line("symbolic-ref", "--short", "refs/remotes/origin/HEAD", at=root).partition("/")[2]
    except git.GitError:
        usual = [name for name in ("main", "master") if git.commit_of(f"refs/heads/{name}", root)]
        return usual[0] if usual else git.line("branch", "--show-current", at=root) or "main"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """What differs from project to project."""

    place: Place
    specs: Sequence[str]
    """As `integen.toml` names them; overlays are such, too."""
    outputs: Sequence[str] = ("generated",)
    """Where packages go: an edit of one of them is found so."""
    package: str = "'integen[tests]'"
    """What pip installs, as a word of a shell."""
    dependencies: str = NAME
    """The file whose changes make the cache of pip stale."""

    def text(self) -> str:
        values = {
            "@NAME@": _yaml("Generate" if self.place.folder == "." else f"Generate {self.place.folder}"),
            "@BRANCH@": _yaml(self.place.branch),
            "@PATHS@": "\n".join(f"      - {_yaml(path)}" for path in self._paths()),
            "@SCHEDULE@\n": _NIGHTLY if any(map(is_url, self.specs)) else "",
            "@FOLDER@": _yaml(self.place.folder),
            "@DEPENDENCIES@": _yaml(self._from_the_root(self.dependencies)),
            "@PACKAGE@": self.package,
        }
        text = (template_directory() / "project" / "generate.yml").read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(name, value)
        return text

    def _paths(self) -> Iterator[str]:
        """Yield what a change of concerns the packages, each once."""
        own = self.place.file.relative_to(self.place.root).as_posix()
        documents = [_watched(spec) for spec in self.specs if not is_url(spec)]
        outputs = [f"{_as_it_is(output)}/**" for output in self.outputs]
        wanted = [*(documents if self.specs else ["specs/**"]), *_BESIDE, *outputs]
        found = [self._from_the_root(path) for path in wanted]
        yield from dict.fromkeys(path for path in (*found, own) if not path.startswith("../"))

    def _from_the_root(self, path: str) -> str:
        return os.path.normpath(Path(self.place.folder) / path)


def _watched(spec: str) -> str:
    """Return the folder of a document with all below it, where it may refer to; at the top the file alone."""
    folder = Path(spec).parent.as_posix()
    return f"{_as_it_is(folder)}/**" if folder != "." else _as_it_is(spec)


def _as_it_is(path: str) -> str:
    """Return a path as a pattern that fits nothing else. Source: GitHub's "Filter pattern cheat sheet"."""
    return re.sub(r"([*?+!\[\]])", r"\\\1", path)


def _yaml(text: str) -> str:
    """Return text as a scalar of YAML, of which JSON's strings are a part."""
    return json.dumps(text)
