"""How a client starts a server: the command, its arguments, and what it is told through the environment."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from integen.errors import IntegenError


class Runner(StrEnum):
    INTEGEN = "integen"
    """`integen serve KEY`, from the folder of generated packages: follows every regeneration."""
    SCRIPT = "script"
    """The installed package's own command."""
    UV = "uv"
    """`uv run` in the package's folder, in an environment of its own."""
    UVX = "uvx"
    """The package as published on PyPI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    name: str
    """What the client calls the server."""
    title: str
    command: str
    args: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    """Environment variables with secrets that the server reads."""
    values: dict[str, str] = field(default_factory=dict, repr=False)
    """Their values, only when they are to stand in the file."""


def command_line(runner: Runner, key: str, directory: Path) -> tuple[str, ...]:
    """Return the command that starts a server. Raises IntegenError when it is not to be found here."""
    directory = directory.resolve()
    script, distribution = f"{key}-mcp", f"{key}-api"
    if runner is Runner.SCRIPT:
        return (_found(script, f"install the package first: pip install {directory}"),)
    if runner is Runner.UV:
        return (_found("uv", "see https://docs.astral.sh/uv"), "run", "--directory", str(directory), script)
    if runner is Runner.UVX:
        return (_found("uvx", "see https://docs.astral.sh/uv"), distribution)
    return (*_integen(), "serve", key, "--output", str(directory.parent))


def _integen() -> tuple[str, ...]:
    """Return the command beside this interpreter; clients are not started from the shell that has it."""
    beside = Path(sys.executable).with_name("integen.exe" if sys.platform == "win32" else "integen")
    if beside.is_file():
        return (str(beside),)
    found = shutil.which("integen")
    return (found,) if found else (sys.executable, "-m", "integen")


def _found(program: str, hint: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise IntegenError(f"there is no `{program}` on the path", hint=hint)
    return path
