"""The models of Security. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach


__getattr__, __dir__ = attach(
    __name__,
    {},
)
