from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .content import Content


class FileCommit(Model):
    """`FileCommit`."""

    content: Content | None = None
    """Null after a deletion."""

    commit: FileCommitCommit


class FileCommitCommit(Model):
    """`commit` of `FileCommit`."""

    sha: str | None = None
    message: str | None = None
    html_url: str | None = None
