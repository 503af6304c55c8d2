"""Operations of `free`."""

from __future__ import annotations

from collections.abc import Mapping

from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class Free(Resource):
    """Operations of `free`."""

    def post(self, *, body: Mapping[str, str], options: RequestOptions | None = None) -> bytes:
        """Call `POST /free`."""
        return self._client.request("POST /free", body=body, returns=bytes, options=options)


class AsyncFree(AsyncResource):
    """Operations of `free`."""

    async def post(
        self, *, body: Mapping[str, str], options: RequestOptions | None = None
    ) -> bytes:
        """Call `POST /free`."""
        return await self._client.request("POST /free", body=body, returns=bytes, options=options)
