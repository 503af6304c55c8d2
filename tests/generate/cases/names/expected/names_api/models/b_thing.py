from __future__ import annotations

import datetime as dt
from typing import Annotated

from .._kit.models import Model, Wire


class BThing(Model):
    """`a.b.Thing`."""

    class_: Annotated[str | None, Wire("class")] = None
    links: Annotated[BThingLinks | None, Wire("_links")] = None
    odd_key: Annotated[str | None, Wire("odd key!")] = None
    copy_: Annotated[str | None, Wire("copy")] = None
    date: dt.date | None = None
    a_b_: Annotated[str | None, Wire("a-b")] = None
    a_b: str | None = None


class BThingLinks(Model):
    """`_links` of `BThing`."""

    self_: Annotated[str | None, Wire("self")] = None
