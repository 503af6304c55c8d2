from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .person import Person


class Comment(Model):
    """`Comment`."""

    id: int
    html_url: str
    body: str | None = None
    """Markdown."""

    user: Person | None = None
    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
