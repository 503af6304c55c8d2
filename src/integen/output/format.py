"""Formats generated Python: one `ruff format` run over the staged tree."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped] # ruff ships no types

LINE_LENGTH = 100


class FormatError(Exception):
    """Generated Python does not parse: a bug of integen, never the user's."""


def format_tree(directory: Path, exclude: tuple[str, ...]) -> None:
    """Format every Python file below `directory` in place. Raises FormatError."""
    command = [
        find_ruff_bin(),
        "format",
        "--isolated",
        "--no-cache",
        f"--line-length={LINE_LENGTH}",
    ]
    command += [f"--exclude={pattern}" for pattern in exclude]
    done = subprocess.run([*command, "."], cwd=directory, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FormatError(done.stderr.strip() or done.stdout.strip())
