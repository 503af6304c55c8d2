"""How much one set of documents may cost; each is far above what real documents need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    bytes: int = 100_000_000
    """Of one document, and of all together; the largest real one known has 46 million."""
    documents: int = 10_000
    """In a set; a real one has 1,500."""
    seconds: float = 300.0
    """To download one document."""
    overlay_seconds: float = 60.0
    """Of computing in the queries of overlays; one query over the largest documents takes a second or two."""
    overlay_nodes: int = 10_000_000
    """Values that overlays may add; the largest real document known has four million."""
