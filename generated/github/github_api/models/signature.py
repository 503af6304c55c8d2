from __future__ import annotations

import datetime as dt

from .._kit.models import Model


class Signature(Model):
    """Who wrote or committed a commit, and when."""

    name: str | None = None
    email: str | None = None
    date: dt.datetime | None = None
