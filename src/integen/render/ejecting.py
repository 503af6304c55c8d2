"""Copies of our templates: taken, compared with what ours are now, and brought up to date.

Beside each copy ours is kept as it was then, so that an upgrade can tell what integen changed from what the
user did. Nothing here prints.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from integen.diagnostics.conflict import conflict_line
from integen.diagnostics.diagnostic import Diagnostics
from integen.errors import IntegenError
from integen.render.custom import BASES, SUFFIX, Custom, custom, ours


class State(StrEnum):
    OURS = "integen's"
    SAME = "yours, as integen's"
    YOURS = "yours"
    OUTDATED = "yours, integen's has changed"
    PARTIAL = "yours, a part of others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One template: what there is of it."""

    name: str
    state: State


def copies(folder: Path | None) -> tuple[Copy, ...]:
    """Return every template with who has it, sorted. Raises IntegenError."""
    known = ours()
    found = custom(folder) if folder is not None and folder.is_dir() else None
    parts = sorted((found.names if found else frozenset()) - known.keys())
    listed = [Copy(name=name, state=_state(folder, name)) for name in known]
    return tuple(sorted((*listed, *(Copy(name=name, state=State.PARTIAL) for name in parts)), key=_by_name))


def _by_name(copy: Copy) -> str:
    return copy.name


def _state(folder: Path | None, name: str) -> State:
    if folder is None or not (folder / name).is_file():
        return State.OURS
    if _read(folder / name) == _read(ours()[name]):
        return State.SAME
    base = folder / BASES / name
    return State.OUTDATED if base.is_file() and _read(base) != _read(ours()[name]) else State.YOURS


def remark_outdated(own: Custom, diagnostics: Diagnostics) -> None:
    """Warn of copies that lack what integen has changed since."""
    for name in sorted(own.names & ours().keys()):
        if _state(own.folder, name) is State.OUTDATED:
            message = "integen has changed its template since yours was copied"
            hint = f"integen templates diff {name} shows the changes, integen templates merge takes them over"
            diagnostics.report("IG649", message, source=str(own.path(name)), hint=hint)


def full_name(written: str) -> str:
    """Return the name of a template, which may be written without `.jinja`. Raises IntegenError."""
    from difflib import get_close_matches

    known = ours()
    name = written.removeprefix("templates/")
    for candidate in (name, f"{name}{SUFFIX}"):
        if candidate in known:
            return candidate
    near = get_close_matches(f"{name.removesuffix(SUFFIX)}{SUFFIX}", known, n=3, cutoff=0.5)
    listed = ", ".join(f"`{each}`" for each in near)
    raise IntegenError(
        f"there is no template `{written}`",
        hint=f"did you mean {listed}?" if near else "integen templates list shows all",
    )


def eject(folder: Path, name: str, *, force: bool = False) -> Path:
    """Copy one of ours, to be changed there. Raises IntegenError where there is one already."""
    target = folder / name
    if target.exists() and not force:
        raise IntegenError(
            f"`{target}` is there already",
            hint=f"--force replaces it; integen templates merge {name} brings it up to date",
        )
    data = _read(ours()[name])
    _write(folder / BASES / name, data)
    _write(target, data)
    return target


def changes(folder: Path, name: str, *, mine: bool = False) -> Iterator[str]:
    """Yield a unified diff: what integen has changed since the copy was made; with `mine`, what you have.

    Where nobody knows what was copied, it is what yours has other than ours.
    """
    base = folder / BASES / name
    present, yours = ours()[name], folder / name
    if mine or not base.is_file():
        before = (base, f"integen's/{name}") if base.is_file() else (present, f"integen's/{name}")
        return _difference(*before, yours, f"yours/{name}")
    return _difference(base, f"copied/{name}", present, f"integen's/{name}")


def merge(folder: Path, name: str) -> int | None:
    """Take over what integen has changed since; return the first line in conflict, or None where all fits.

    Raises IntegenError without a copy, without what was copied, or without git.
    """
    target, base = folder / name, folder / BASES / name
    if not target.is_file():
        raise IntegenError(f"`{target}` is not there", hint=f"integen templates eject {name} makes it")
    if not base.is_file():
        raise IntegenError(
            f"nobody knows what `{target}` was copied from",
            hint=f"integen templates diff {name} shows how it differs from integen's",
        )
    if conflict_line(_read(target)) is not None:
        raise IntegenError(f"`{target}` has conflicts that are not resolved", hint="resolve them, then merge")
    merged = _merged(target, base, ours()[name])
    _write(target, merged)
    _write(base, _read(ours()[name]))
    return conflict_line(merged)


def _merged(yours: Path, base: Path, present: Path) -> bytes:
    with tempfile.TemporaryDirectory(prefix="integen-") as folder:
        names = {"yours": yours, "copied": base, "integen": present}
        for label, path in names.items():
            (Path(folder) / label).write_bytes(_read(path))
        labels = [word for label in names for word in ("-L", label)]
        try:
            done = subprocess.run(
                ["git", "merge-file", "-p", *labels, *names], cwd=folder, capture_output=True, check=False
            )
        except OSError as error:
            raise IntegenError("git is needed to merge", hint="install git, or edit by hand") from error
    if done.returncode < 0 or done.returncode > 127:
        raise IntegenError(f"git could not merge `{yours}`: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _difference(one: Path, called: str, other: Path, also_called: str) -> Iterator[str]:
    before, after = (_read(path).decode(errors="replace").splitlines() for path in (one, other))
    return unified_diff(before, after, called, also_called, lineterm="")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise IntegenError(f"cannot read `{path}`: {(error.strerror or 'it failed').lower()}") from error


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise IntegenError(f"cannot write `{path}`: {(error.strerror or 'it failed').lower()}") from error
