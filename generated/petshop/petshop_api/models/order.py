from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .._kit.models import Model, TextDecimal

if TYPE_CHECKING:
    from .pet import Pet


class Order(Model):
    """`Order`."""

    number: int
    pets: list[Pet]
    total: TextDecimal
    paid: dt.datetime | None = None
    attributes: dict[str, str | float | bool] | None = None
    """Whatever the till wants to keep."""
