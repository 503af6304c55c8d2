"""One package that is watched: what it is made of, and what is known of its last run."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from integen.freshness import Options, recorded
from integen.watch.extension import extension_at
from integen.watch.inputs import Inputs
from integen.watch.regeneration import Finding, Regeneration


@dataclass(slots=True)
class Tracked:
    key: str
    """Of the integration, or the document where there is none."""
    options: Options
    regenerate: Regeneration = field(default_factory=Regeneration)
    inputs: Inputs = field(init=False)
    extension: Path | None = None
    """Where its `extensions.py` is, or would be; None before the first run and without a server."""
    served: frozenset[str] | None = None
    """Names of the tools that the extension leaves; None without one, or while it fails."""
    findings: frozenset[Finding] = frozenset()
    """What has been told of its documents."""
    kept: tuple[str, ...] = ()
    """Edited files that have been told of."""
    _near: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.inputs = Inputs(self.options)

    def paths(self) -> frozenset[str]:
        """Return all that is to be looked at."""
        self._near |= self.inputs.paths()
        return self._near | self._hand_written

    def is_made_of(self, changed: frozenset[str]) -> bool:
        """Tell whether one of these files is an input, or has been one since the last run."""
        return not changed.isdisjoint(self._near)

    def is_extended_by(self, changed: frozenset[str]) -> bool:
        return not changed.isdisjoint(self._hand_written)

    def wants(self, options: Options) -> bool:
        """Take other options; tell whether they make another package."""
        other = _essence(options) != _essence(self.options)
        self.options = options
        self.inputs = Inputs(options, self.inputs.documents)
        return other

    def ran(self, inputs: Inputs, directory: Path | None = None) -> None:
        """Take what a run has read and where it wrote; nowhere where it failed."""
        self.inputs, self._near = inputs, inputs.paths()
        if directory is not None:
            self.extension = extension_at(directory)

    @property
    def _hand_written(self) -> frozenset[str]:
        return frozenset((str(self.extension.absolute()),)) if self.extension else frozenset()


def _essence(options: Options) -> tuple[Any, ...]:
    """Return what matters of options; where `integen.toml` says it is none of that."""
    made = recorded(replace(options, templates=None))
    return (
        options.spec,
        options.name,
        options.output,
        options.reading,
        options.strict,
        options.templates,
        made,
    )
