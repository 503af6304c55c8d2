"""Operations of `a`."""

from __future__ import annotations

from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class A(Resource):
    """Operations of `a`."""

    def delete_by_id(self, *, id: str, options: RequestOptions | None = None) -> None:
        """Call `DELETE /a/{id}`."""
        return self._client.request(
            "DELETE /a/{id}", path={"id": id}, returns=None, options=options
        )


class AsyncA(AsyncResource):
    """Operations of `a`."""

    async def delete_by_id(self, *, id: str, options: RequestOptions | None = None) -> None:
        """Call `DELETE /a/{id}`."""
        return await self._client.request(
            "DELETE /a/{id}", path={"id": id}, returns=None, options=options
        )
