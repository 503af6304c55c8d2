"""The models of Weather. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .day_variable import DayVariable as DayVariable
    from .forecast import Forecast as Forecast
    from .moment import Moment as Moment
    from .moment_variable import MomentVariable as MomentVariable
    from .place import Place as Place
    from .places_search import PlacesSearchResponse as PlacesSearchResponse
    from .problem import Problem as Problem
    from .series import Series as Series

__getattr__, __dir__ = attach(
    __name__,
    {
        "DayVariable": "day_variable",
        "Forecast": "forecast",
        "Moment": "moment",
        "MomentVariable": "moment_variable",
        "Place": "place",
        "PlacesSearchResponse": "places_search",
        "Problem": "problem",
        "Series": "series",
    },
)
