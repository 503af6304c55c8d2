from __future__ import annotations

from .._kit.models import Model


class Problem(Model):
    """`Problem`."""

    error: bool
    reason: str
