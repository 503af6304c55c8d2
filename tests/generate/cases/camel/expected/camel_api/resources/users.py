"""Operations of `users`."""

from __future__ import annotations

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Users(Resource):
    """Operations of `users`."""

    def list(
        self, *, page_size: int | Omit = OMIT, options: RequestOptions | None = None
    ) -> models.User:
        """Call `GET /users`."""
        return self._client.request(
            "GET /users", query={"pageSize": page_size}, returns=models.User, options=options
        )


class AsyncUsers(AsyncResource):
    """Operations of `users`."""

    async def list(
        self, *, page_size: int | Omit = OMIT, options: RequestOptions | None = None
    ) -> models.User:
        """Call `GET /users`."""
        return await self._client.request(
            "GET /users", query={"pageSize": page_size}, returns=models.User, options=options
        )
