from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, Required, TypedDict

from .._kit.models import Model, TextDecimal

if TYPE_CHECKING:
    from .category import Category, CategoryParam
    from .status import Status


class Animal(Model):
    """What all animals have."""

    kind: str
    name: str
    nickname: str | None = None
    price: TextDecimal
    status: Status | None = None
    born: dt.date | None = None
    category: Category | None = None


class AnimalParam(TypedDict, total=False):
    """What may be passed for `Animal`."""

    kind: Required[str]
    name: Required[str]
    nickname: str | None
    price: Required[str]
    status: Literal["available", "reserved", "sold"]
    born: dt.date | str
    category: Category | CategoryParam
