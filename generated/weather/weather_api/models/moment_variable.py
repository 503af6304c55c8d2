from __future__ import annotations

from typing import Literal, TypeAlias

MomentVariable: TypeAlias = (
    Literal[
        "temperature_2m",
        "apparent_temperature",
        "relative_humidity_2m",
        "precipitation",
        "rain",
        "snowfall",
        "weather_code",
        "cloud_cover",
        "pressure_msl",
        "wind_speed_10m",
        "wind_direction_10m",
        "wind_gusts_10m",
    ]
    | str
)
"""`MomentVariable`."""
