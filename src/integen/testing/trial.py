"""Tries mutants one after the other; run as a process with the copied package first on Python's path.

What all have in common is imported once: each mutant then has a forked child of its own, which reads the
wrong files and runs the tests of one operation. Reads mutants as JSON lines, writes `true` (noticed) or
`false` for each; a line with an empty `kind` is the package as it is.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

_IDLE = (
    "cacheprovider unraisableexception threadexception faulthandler junitxml doctest logging stepwise".split()
)
"""Parts of pytest that cost time at the start and find nothing here."""
PATIENCE = 60
"""Seconds of processor time for the tests of one operation: a mutant can make them go on for ever."""


def main(directory: Path) -> None:
    """Try what standard input says."""
    _import_common(directory)
    for line in sys.stdin:
        mutant = json.loads(line)
        path = directory / mutant["file"]
        before = path.read_bytes() if mutant["file"] else b""
        try:
            if mutant["file"]:
                path.write_bytes(
                    before[: mutant["start"]] + mutant["text"].encode() + before[mutant["end"] :]
                )
            noticed = _fails(directory, mutant)
        finally:
            if mutant["file"]:
                path.write_bytes(before)
        sys.stdout.write(json.dumps(noticed) + "\n")
        sys.stdout.flush()


def _import_common(directory: Path) -> None:
    """Import libraries, the judge and its contract; nothing that a mutant changes has been read by then."""
    sys.path[:0] = [str(directory / "tests"), str(directory)]
    os.chdir(directory)
    for name in ("mcp", "mcp.server.lowlevel", "anyio.from_thread", "syrupy", "server", "judge"):
        __import__(name)
    sys.modules["contract"].contract()
    gc.disable()
    gc.freeze()  # a collection would touch, and so copy, all that the children share


def _fails(directory: Path, mutant: dict[str, Any]) -> bool:
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = _tested(directory, mutant)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) != 0


def _tested(directory: Path, mutant: dict[str, Any]) -> int:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    cases: Any = sys.modules["cases"]
    cases.CASES[:] = [case for case in cases.CASES if case.key == mutant["operation"]]
    if not mutant["file"]:
        exec(mutant["text"], {})
    # The bytecode of a wrong file could be taken for that of the right one, written in the same second.
    sys.dont_write_bytecode = mutant["file"].endswith(".py")
    silence = io.StringIO()
    plugins = [word for name in ("syrupy", *(f"no:{each}" for each in _IDLE)) for word in ("-p", name)]
    arguments = ["-x", "-q", "--assert=plain", "--tb=no", *plugins]
    place = [f"--rootdir={directory}", "-c", str(directory / "pyproject.toml"), "tests"]
    with redirect_stdout(silence), redirect_stderr(silence):
        return int(pytest.main([*arguments, *place]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
