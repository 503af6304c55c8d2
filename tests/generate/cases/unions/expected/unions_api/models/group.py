from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Required, TypedDict

from .._kit.models import Model

if TYPE_CHECKING:
    from .shape import Shape, ShapeParam


class Group(Model):
    """`Group`."""

    kind: Literal["group"]
    members: list[Shape] | None = None


class GroupParam(TypedDict, total=False):
    """What may be passed for `Group`."""

    kind: Required[Literal["group"]]
    members: Sequence[ShapeParam]
