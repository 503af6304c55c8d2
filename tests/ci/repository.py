"""A repository as a team has it: a bare origin on the disk, a clone with a document and its package."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests import forking

ROOT = Path(__file__).parents[2]

DOCUMENT = """\
openapi: 3.1.0
info:
  title: Shop
  version: "1"
  contact: {name: us, url: https://example.com}
servers:
  - url: https://shop.example.com/v1
paths:
  /orders:
    get:
      operationId: orders/list
      tags: [orders]
      summary: Lists the orders of the caller, newest first.
      parameters:
        - {name: limit, in: query, description: Most orders., schema: {type: integer, maximum: 100}}
      responses:
        "200":
          description: The orders.
          content:
            application/json:
              schema: {type: array, items: {type: string}}
"""
CHANGED = DOCUMENT.replace("maximum: 100", "maximum: 50")
"""Takes less: that breaks callers."""
BROKEN = DOCUMENT.replace("maximum: 100", "maximum: many")
PROJECT = """\
[integrations.shop]
spec = "specs/shop.yaml"
targets = ["mcp", "python"{more}]
"""
"""Without the package's own tests, which take seconds, but where they matter."""


def environment(**more: str) -> dict[str, str]:
    """Return variables without what a machine, a workflow or a user may have set."""
    strange = ("GITHUB_", "GIT_", "RUNNER_", "GH_", "CI")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
    return {
        **kept,
        "PYTHONPATH": str(ROOT / "src"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _ME.items()},
        **more,
    }


def _git(*arguments: str, at: Path, **more: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=at, env=environment(**more), capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


_ME = {"NAME": "Ann", "EMAIL": "ann@example.com"}


@dataclass(frozen=True)
class Repository:
    """A clone, and the origin that it pushes to."""

    folder: Path
    origin: Path

    def git(self, *arguments: str, **more: str) -> str:
        return _git(*arguments, at=self.folder, **more)

    def at_origin(self, *arguments: str) -> str:
        return _git(*arguments, at=self.origin)

    def integen(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        return forking.run(arguments, cwd=self.folder, env=environment(**env), timeout=120)

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def commit(self, message: str) -> str:
        """Commit everything and return the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str, document: str) -> str:
        """Push a branch in which the document is another, and return its commit."""
        self.git("switch", "--quiet", "--create", name)
        self.write("specs/shop.yaml", document)
        made = self.commit("Change the document")
        self.git("push", "--quiet", "origin", name)
        return made

    def copied(self, to: Path) -> Repository:
        """Return a copy with an origin of its own."""
        copy = Repository(folder=to / "clone", origin=to / "origin.git")
        shutil.copytree(self.folder, copy.folder, symlinks=True)
        shutil.copytree(self.origin, copy.origin, symlinks=True)
        copy.git("remote", "set-url", "origin", str(copy.origin))
        return copy


def made(at: Path, more: str = "") -> Repository:
    """Make a repository with a project whose package is generated, committed and pushed."""
    repository = Repository(folder=at / "clone", origin=at / "origin.git")
    repository.origin.mkdir()
    repository.at_origin("init", "--quiet", "--bare", "--initial-branch", "main")
    repository.folder.mkdir()
    repository.git("init", "--quiet", "--initial-branch", "main")
    repository.git("remote", "add", "origin", str(repository.origin))
    repository.write("specs/shop.yaml", DOCUMENT)
    repository.write("integen.toml", PROJECT.format(more=more))
    repository.write(".gitignore", "__pycache__/\n*.pyc\n")
    done = repository.integen("generate", "--quiet")
    assert done.returncode == 0, done.stderr
    repository.commit("A project")
    repository.git("push", "--quiet", "--set-upstream", "origin", "main")
    return repository
