"""What a run of lint is asked: the `[lint]` table of `integen.toml` and the options of the command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FAIL_ON = ("error", "warning", "info", "never")
"""From which severity on the exit code is 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of an agent's context may be taken before a rule speaks, in tokens of four characters."""

    tool: int = 2_000
    """One tool as `tools/list` sends it."""
    tools: int = 50_000
    """All tools together."""
    description: int = 1_000
    """Characters of a summary or description of an operation that are more than anybody reads."""
    arguments: int = 30
    """Of one tool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything has the value that fits most documents."""

    select: tuple[str, ...] = ()
    """Codes (`IG704`) or beginnings of codes (`IG7`) that are reported; all when empty."""
    ignore: tuple[str, ...] = ()
    """Codes or beginnings that are not reported, each alone or with a place: `IG704 at #/paths/~1pets/*`.

    In a place `*` is one step of the pointer, `**` at its end any number of them.
    """
    fail_on: str = "error"
    """One of `FAIL_ON`."""
    budget: Budget = field(default_factory=Budget)
    repairs: Mapping[str, bool] = field(default_factory=dict)
    """`{name of a repair: False}` for what is not to be mended; see `lower.repairs.REPAIRS`."""
