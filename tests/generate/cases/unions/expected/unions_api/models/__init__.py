"""The models of Unions. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .circle import Circle as Circle
    from .circle import CircleParam as CircleParam
    from .group import Group as Group
    from .group import GroupParam as GroupParam
    from .inline import Inline as Inline
    from .inline import InlineLeft as InlineLeft
    from .inline import InlineMaybe as InlineMaybe
    from .inline import InlineWithB as InlineWithB
    from .json import Json as Json
    from .shape import Shape as Shape
    from .shape import ShapeParam as ShapeParam

__getattr__, __dir__ = attach(
    __name__,
    {
        "Circle": "circle",
        "CircleParam": "circle",
        "Group": "group",
        "GroupParam": "group",
        "Inline": "inline",
        "InlineLeft": "inline",
        "InlineMaybe": "inline",
        "InlineWithB": "inline",
        "Json": "json",
        "Shape": "shape",
        "ShapeParam": "shape",
    },
)
