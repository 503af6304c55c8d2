from __future__ import annotations

from typing import Annotated, Required, TypedDict

from .._kit.models import Model, Wire


class JsonObjectPutTagsItem(Model):
    """`tags` of `JsonObjectPutName`."""

    label: str
    x_y: Annotated[int | None, Wire("x-y")] = None


JsonObjectPutTagsItemParam = TypedDict(
    "JsonObjectPutTagsItemParam",
    {
        "label": "Required[str]",
        "x-y": "int",
    },
    total=False,
)
"""What may be passed for `JsonObjectPutTagsItem`."""
