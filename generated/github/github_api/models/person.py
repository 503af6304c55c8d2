from __future__ import annotations

from .._kit.models import Model


class Person(Model):
    """An account as other objects mention it."""

    login: str
    id: int
    type: str | None = None
    html_url: str | None = None
    avatar_url: str | None = None
