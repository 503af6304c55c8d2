"""What became of one document."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

COMPLETE = "complete"
"""Every operation was generated."""
PARTIAL = "partial"
"""Some were left out; each has a located diagnostic."""
REFUSED = "refused"
"""Nothing can be generated, and a diagnostic says why."""
BAD = (
    "crash",
    "hang",
    "memory",
    "silent",
    "lost",
    "invalid python",
    "import",
    "tools",
    "inspector",
    "tsc",
    "pyright",
)
"""What must not be, from the first step that can fail to the last."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    location: str
    digest: str
    integen: str
    """Digest of the generator that was tried."""
    steps: list[str]
    kind: str = COMPLETE
    """One of the words above; the first step that fails decides."""
    detail: str = ""
    """What the failing step said, shortened."""
    operations: int = 0
    declared: int = 0
    """Counted in the document by the harness itself; 0 where it cannot."""
    skipped: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    """`{code of a diagnostic: how often}`."""
    refusal: str = ""
    """The code with which a document was refused."""
    cpu: dict[str, float] = field(default_factory=dict)
    """Seconds by step."""
    peak: float = 0.0
    """MB of the generator."""

    def failed(self, kind: str, detail: str) -> None:
        """Note a failure; the first one stays."""
        if self.kind not in BAD:
            self.kind, self.detail = kind, detail[-600:]

    @property
    def bad(self) -> bool:
        return self.kind in BAD

    def to_json(self) -> dict[str, Any]:
        return asdict(self)
