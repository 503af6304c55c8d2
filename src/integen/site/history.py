"""What changed for agents from version to version: the catalogs that git remembers, compared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from integen import git
from integen.difference.change import Change
from integen.difference.compare import compare
from integen.difference.side import Side, of_package
from integen.errors import IntegenError
from integen.site.package import Place

MOST = 20
"""Versions that are looked at."""
_SECTIONS = ("integration", "operations", "index", "tools")

Catalog = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one commit changed; the first one has no changes."""

    commit: str
    """Empty for what is not committed yet."""
    day: str
    """`2026-11-20`"""
    subject: str
    version: str
    """Of the API."""
    tools: int
    changes: tuple[Change, ...]
    is_first: bool = False


def history(place: Place, most: int = MOST) -> tuple[Version, ...]:
    """Return the versions, the newest first; nothing outside of a git repository."""
    if most < 1 or git.root_of(place.directory) is None:
        return ()
    found: list[tuple[str, str, str, Catalog]] = []
    current = _read(place.catalog.read_bytes())
    if current is not None:
        found.append(("", "", "Not committed yet", current))
    for commit, day, subject in _log(place, most + 1):
        catalog = _read(_shown(place, commit))
        if catalog is None:
            break
        if found and all(found[-1][3][name] == catalog[name] for name in _SECTIONS):
            found[-1] = (commit, day, subject, catalog)
        else:
            found.append((commit, day, subject, catalog))
    return tuple(_versions(place, found, most))


def _versions(place: Place, found: list[tuple[str, str, str, Catalog]], most: int) -> Iterator[Version]:
    if len(found) == 1 and not found[0][0]:
        return  # nothing is committed
    for number, (commit, day, subject, catalog) in enumerate(found[:most]):
        before = found[number + 1][3] if number + 1 < len(found) else None
        yield Version(
            commit=commit,
            day=day,
            subject=subject,
            version=str(catalog["integration"].get("version", "")),
            tools=len(catalog["tools"]),
            changes=_changes(place, before, catalog) if before is not None else (),
            is_first=before is None,
        )


def _log(place: Place, most: int) -> list[tuple[str, str, str]]:
    path = f"{place.module}/catalog.json"
    try:
        told = git.git(
            "log", f"-n{most * 3}", "--format=%H%x1f%cs%x1f%s", "--", path, at=place.directory
        ).decode(errors="replace")
    except git.GitError:
        return []
    rows = (row.split("\x1f", 2) for row in told.splitlines())
    return [(row[0], row[1], row[2]) for row in rows if len(row) == 3][:most]


def _shown(place: Place, commit: str) -> bytes:
    try:
        return git.git("show", f"{commit}:./{place.module}/catalog.json", at=place.directory)
    except git.GitError:
        return b""


def _read(data: bytes) -> Catalog | None:
    try:
        catalog = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    is_whole = isinstance(catalog, dict) and all(name in catalog for name in _SECTIONS)
    return catalog if is_whole else None


def _changes(place: Place, before: Catalog, after: Catalog) -> tuple[Change, ...]:
    """Compare what differs only: thousands of operations are the same."""
    keys = _differing(before, after)
    with tempfile.TemporaryDirectory(prefix="integen-") as folder:
        try:
            sides = [
                _side(Path(folder) / name, place.module, _reduced(catalog, keys))
                for name, catalog in (("before", before), ("after", after))
            ]
            return compare(*sides).changes
        except (IntegenError, LookupError, TypeError, ValueError):
            return ()  # a catalog of an older form


def _differing(before: Catalog, after: Catalog) -> set[str]:
    """Return the keys of operations whose record or tool is not the same."""
    every = {*before["operations"], *after["operations"]}
    if before["integration"].get("security") != after["integration"].get("security"):
        return every
    one, other = _by_operation(before), _by_operation(after)
    return {key for key in every if one.get(key) != other.get(key)}


def _by_operation(catalog: Catalog) -> dict[str, Any]:
    listed = {tool["name"]: tool for tool in catalog["tools"]}
    tools = {entry[0]: (entry, listed.get(name)) for name, entry in catalog["index"].items()}
    return {key: (record, tools.get(key)) for key, record in catalog["operations"].items()}


def _reduced(catalog: Catalog, keys: set[str]) -> Catalog:
    index = {name: entry for name, entry in catalog["index"].items() if entry[0] in keys}
    return {
        "integration": catalog["integration"],
        "index": index,
        "operations": {key: each for key, each in catalog["operations"].items() if key in keys},
        "tools": [tool for tool in catalog["tools"] if tool["name"] in index],
    }


def _side(folder: Path, module: str, catalog: Catalog) -> Side:
    (folder / module).mkdir(parents=True)
    (folder / module / "catalog.json").write_bytes(orjson.dumps(catalog))
    return of_package(folder, module, folder.name)
