"""Operations of `api_2_fast`."""

from __future__ import annotations

from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class Api2Fast(Resource):
    """Operations of `api_2_fast`."""

    def class_(self, *, options: RequestOptions | None = None) -> None:
        """Call `POST /b`."""
        return self._client.request("POST /b", returns=None, options=options)


class AsyncApi2Fast(AsyncResource):
    """Operations of `api_2_fast`."""

    async def class_(self, *, options: RequestOptions | None = None) -> None:
        """Call `POST /b`."""
        return await self._client.request("POST /b", returns=None, options=options)
