"""The models of Camel. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .user import User as User

__getattr__, __dir__ = attach(
    __name__,
    {
        "User": "user",
    },
)
