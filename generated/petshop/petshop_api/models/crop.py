from __future__ import annotations

from typing import Required, TypedDict

from .._kit.models import Model


class Crop(Model):
    """`Crop`."""

    x: int
    y: int
    width: int
    height: int


class CropParam(TypedDict, total=False):
    """What may be passed for `Crop`."""

    x: Required[int]
    y: Required[int]
    width: Required[int]
    height: Required[int]
