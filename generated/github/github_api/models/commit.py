from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .person import Person
    from .signature import Signature


class Commit(Model):
    """`Commit`."""

    sha: str
    html_url: str | None = None
    commit: CommitCommit
    author: Person | None = None
    parents: list[CommitParent] | None = None


class CommitCommit(Model):
    """`commit` of `Commit`."""

    message: str | None = None
    author: Signature | None = None
    committer: Signature | None = None
    comment_count: int | None = None


class CommitParent(Model):
    """`parents` of `Commit`."""

    sha: str | None = None
    html_url: str | None = None
