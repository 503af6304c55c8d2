"""Documents as they stood in a git revision: `main:specs/github.yaml`."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from integen import git
from integen.errors import IntegenError

_REVISION = re.compile(r"(?P<revision>[^:\s-][^:\s]*):(?P<path>[^:]+)")
_HINT = "write it as REVISION:PATH, such as main:specs/api.yaml, or name two files"


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
    with tempfile.TemporaryDirectory(prefix="integen-") as temporary:
        try:
            inside = PurePosixPath(git.line("rev-parse", "--show-prefix")) / path
            root = Path(git.line("rev-parse", "--show-toplevel"))
            commit = git.commit_of(revision)
            if commit is None:
                raise IntegenError(f"there is no revision `{revision}`", hint=_HINT)
            folder = str(inside.parent)
            git.extract(commit, [] if folder == "." else [folder], root, Path(temporary))
        except git.GitError as error:
            raise IntegenError(f"git cannot give that revision: {error}", hint=_HINT) from None
        document = Path(temporary) / inside
        if not document.exists():
            raise IntegenError(f"`{path}` does not exist in `{revision}`")
        yield document
