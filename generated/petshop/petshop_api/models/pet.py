from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .new_pet import NewPet
    from .photo import Photo


class Pet(Model):
    """`Pet`."""

    id: int
    animal: NewPet
    photos: list[Photo] | None = None
    added: dt.datetime | None = None
