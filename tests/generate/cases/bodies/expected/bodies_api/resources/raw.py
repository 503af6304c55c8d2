"""Operations of `raw`."""

from __future__ import annotations

from .._kit.client import AsyncResource, Resource
from .._kit.files import FileInput
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Raw(Resource):
    """Operations of `raw`."""

    def post(
        self, *, body: FileInput | Omit = OMIT, options: RequestOptions | None = None
    ) -> bytes:
        """Call `POST /raw`."""
        return self._client.request("POST /raw", body=body, returns=bytes, options=options)


class AsyncRaw(AsyncResource):
    """Operations of `raw`."""

    async def post(
        self, *, body: FileInput | Omit = OMIT, options: RequestOptions | None = None
    ) -> bytes:
        """Call `POST /raw`."""
        return await self._client.request("POST /raw", body=body, returns=bytes, options=options)
