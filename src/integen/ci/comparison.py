"""What changed in each integration since the base, with everything that the project said and says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import orjson

from integen.ci.base import Past
from integen.config.options import options_of
from integen.config.overrides import Overrides
from integen.config.project import Integration
from integen.diagnostics.diagnostic import DocumentError
from integen.difference.change import Severity
from integen.difference.compare import Difference, compare
from integen.difference.side import Side, of_document, of_package
from integen.errors import IntegenError
from integen.freshness import recorded
from integen.output.lock import Lock, read_lock
from integen.source.address import is_url

BUMPS = ("none", "patch", "minor", "major")
"""What semantic versioning asks for, the least first."""


class Standing(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    UNKNOWN = "not compared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One integration, then and now."""

    key: str
    standing: Standing
    difference: Difference | None = None
    """There when it changed."""
    reason: str = ""
    """Why it was not compared, or what the reader should know of it."""

    @property
    def counts(self) -> dict[Severity, int]:
        """Return how many changes there are; an integration that is gone is one that breaks."""
        if self.difference is not None:
            return {severity: len(self.difference.of(severity)) for severity in Severity}
        alone = {Standing.REMOVED: Severity.BREAKING, Standing.ADDED: Severity.SAFE}.get(self.standing)
        return {severity: int(severity is alone) for severity in Severity}

    @property
    def bump(self) -> str:
        if self.difference is not None:
            return self.difference.bump
        return {Standing.REMOVED: "major", Standing.ADDED: "minor"}.get(self.standing, "none")


def compared(
    now: Mapping[str, Integration],
    past: Past,
    keys: Sequence[str],
    overrides: Overrides,
    environment: Mapping[str, str],
) -> Iterator[Compared]:
    """Yield what became of each integration: those of now in their order, then those that are gone."""
    wanted = [key for key in (*now, *past.integrations) if not keys or key in keys]
    for key in dict.fromkeys(wanted):
        before, after = past.integrations.get(key), now.get(key)
        if after is None:
            yield Compared(key=key, standing=Standing.REMOVED)
        elif past.problem:
            yield Compared(key=key, standing=Standing.UNKNOWN, reason=past.problem)
        elif before is None:
            yield Compared(key=key, standing=Standing.ADDED)
        else:
            pair = _Pair(before=before, after=after, overrides=overrides, environment=environment)
            found = pair.compared()
            yield replace(found, reason=past.told(found.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """An integration that was there and is."""

    before: Integration
    after: Integration
    overrides: Overrides
    environment: Mapping[str, str] = field(repr=False)

    def compared(self) -> Compared:
        try:
            of_web = is_url(self.after.spec) or is_url(self.before.spec)
            sides = self._packages() if of_web else self._documents()
        except DocumentError as error:
            wrong = error.diagnostic
            named = f"`{wrong.source}`: " if wrong.source else ""
            return self._told(Standing.UNKNOWN, reason=f"{named}{wrong.code}: {wrong.message}")
        except IntegenError as error:
            return self._told(Standing.UNKNOWN, reason=str(error))
        if sides is None:
            return self._told(Standing.SAME)
        difference = compare(*sides)
        return self._told(Standing.CHANGED if difference.changes else Standing.SAME, difference=difference)

    def _told(self, standing: Standing, **more: Any) -> Compared:
        return Compared(key=self.after.key, standing=standing, **more)

    def _documents(self) -> tuple[Side, Side] | None:
        """Return both sides, or None when what was generated then was made of what stands there now."""
        lock = read_lock(self.before.output / self.before.key) or Lock()
        options = options_of(self.after, self.overrides, self.environment)
        after, sources, _ = of_document(options, "now", lock.names)
        said = orjson.loads(orjson.dumps(recorded(options)))
        if lock.source == sources.digest() and said == lock.options:
            return None
        before = options_of(self.before, self.overrides, self.environment)
        return of_document(before, "before", lock.names)[0], after

    def _packages(self) -> tuple[Side, Side]:
        """Return both sides as they were generated: what a URL gave then is known from that only."""
        return _package(self.before, "then"), _package(self.after, "now")


def _package(integration: Integration, when: str) -> Side:
    folder = integration.output / integration.key
    for catalog in sorted(folder.glob("*/catalog.json")):
        return of_package(folder, catalog.parent.name, when)
    raise IntegenError(f"it is made of a URL, and there is no package of {when} whose tools could tell")


def worst(bumps: Sequence[str]) -> str:
    """Return the greatest of version bumps."""
    return max(bumps, key=BUMPS.index, default="none")
