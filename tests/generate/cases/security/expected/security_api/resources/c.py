"""Operations of `c`."""

from __future__ import annotations

from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class C(Resource):
    """Operations of `c`."""

    def c(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /c`."""
        return self._client.request("GET /c", returns=None, options=options)


class AsyncC(AsyncResource):
    """Operations of `c`."""

    async def c(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /c`."""
        return await self._client.request("GET /c", returns=None, options=options)
