"""The tree that pets are sorted into"""

from __future__ import annotations

import builtins

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class Categories(Resource):
    """The tree that pets are sorted into"""

    def list(self, *, options: RequestOptions | None = None) -> builtins.list[models.Category]:
        """Get the whole tree of categories."""
        return self._client.request(
            "GET /categories", returns=list[models.Category], options=options
        )


class AsyncCategories(AsyncResource):
    """The tree that pets are sorted into"""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Category]:
        """Get the whole tree of categories."""
        return await self._client.request(
            "GET /categories", returns=list[models.Category], options=options
        )
