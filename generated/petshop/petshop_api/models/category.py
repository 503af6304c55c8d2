from __future__ import annotations

from collections.abc import Sequence
from typing import Required, TypedDict

from .._kit.models import Model


class Category(Model):
    """`Category`."""

    name: str
    children: list[Category] | None = None


class CategoryParam(TypedDict, total=False):
    """What may be passed for `Category`."""

    name: Required[str]
    children: Sequence[Category | CategoryParam]
