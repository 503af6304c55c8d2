"""What a server makes of a hand-written `extensions.py`: the server itself is asked, in its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from integen.errors import IntegenError

NAME = "extensions.py"
_SECONDS = 60
"""An extension may do anything when it is imported."""


def extension_at(directory: Path) -> Path | None:
    """Return where the extension of a generated package is, or would be; None where no server takes one."""
    server = next(iter(sorted(directory.glob("*/server.py"))), None)
    return server.with_name(NAME) if server else None


def tools_with(extension: Path) -> frozenset[str]:
    """Return the names of all tools that are served. Raises IntegenError with the server's own words."""
    package = extension.parent
    command = [sys.executable, "-m", f"{package.name}.server", "--list", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(package.parent.absolute())}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise IntegenError(f"`{extension}` does not come to an end when it is imported") from None
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["it fails without a word"]
        shown = said[-1].removeprefix("error: ")
        raise IntegenError(shown.replace(str(extension.absolute()), os.path.relpath(extension)))
    return frozenset(row["name"] for row in json.loads(done.stdout))
