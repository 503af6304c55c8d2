from __future__ import annotations

import datetime as dt

from .._kit.models import Model


class Review(Model):
    """`Review`."""

    id: int
    state: str
    body: str | None = None
    html_url: str | None = None
    commit_id: str | None = None
    submitted_at: dt.datetime | None = None
