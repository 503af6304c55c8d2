from __future__ import annotations

from .._kit.models import Model


class License(Model):
    """`License`."""

    key: str | None = None
    name: str | None = None
    spdx_id: str | None = None
