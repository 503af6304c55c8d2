"""What the command line says of a run; it wins over the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from integen.plan.packaging.publication import UNPUBLISHED, Publication
from integen.source.reading import Reading

if TYPE_CHECKING:
    from integen.curate.settings import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """Nothing is said by None, by nothing and by False."""

    reading: Reading
    name: str | None = None
    output: Path | None = None
    targets: tuple[str, ...] = ()
    tool_name_limit: int | None = None
    output_schemas: bool = False
    templates: Path | None = None
    include: tuple[Filter, ...] = ()
    exclude: tuple[Filter, ...] = ()
    publication: Publication = UNPUBLISHED
    force: bool = False
    strict: bool = False
