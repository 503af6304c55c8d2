from __future__ import annotations

from typing import Literal

from .._kit.models import Model


class ChangedFile(Model):
    """`ChangedFile`."""

    filename: str
    previous_filename: str | None = None
    status: (
        Literal["added", "removed", "modified", "renamed", "copied", "changed", "unchanged"] | str
    )
    additions: int | None = None
    deletions: int | None = None
    patch: str | None = None
    blob_url: str | None = None
