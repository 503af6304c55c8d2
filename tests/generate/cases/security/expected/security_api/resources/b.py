"""Operations of `b`."""

from __future__ import annotations

from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class B(Resource):
    """Operations of `b`."""

    def b(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /b`."""
        return self._client.request("GET /b", returns=None, options=options)


class AsyncB(AsyncResource):
    """Operations of `b`."""

    async def b(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /b`."""
        return await self._client.request("GET /b", returns=None, options=options)
