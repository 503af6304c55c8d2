"""What a workflow of GitHub reads of what a command writes.

Source: https://docs.github.com/actions, "Workflow commands" and "Environment files".
"""

from __future__ import annotations

import os
import posixpath
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from integen.cli import terminal
from integen.errors import IntegenError

_FILE = re.compile(r"^(::(?:error|warning|notice) file=)([^,:]+)")


def is_running() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


@contextmanager
def group(title: str, *, may_command: bool) -> Iterator[None]:
    """Show a title before what follows, which is folded under it in a workflow.

    There the runner obeys lines that begin with `::`, so text of documents is kept from it by a word that
    nobody knows, unless annotations are what follows.
    """
    if not is_running():
        terminal.say(terminal.painted(f"$ {terminal.safe(title)}", terminal.BOLD, sys.stdout))
        yield
        return
    word = secrets.token_hex(16)
    terminal.say(f"::group::{terminal.safe(title)}")
    if not may_command:
        terminal.say(f"::stop-commands::{word}")
    try:
        yield
    finally:
        if not may_command:
            terminal.say(f"::{word}::")
        terminal.say("::endgroup::")


def from_the_root(line: str, folder: str) -> str:
    """Return an annotation with its file named from the root of the repository, as GitHub looks for it."""
    return _FILE.sub(lambda found: found[1] + posixpath.normpath(posixpath.join(folder, found[2])), line)


def append(variable: str, text: str) -> None:
    """Add to a file that the workflow reads, where there is one. Raises IntegenError."""
    path = os.environ.get(variable)
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise IntegenError(f"cannot write the file of {variable}: {error.strerror}") from error
