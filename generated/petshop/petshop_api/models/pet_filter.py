from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from .._kit.models import Model

if TYPE_CHECKING:
    from .status import Status


class PetFilter(Model):
    """`PetFilter`."""

    kind: Literal["cat", "dog", "parrot"] | str | None = None
    status: Status | None = None
    price: PetFilterPrice | None = None


class PetFilterPrice(Model):
    """`price` of `PetFilter`."""

    min: float | None = None
    max: float | None = None


class PetFilterParam(TypedDict, total=False):
    """What may be passed for `PetFilter`."""

    kind: Literal["cat", "dog", "parrot"]
    status: Literal["available", "reserved", "sold"]
    price: PetFilterPrice | PetFilterPriceParam


class PetFilterPriceParam(TypedDict, total=False):
    """What may be passed for `PetFilterPrice`."""

    min: float
    max: float
