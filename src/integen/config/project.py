"""A project: its integrations and what holds for all of them. Paths are as the command can open them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from integen.config.hooks import NO_HOOKS, Hooks
from integen.curate.settings import AS_IT_IS, Settings
from integen.lint.settings import Settings as LintSettings
from integen.plan.packaging.publication import UNPUBLISHED, Publication
from integen.source.limits import Limits

NAME = "integen.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header for a private document; its value is in the environment and nowhere else."""

    name: str
    scheme: str
    """A word before the value, such as `Bearer`; may be empty."""
    variable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration:
    """One table of `[integrations]`."""

    key: str
    spec: str
    """A path that can be opened from the working directory, or a URL."""
    overlays: tuple[str, ...] = ()
    headers: tuple[Header, ...] = ()
    allow_private: bool = False
    allow_origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    targets: tuple[str, ...] = ()
    """Empty: all."""
    tool_name_limit: int | None = None
    output_schemas: bool = False
    output: Path = Path("generated")
    templates: Path | None = None
    """A folder of templates that win over those of integen."""
    curation: Settings = AS_IT_IS
    lint: LintSettings = field(default_factory=LintSettings)
    publication: Publication = UNPUBLISHED
    hooks: Hooks = NO_HOOKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    file: Path
    """The `integen.toml`, as the user would write it."""
    integrations: Mapping[str, Integration]
    """By key, in the order of the file."""
    templates: Path | None = None
    """What integrations have that say nothing else."""
    parallel: int | None = None
    """Processes at a time; None: as many as there are processors."""
