from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .._kit.models import Model

if TYPE_CHECKING:
    from .circle import Circle
    from .json import Json


class Inline(Model):
    """`Inline`."""

    either: InlineLeft | InlineWithB | None = None
    maybe: InlineMaybe | None = None
    level: Literal["low", "high"] | str | None = None
    mixed: Literal[1, "two", True] | int | str | bool | None = None
    fixed: Literal[3] | None = None
    anything: Json | None = None
    map: dict[str, Circle] | None = None
    tuple: list[Any] | None = None


class InlineLeft(Model):
    """Left"""

    a: str | None = None


class InlineWithB(Model):
    """`either` of `Inline`."""

    b: str | None = None


class InlineMaybe(Model):
    """`maybe` of `Inline`."""

    c: str | None = None
