"""Reads what a site is made from: a generated package, without its document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from integen.errors import IntegenError
from integen.kit.catalog import Catalog, CatalogError
from integen.output.lock import read_lock
from integen.plan.docs.facts import by_key
from integen.plan.docs.page import Reference
from integen.plan.docs.reference import reference
from integen.plan.oauth.record import NAME as OAUTH
from integen.render.docs import FACTS, FOLDER, LLMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a generated package is."""

    key: str
    directory: Path
    module: str

    @property
    def catalog(self) -> Path:
        return self.directory / self.module / "catalog.json"

    def mark(self) -> tuple[tuple[int, int, int] | None, ...]:
        """Return something that is another thing whenever the package was generated anew."""
        return tuple(map(_mark, (self.catalog, self.directory / FACTS, self.directory / OAUTH)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Records:
    """A catalog as `plan.docs.reference` reads it."""

    integration: Mapping[str, Any]
    operations: Mapping[str, Mapping[str, Any]]
    index: Mapping[str, Any]
    tools: list[Mapping[str, Any]]


def read(place: Place) -> Reference:
    """Return the documentation of a package. Raises IntegenError when it has none, or is damaged."""
    facts = place.directory / FACTS
    if not facts.is_file():
        raise IntegenError(
            f"`{place.key}` was generated without docs",
            hint="generate it with all targets, or with --target docs beside the others",
        )
    lock = read_lock(place.directory)
    targets = lock.options.get("targets", ()) if lock else ()
    try:
        catalog = orjson.loads(place.catalog.read_bytes())
        lines = [orjson.loads(line) for line in facts.read_bytes().splitlines()]
        records = _Records(**{name: catalog[name] for name in _Records.__slots__})
        return reference(records, by_key(lines), _oauth(place.directory / OAUTH), targets)
    except OSError as error:
        raise IntegenError(
            f"cannot read `{error.filename}`: {error.strerror}", hint="generate it again"
        ) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise IntegenError(
            f"what `{place.key}` says of itself is damaged", hint="generate it again with --force"
        ) from error


def header(place: Place) -> Mapping[str, Any]:
    """Return the catalog's record of the API. Raises IntegenError when it is damaged."""
    try:
        return Catalog(place.catalog).header
    except (CatalogError, OSError, ValueError) as error:
        raise IntegenError(f"`{place.catalog}` is damaged", hint="generate it again with --force") from error


def markdown_pages(place: Place) -> dict[str, bytes]:
    """Return the Markdown and `llms.txt` of a package, for those who read a site without a browser."""
    found = {
        f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted((place.directory / FOLDER).glob("*.md"))
    }
    llms = place.directory / LLMS
    return {**found, LLMS: llms.read_bytes()} if llms.is_file() else found


def _oauth(path: Path) -> Mapping[str, Any] | None:
    if not path.is_file():
        return None
    record: Mapping[str, Any] = orjson.loads(path.read_bytes())
    return record


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
