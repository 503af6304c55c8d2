from __future__ import annotations

from typing import Literal, Required, TypedDict

from .._kit.models import Model


class LineComment(Model):
    """`LineComment`."""

    path: str
    body: str
    """Markdown."""

    line: int | None = None
    """Line of the file; the last one when the comment spans several."""

    start_line: int | None = None
    """First line when the comment spans several."""

    side: Literal["LEFT", "RIGHT"] | str | None = None
    """`LEFT` is the old file, `RIGHT` the new one."""


class LineCommentParam(TypedDict, total=False):
    """What may be passed for `LineComment`."""

    path: Required[str]
    body: Required[str]
    line: int
    start_line: int
    side: Literal["LEFT", "RIGHT"]
