"""Formats generated Python: one `ruff format` run over the staged tree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped] # ruff ships no types

LINE_LENGTH = 100
_UNPARSED = re.compile(r"^error: Failed to parse (.+):(\d+):(\d+): (.*)$", re.MULTILINE)
_UNWRITTEN = re.compile(r"Failed to (?:write|read)|os error")


class FormatError(Exception):
    """Generated Python does not parse: a bug of integen, unless a template of the user made it."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        match = _UNPARSED.search(told)
        self.path = match[1].replace("\\", "/").removeprefix("./") if match else None
        self.line = int(match[2]) if match else 0
        self.problem = match[4] if match else told


def formatter() -> str:
    """Return what tells one formatter from another."""
    state = Path(find_ruff_bin()).stat()
    return f"{LINE_LENGTH} {state.st_size} {state.st_mtime_ns}"


def format_tree(directory: Path, exclude: tuple[str, ...]) -> None:
    """Format every Python file below `directory` in place. Raises FormatError, OSError for a full disk."""
    command = [
        find_ruff_bin(),
        "format",
        "--isolated",
        "--no-cache",
        f"--line-length={LINE_LENGTH}",
    ]
    command += [f"--exclude={pattern}" for pattern in exclude]
    done = subprocess.run([*command, "."], cwd=directory, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    told = done.stderr.strip() or done.stdout.strip()
    if done.returncode < 0 or (_UNWRITTEN.search(told) and not _UNPARSED.search(told)):
        raise OSError(told or f"the formatter was ended by signal {-done.returncode}")
    raise FormatError(told)
