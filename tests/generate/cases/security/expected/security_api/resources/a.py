"""Operations of `a`."""

from __future__ import annotations

from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class A(Resource):
    """Operations of `a`."""

    def a(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /a`."""
        return self._client.request("GET /a", returns=None, options=options)


class AsyncA(AsyncResource):
    """Operations of `a`."""

    async def a(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /a`."""
        return await self._client.request("GET /a", returns=None, options=options)
