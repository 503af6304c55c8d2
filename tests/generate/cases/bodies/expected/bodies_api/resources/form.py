"""Operations of `form`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.files import FileInput
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Form(Resource):
    """Operations of `form`."""

    def post(
        self,
        *,
        file: FileInput,
        more: Sequence[FileInput] | Omit = OMIT,
        note: models.FormPostNote | models.FormPostNoteParam | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> None:
        """Call `POST /form`."""
        return self._client.request(
            "POST /form",
            body={"file": file, "more": more, "note": note},
            returns=None,
            options=options,
        )


class AsyncForm(AsyncResource):
    """Operations of `form`."""

    async def post(
        self,
        *,
        file: FileInput,
        more: Sequence[FileInput] | Omit = OMIT,
        note: models.FormPostNote | models.FormPostNoteParam | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> None:
        """Call `POST /form`."""
        return await self._client.request(
            "POST /form",
            body={"file": file, "more": more, "note": note},
            returns=None,
            options=options,
        )
