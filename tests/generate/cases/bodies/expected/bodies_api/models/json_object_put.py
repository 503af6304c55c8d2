from __future__ import annotations

from typing import Annotated, Required, TypedDict

from .._kit.models import Model, Wire


class JsonObjectPutTagsItem(Model):
    """`tags` of `JsonObjectPutName`."""

    label: str
    x_y: Annotated[int | None, Wire("x-y")] = None


class JsonObjectPutBody(Model):
    """Part of `JsonObjectPutName`."""

    b: str | None = None


JsonObjectPutTagsItemParam = TypedDict(
    "JsonObjectPutTagsItemParam",
    {
        "label": "Required[str]",
        "x-y": "int",
    },
    total=False,
)
"""What may be passed for `JsonObjectPutTagsItem`."""


class JsonObjectPutBodyParam(TypedDict, total=False):
    """What may be passed for `JsonObjectPutBody`."""

    b: str
