from __future__ import annotations

from .._kit.models import Model


class Problem(Model):
    """A problem as RFC 9457 describes it."""

    type: str | None = None
    title: str | None = None
    status: int | None = None
    detail: str | None = None
