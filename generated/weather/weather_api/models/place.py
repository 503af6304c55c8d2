from __future__ import annotations

from .._kit.models import Model


class Place(Model):
    """`Place`."""

    id: int
    name: str
    latitude: float
    longitude: float
    elevation: float | None = None
    country: str | None = None
    country_code: str | None = None
    admin1: str | None = None
    """State or province."""

    timezone: str | None = None
    population: int | None = None
    postcodes: list[str] | None = None
