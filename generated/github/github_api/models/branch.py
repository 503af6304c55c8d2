from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .repository import Repository


class Branch(Model):
    """One end of a pull request."""

    label: str | None = None
    ref: str
    sha: str
    repo: Repository | None = None
