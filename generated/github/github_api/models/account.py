from __future__ import annotations

import datetime as dt

from .person import Person


class Account(Person):
    """`Account`."""

    name: str | None = None
    company: str | None = None
    email: str | None = None
    bio: str | None = None
    location: str | None = None
    public_repos: int | None = None
    followers: int | None = None
    following: int | None = None
    created_at: dt.datetime | None = None
