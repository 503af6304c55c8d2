"""What `integen.toml` and the command line ask of the curation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a run that has nothing to do reads settings and no document
    from integen.curate.selector import Selector
    from integen.diagnostics.diagnostic import Position
    from integen.ir.curation import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands that is no part of a document: a file as the user wrote it, or a flag."""

    source: str
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    selector: Selector
    by: str
    """As messages say it: `--exclude deprecated`, `exclude` of `integen.toml`."""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is said of the operations that a selector finds; of two rules the later one wins."""

    selector: Selector
    statements: tuple[Said, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    include: tuple[Filter, ...] = ()
    """Empty: all. Otherwise an operation must fit one of them."""
    exclude: tuple[Filter, ...] = ()
    rules: tuple[Rule, ...] = ()
    instructions: str | None = None
    toolsets: Mapping[str, str] = field(default_factory=dict)
    """Descriptions of toolsets."""

    def recorded(self) -> dict[str, Any]:
        """Return what locks hold: the filters in words, all else as a digest; empty when nothing is asked."""
        found: dict[str, Any] = {
            "include": [each.selector.text for each in self.include],
            "exclude": [each.selector.text for each in self.exclude],
            "rules": _digest(self) if self.rules or self.instructions or self.toolsets else None,
        }
        return {name: value for name, value in found.items() if value}


AS_IT_IS = Settings()


def _digest(settings: Settings) -> str:
    told = [
        [rule.selector.text, [[said.fact, said.argument, said.value] for said in rule.statements]]
        for rule in settings.rules
    ]
    value = [told, settings.instructions, dict(settings.toolsets)]
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
