"""One package made again, unless that would take tools away by mistake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import orjson

from integen.diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from integen.freshness import Options, Result
from integen.pipeline import Prepared, generate
from integen.source.sources import Sources
from integen.watch.surface import Surface, changed_surface

CATALOG = "catalog.json"

Finding: TypeAlias = tuple[str, str | None, str | None, str]
"""What makes a diagnostic the same in the next run, whatever line it has moved to."""


class HeldError(Exception):
    """Nothing was written: tools would be gone, and not because somebody took them out."""

    def __init__(self, lost: tuple[str, ...], diagnostics: Diagnostics, sources: Sources) -> None:
        super().__init__(f"{len(lost)} tools would be lost")
        self.lost, self.diagnostics, self.sources = lost, diagnostics, sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one run came to."""

    result: Result
    surface: Surface | None
    """What changed for agents; None for a package that is new or serves no agents."""


class Regeneration:
    """Runs the generator again and again for one package."""

    def __init__(self) -> None:
        self._errors: frozenset[Finding] | None = None
        """Of the run that wrote last; None before the first."""
        self._before: bytes | None = None
        self._catalog: Path | None = None

    def __call__(self, options: Options, progress: Callable[[str], None]) -> Round:
        """Raises HeldError, DocumentError and IntegenError; on each the tree stays as it is."""
        self._before = self._catalog = None
        result = generate(options, progress, self._judge)
        self._errors = _errors(result.diagnostics)
        return Round(result=result, surface=self._surface())

    def _judge(self, prepared: Prepared) -> None:
        """Look at what is there before it is replaced. Raises HeldError."""
        self._catalog = prepared.directory / prepared.plan.package.module / CATALOG
        self._before = _content(self._catalog)
        if self._before is None or self._errors is None or _errors(prepared.diagnostics) <= self._errors:
            return
        lost = tuple(sorted(_tools(self._before) - prepared.plan.catalog.index.keys()))
        if lost:
            raise HeldError(lost, prepared.diagnostics, prepared.sources)

    def _surface(self) -> Surface | None:
        after = _content(self._catalog) if self._catalog else None
        if self._before is None or after is None:
            return None
        try:
            return changed_surface(self._before, after)
        except (orjson.JSONDecodeError, LookupError, TypeError, ValueError):
            return None  # what stood there was made by another integen, or by nobody


def finding(diagnostic: Diagnostic) -> Finding:
    return diagnostic.code, diagnostic.source, diagnostic.origin, diagnostic.message


def _errors(diagnostics: Diagnostics) -> frozenset[Finding]:
    return frozenset(finding(each) for each in diagnostics if each.severity is Severity.ERROR)


def _tools(catalog: bytes) -> set[str]:
    try:
        return set(orjson.loads(catalog)["index"])
    except (orjson.JSONDecodeError, LookupError, TypeError):
        return set()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
