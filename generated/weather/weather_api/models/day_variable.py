from __future__ import annotations

from typing import Literal, TypeAlias

DayVariable: TypeAlias = (
    Literal[
        "temperature_2m_max",
        "temperature_2m_min",
        "sunrise",
        "sunset",
        "precipitation_sum",
        "precipitation_probability_max",
        "weather_code",
        "wind_speed_10m_max",
        "uv_index_max",
    ]
    | str
)
"""`DayVariable`."""
