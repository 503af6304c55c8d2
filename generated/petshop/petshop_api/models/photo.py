from __future__ import annotations

from typing import Literal
from uuid import UUID

from .._kit.models import Model


class Photo(Model):
    """`Photo`."""

    id: UUID
    type: Literal["image/jpeg", "image/png"] | str
    caption: str | None = None
