"""Where a node stands in a text, exactly enough to change it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Offsets in characters."""

    at: int
    """Where its key starts, or the element itself."""
    value: int
    """Where its value starts, after anchors and tags."""
    in_flow: bool = False
    """It stands in brackets, where a comma ends it."""
    is_block: bool = False
    """Its members stand on lines of their own, without brackets."""
    members: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """`{key or index: (where it starts, where its value starts)}`, in the order of the text."""
