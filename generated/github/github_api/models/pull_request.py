from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from .._kit.models import Model

if TYPE_CHECKING:
    from .branch import Branch
    from .label import Label
    from .person import Person


class PullRequest(Model):
    """`PullRequest`."""

    id: int
    number: int
    title: str
    state: Literal["open", "closed"] | str
    draft: bool | None = None
    html_url: str
    body: str | None = None
    """Markdown."""

    user: Person | None = None
    head: Branch
    base: Branch
    labels: list[Label] | None = None
    requested_reviewers: list[Person] | None = None
    merged: bool | None = None
    mergeable: bool | None = None
    mergeable_state: str | None = None
    commits: int | None = None
    additions: int | None = None
    deletions: int | None = None
    changed_files: int | None = None
    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    merged_at: dt.datetime | None = None
