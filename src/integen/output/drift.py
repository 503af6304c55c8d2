"""How a generated tree differs from what would be generated now; nothing is written where it stands."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from integen.diagnostics.conflict import conflict_line
from integen.errors import IntegenError
from integen.output.lock import NAME, Lock, digest, lock_bytes
from integen.output.memory import read_memory
from integen.output.staging import Tree, stage, standing_in


class Kind(StrEnum):
    MISSING = "missing"
    EXTRA = "no longer generated"
    OUTDATED = "outdated"
    EDITED = "edited by hand"
    IN_CONFLICT = "left in conflict by a merge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One file that is not what it would be."""

    path: str
    kind: Kind
    before: bytes | None
    """What stands there."""
    after: bytes | None
    """What would."""

    def unified(self) -> Iterator[str]:
        """Yield the lines of a unified diff, without line ends; nothing for what is no text."""
        before, after = (
            (data or b"").decode(errors="replace").splitlines() for data in (self.before, self.after)
        )
        old = f"a/{self.path}" if self.before is not None else "/dev/null"
        new = f"b/{self.path}" if self.after is not None else "/dev/null"
        return difflib.unified_diff(before, after, old, new, lineterm="")


def drift(directory: Path, tree: Tree, lock: Lock, old: Lock | None) -> tuple[Drift, ...]:
    """Return what differs, by path. Raises IntegenError and FormatError."""
    owned = old.files if old else {}
    try:
        return tuple(_drift(directory, tree, lock, owned))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise IntegenError(
            f"cannot compare `{directory}`: {reason}", hint="is there room in the folder for temporary files?"
        ) from error


def _drift(directory: Path, tree: Tree, lock: Lock, owned: Mapping[str, str]) -> Iterator[Drift]:
    with tempfile.TemporaryDirectory(prefix="integen-") as temporary:
        staged = Path(temporary)
        standing = standing_in(directory, {*owned, *tree.paths()})
        made = stage(staged, tree, standing, read_memory(directory))
        new = {path: (staged / path).read_bytes() for path in made.digests if path not in made.reused}
    new[NAME] = lock_bytes(replace(lock, files=made.digests))
    found = {path: _read(directory / path) for path in {*new, *owned} - made.reused}
    for path in sorted(found):
        if found[path] != new.get(path):
            kind = _kind(path, found[path], new, owned)
            yield Drift(path=path, kind=kind, before=found[path], after=new.get(path))


def _kind(path: str, found: bytes | None, new: dict[str, bytes], owned: Mapping[str, str]) -> Kind:
    if found is None:
        return Kind.MISSING
    if conflict_line(found) is not None:
        return Kind.IN_CONFLICT
    recorded = owned.get(path)
    if recorded is not None and digest(found) != recorded:
        return Kind.EDITED
    return Kind.OUTDATED if path in new else Kind.EXTRA


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
