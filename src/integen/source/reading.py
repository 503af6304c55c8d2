"""How documents are got: what is sent for them, what may be reached, what is laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from integen.source.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sent to the main document's own origin only, and stored nowhere."""
    overlays: tuple[str, ...] = ()
    """Paths or URLs of OpenAPI Overlay documents, applied in this order."""
    refresh: bool = False
    """Ask the server even when the kept copy is young."""
    offline: bool = False
    """Use the kept copies and never the network."""
    allow_private: bool = False
    """Also reach private, loopback and link-local addresses."""
    allow_origins: tuple[str, ...] = ()
    """Further origins, such as `https://schemas.example.com`, that references may lead to."""
    limits: Limits = field(default_factory=Limits)
