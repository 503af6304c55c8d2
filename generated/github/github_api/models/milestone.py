from __future__ import annotations

import datetime as dt
from typing import Literal

from .._kit.models import Model


class Milestone(Model):
    """`Milestone`."""

    number: int
    title: str
    state: Literal["open", "closed"] | str
    due_on: dt.datetime | None = None
