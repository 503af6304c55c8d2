"""Documents as they stood in a git revision: `main:specs/github.yaml`."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from integen.errors import IntegenError

_REVISION = re.compile(r"(?P<revision>[^:\s-][^:\s]*):(?P<path>[^:]+)")
_SECONDS = 60


def is_revision(location: str) -> bool:
    """Tell whether a location names a revision and a path, and not a file, a URL or a drive."""
    if Path(location).exists() or "://" in location:
        return False
    found = _REVISION.fullmatch(location)
    return found is not None and len(found["revision"]) > 1


@contextmanager
def checked_out(location: str) -> Iterator[Path]:
    """Give the path of the document with the folder that it stands in, as it was. Raises IntegenError."""
    found = _REVISION.fullmatch(location)
    assert found is not None
    revision, path = found["revision"], PurePosixPath(found["path"])
    prefix = _git("rev-parse", "--show-prefix").decode().strip()
    root = Path(_git("rev-parse", "--show-toplevel").decode().strip())
    inside = PurePosixPath(prefix) / path
    folder = str(inside.parent)
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    archive = _git(
        "archive", "--format=tar", commit.decode().strip(), *([] if folder == "." else [folder]), at=root
    )
    with tempfile.TemporaryDirectory(prefix="integen-") as temporary:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(temporary, filter="data")
        document = Path(temporary) / inside
        if not document.exists():
            raise IntegenError(f"`{path}` does not exist in `{revision}`")
        yield document


def _git(*arguments: str, at: Path | None = None) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=True, timeout=_SECONDS, cwd=at)
    except FileNotFoundError:
        raise IntegenError("git is not installed", hint="name two files instead") from None
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = getattr(error, "stderr", b"") or b""
        reason = said.decode(errors="replace").strip().splitlines()
        raise IntegenError(
            f"git cannot give that revision{': ' + reason[0] if reason else ''}",
            hint="write it as REVISION:PATH, such as main:specs/api.yaml",
        ) from None
    return done.stdout
