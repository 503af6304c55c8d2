from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from .._kit.models import Model

if TYPE_CHECKING:
    from .label import Label
    from .milestone import Milestone
    from .person import Person


class Issue(Model):
    """`Issue`."""

    id: int
    number: int
    title: str
    state: Literal["open", "closed"] | str
    state_reason: Literal["completed", "not_planned", "duplicate", "reopened"] | str | None = None
    html_url: str
    body: str | None = None
    """Markdown."""

    user: Person | None = None
    labels: list[str | Label] | None = None
    assignees: list[Person] | None = None
    milestone: Milestone | None = None
    comments: int | None = None
    locked: bool | None = None
    pull_request: IssuePullRequest | None = None
    """Present when the issue is a pull request."""

    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None


class IssuePullRequest(Model):
    """Present when the issue is a pull request."""

    html_url: str | None = None
    merged_at: dt.datetime | None = None
