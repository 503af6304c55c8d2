"""The signed-in account"""

from __future__ import annotations

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class Users(Resource):
    """The signed-in account"""

    def get_me(self, *, options: RequestOptions | None = None) -> models.Account:
        """Get the signed-in user.

        Tells whose account the token belongs to. Call it first when "my" or "me" is asked for.
        """
        return self._client.request("GET /user", returns=models.Account, options=options)


class AsyncUsers(AsyncResource):
    """The signed-in account"""

    async def get_me(self, *, options: RequestOptions | None = None) -> models.Account:
        """Get the signed-in user.

        Tells whose account the token belongs to. Call it first when "my" or "me" is asked for.
        """
        return await self._client.request("GET /user", returns=models.Account, options=options)
