from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .moment import Moment
    from .series import Series


class Forecast(Model):
    """`Forecast`."""

    latitude: float
    longitude: float
    elevation: float | None = None
    """Metres above the sea."""

    timezone: str | None = None
    utc_offset_seconds: int | None = None
    current: Moment | None = None
    current_units: dict[str, str] | None = None
    hourly: Series | None = None
    hourly_units: dict[str, str] | None = None
    daily: Series | None = None
    daily_units: dict[str, str] | None = None
