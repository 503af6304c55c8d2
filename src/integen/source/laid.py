"""What overlays did to the main document, for whoever wants to tell it."""

from __future__ import annotations

from dataclasses import dataclass

from integen.ir.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one action did."""

    origin: Origin
    """The action, in its overlay."""
    kind: str
    """`update`, `remove`, `copy`, or `nothing`."""
    target: str
    description: str = ""
    matches: int = 0
    """Nodes that the target selects, each counted once."""
    added: int = 0
    """Members that objects got, and elements that arrays got."""
    replaced: int = 0
    """Values that are another than before."""
    removed: int = 0
    failed: bool = False
    """The action could not be carried out, and a diagnostic says why."""

    @property
    def changes(self) -> int:
        return self.added + self.replaced + self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One overlay that was laid over the main document."""

    document: str
    """The document part of origins in it."""
    name: str
    """As the user wrote it or would write it."""
    title: str
    beside: bool
    """It was found next to the main document and not asked for by name."""
    effects: tuple[Effect, ...]

    @property
    def changes(self) -> int:
        return sum(effect.changes for effect in self.effects)
