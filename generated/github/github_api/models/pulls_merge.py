from __future__ import annotations

from .._kit.models import Model


class PullsMergeResponse(Model):
    """Part of `PullsMergeOwner`."""

    sha: str
    merged: bool
    message: str
