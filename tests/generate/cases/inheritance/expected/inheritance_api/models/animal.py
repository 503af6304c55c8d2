from __future__ import annotations

from typing import TYPE_CHECKING, Required, TypedDict

from .._kit.models import Model

if TYPE_CHECKING:
    from .cat import Cat, CatParam


class Animal(Model):
    """`Animal`."""

    id: int | None = None
    name: str
    parent: Cat | None = None


class AnimalParam(TypedDict, total=False):
    """What may be passed for `Animal`."""

    name: Required[str]
    parent: Cat | CatParam
