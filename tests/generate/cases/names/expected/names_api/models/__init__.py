"""The models of Names. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .b_thing import BThing as BThing
    from .b_thing import BThingLinks as BThingLinks
    from .c_thing import CThing as CThing
    from .import_ import Import as Import
    from .model import Model_ as Model_

__getattr__, __dir__ = attach(
    __name__,
    {
        "BThing": "b_thing",
        "BThingLinks": "b_thing",
        "CThing": "c_thing",
        "Import": "import_",
        "Model_": "model",
    },
)
