from __future__ import annotations

from .._kit.models import Model


class Problem(Model):
    """`Problem`."""

    message: str
    documentation_url: str | None = None
    errors: list[str | ProblemError] | None = None


class ProblemError(Model):
    """`errors` of `Problem`."""

    resource: str | None = None
    field: str | None = None
    code: str | None = None
    message: str | None = None
