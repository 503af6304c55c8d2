"""Runs git: bounded in time, without a prompt, in words that do not depend on the user's language."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from integen.errors import IntegenError

SECONDS = 120
_PLAIN = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
NOTHING: Mapping[str, str] = {}


class GitError(IntegenError):
    """git is missing, or refused; the message is the first line that it said."""


def git(*arguments: str, at: Path | None = None, more: Mapping[str, str] = NOTHING) -> bytes:
    """Return what git writes; `more` are variables of its environment. Raises GitError."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=at,
            env={**os.environ, **_PLAIN, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
    except FileNotFoundError:
        raise GitError("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"`git {arguments[0]}` took longer than {SECONDS} seconds") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(said[0] if said else f"`git {arguments[0]}` failed") from None
    return done.stdout


def line(*arguments: str, at: Path | None = None) -> str:
    """Return what git writes on its one line. Raises GitError."""
    return git(*arguments, at=at).decode(errors="replace").strip()


def configured(*settings: tuple[str, str]) -> dict[str, str]:
    """Return variables that configure git for one run, beside what the environment already says.

    They are in no argument, which others could see, and in no file, which would stay.
    """
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    found = {"GIT_CONFIG_COUNT": str(first + len(settings))}
    for number, (name, value) in enumerate(settings, first):
        found |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def commit_of(revision: str, at: Path | None = None) -> str | None:
    """Return the full name of the commit that a revision is, or None where there is no such."""
    try:
        return line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", at=at)
    except GitError:
        return None


def root_of(folder: Path) -> Path | None:
    """Return the top of the working tree around a folder, or None outside of one.

    Raises GitError where git does not trust it, as in containers whose user does not own the checkout.
    """
    try:
        return Path(line("rev-parse", "--show-toplevel", at=folder))
    except GitError as error:
        if "dubious ownership" in str(error):
            hint = "tell git that it is yours: git config --global --add safe.directory '*'"
            raise GitError(str(error), hint=hint) from None
        return None


def inside(path: Path, root: Path) -> str | None:
    """Return a path as git names it from the root of a working tree, or None for what is elsewhere.

    The last name is taken as it is: git knows a link as a link.
    """
    found = path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name
    top = root.resolve()
    return found.relative_to(top).as_posix() if found.is_relative_to(top) else None


def literal(path: str) -> str:
    """Return a pathspec that fits this path and what is below it, whatever characters are in it."""
    return f":(literal){path}"


def extract(commit: str, paths: Sequence[str], root: Path, into: Path) -> None:
    """Write files as they stood in a commit; `paths` are pathspecs from `root`, or none. Raises GitError."""
    archive = git("archive", "--format=tar", commit, "--", *paths, at=root)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(into, filter="data")
