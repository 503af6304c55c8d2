from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .repository import Repository


class CodeMatch(Model):
    """`CodeMatch`."""

    name: str
    path: str
    sha: str
    html_url: str
    repository: Repository
