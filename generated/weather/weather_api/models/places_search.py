from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .place import Place


class PlacesSearchResponse(Model):
    """Part of `PlacesSearchName`."""

    results: list[Place] | None = None
