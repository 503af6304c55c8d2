"""Weather at a place, now and for the next days"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Forecast(Resource):
    """Weather at a place, now and for the next days"""

    def get(
        self,
        *,
        latitude: float,
        longitude: float,
        current: Sequence[
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
        ]
        | Omit = OMIT,
        hourly: Sequence[
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
        ]
        | Omit = OMIT,
        daily: Sequence[
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
        ]
        | Omit = OMIT,
        timezone: str | Omit = OMIT,
        forecast_days: int | Omit = OMIT,
        temperature_unit: Literal["celsius", "fahrenheit"] | Omit = OMIT,
        wind_speed_unit: Literal["kmh", "ms", "mph", "kn"] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Forecast:
        """Get the weather forecast of a place.

        Name the variables that are wanted; without any, only the place itself comes back. Times are in
        `timezone`.

        Args:
            current: Variables for this moment.
            hourly: Variables for every hour.
            daily: Variables for every day; `timezone` decides when a day begins.
            timezone: Name in the IANA database such as `Europe/Berlin`, or `auto` for that of the
                place.
        """
        return self._client.request(
            "GET /forecast",
            query={
                "latitude": latitude,
                "longitude": longitude,
                "current": current,
                "hourly": hourly,
                "daily": daily,
                "timezone": timezone,
                "forecast_days": forecast_days,
                "temperature_unit": temperature_unit,
                "wind_speed_unit": wind_speed_unit,
            },
            returns=models.Forecast,
            options=options,
        )


class AsyncForecast(AsyncResource):
    """Weather at a place, now and for the next days"""

    async def get(
        self,
        *,
        latitude: float,
        longitude: float,
        current: Sequence[
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
        ]
        | Omit = OMIT,
        hourly: Sequence[
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
        ]
        | Omit = OMIT,
        daily: Sequence[
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
        ]
        | Omit = OMIT,
        timezone: str | Omit = OMIT,
        forecast_days: int | Omit = OMIT,
        temperature_unit: Literal["celsius", "fahrenheit"] | Omit = OMIT,
        wind_speed_unit: Literal["kmh", "ms", "mph", "kn"] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Forecast:
        """Get the weather forecast of a place.

        Name the variables that are wanted; without any, only the place itself comes back. Times are in
        `timezone`.

        Args:
            current: Variables for this moment.
            hourly: Variables for every hour.
            daily: Variables for every day; `timezone` decides when a day begins.
            timezone: Name in the IANA database such as `Europe/Berlin`, or `auto` for that of the
                place.
        """
        return await self._client.request(
            "GET /forecast",
            query={
                "latitude": latitude,
                "longitude": longitude,
                "current": current,
                "hourly": hourly,
                "daily": daily,
                "timezone": timezone,
                "forecast_days": forecast_days,
                "temperature_unit": temperature_unit,
                "wind_speed_unit": wind_speed_unit,
            },
            returns=models.Forecast,
            options=options,
        )
