from __future__ import annotations

import datetime as dt
from typing import Annotated

from .._kit.models import Model, Wire


class User(Model):
    """`User`."""

    first_name: Annotated[str, Wire("firstName")]
    last_seen_at: Annotated[dt.datetime | None, Wire("lastSeenAt")] = None
    home_url: Annotated[str | None, Wire("homeURL")] = None
    snake_case: str | None = None
    plain: bool | None = None
