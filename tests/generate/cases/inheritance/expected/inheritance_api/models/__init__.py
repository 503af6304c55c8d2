"""The models of Inheritance. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .animal import Animal as Animal
    from .animal import AnimalParam as AnimalParam
    from .cat import Cat as Cat
    from .cat import CatParam as CatParam
    from .cat_box import CatBox as CatBox
    from .registered import Registered as Registered
    from .stray import Stray as Stray

__getattr__, __dir__ = attach(
    __name__,
    {
        "Animal": "animal",
        "AnimalParam": "animal",
        "Cat": "cat",
        "CatParam": "cat",
        "CatBox": "cat_box",
        "Registered": "registered",
        "Stray": "stray",
    },
)
