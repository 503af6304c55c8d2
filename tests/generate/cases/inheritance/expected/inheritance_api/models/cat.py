from __future__ import annotations

from typing import Required

from .animal import Animal, AnimalParam


class Cat(Animal):
    """An animal that purrs."""

    indoor: bool


class CatParam(AnimalParam, total=False):
    """What may be passed for `Cat`."""

    indoor: Required[bool]
