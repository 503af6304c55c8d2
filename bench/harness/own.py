"""integen's commands, run by the interpreter that runs the harness."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from harness.peers import BENCH, WORK, cleared
from harness.process import Run, once

GENERATED = WORK / "integen"


def environment() -> dict[str, str]:
    paths = [str(BENCH.parent / "src"), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}


def command(*arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "integen", *arguments]


def generate(
    key: str,
    document: Path,
    *,
    fresh: bool = True,
    targets: tuple[str, ...] = ("mcp", "python"),
    output: Path | None = None,
) -> Run:
    output = output or GENERATED / key
    wanted = [part for target in targets for part in ("--target", target)]
    return Run(
        command=command(
            "generate", "--spec", document, "--name", key, "--output", output, "--quiet", *wanted
        ),
        env=environment(),
        # Exit 1 with a whole package is what a document with one broken operation gives.
        before=(lambda: cleared(output) and None) if fresh else None,
    )


def package_path(key: str) -> Path:
    return GENERATED / key / key


def ensured(key: str, document: Path) -> Path:
    """Return the folder of the generated package, generated if it is not there."""
    folder = package_path(key)
    if not (folder / "integen.lock").exists():
        figure, written = once(generate(key, document))
        if not (folder / "integen.lock").exists():
            raise RuntimeError(f"integen generated nothing: {figure.failed or written}")
    return folder


def server(key: str, document: Path, *flags: str) -> tuple[list[str | Path], dict[str, str]]:
    """Return command and environment of the generated server."""
    folder = ensured(key, document)
    return [sys.executable, "-m", f"{key}_api.server", *flags], {"PYTHONPATH": str(folder)}
