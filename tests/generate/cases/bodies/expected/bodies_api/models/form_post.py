from __future__ import annotations

from typing import TypedDict

from .._kit.models import Model


class FormPostNote(Model):
    """`note` of `FormPostFile`."""

    text: str | None = None


class FormPostNoteParam(TypedDict, total=False):
    """What may be passed for `FormPostNote`."""

    text: str
