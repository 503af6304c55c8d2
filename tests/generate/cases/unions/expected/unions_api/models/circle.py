from __future__ import annotations

from typing import Literal, Required, TypedDict

from .._kit.models import Model


class Circle(Model):
    """`Circle`."""

    kind: Literal["circle"]
    radius: float | None = None


class CircleParam(TypedDict, total=False):
    """What may be passed for `Circle`."""

    kind: Required[Literal["circle"]]
    radius: float
