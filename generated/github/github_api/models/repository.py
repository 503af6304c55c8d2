from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from .._kit.models import Model

if TYPE_CHECKING:
    from .license import License
    from .person import Person


class Repository(Model):
    """`Repository`."""

    id: int
    name: str
    full_name: str
    owner: Person
    private: bool
    html_url: str
    description: str | None = None
    fork: bool | None = None
    archived: bool | None = None
    visibility: Literal["public", "private", "internal"] | str | None = None
    default_branch: str | None = None
    language: str | None = None
    topics: list[str] | None = None
    license: License | None = None
    stargazers_count: int | None = None
    forks_count: int | None = None
    open_issues_count: int | None = None
    clone_url: str | None = None
    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
    pushed_at: dt.datetime | None = None
