"""Operations of `shapes`."""

from __future__ import annotations

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class Shapes(Resource):
    """Operations of `shapes`."""

    def draw(
        self, *, body: models.ShapeParam, options: RequestOptions | None = None
    ) -> models.Shape | str | int | None:
        """Call `POST /shapes`."""
        return self._client.request(
            "POST /shapes",
            body=body,
            returns={"200": models.Shape, "202": str | int | None, "204": None},
            options=options,
        )


class AsyncShapes(AsyncResource):
    """Operations of `shapes`."""

    async def draw(
        self, *, body: models.ShapeParam, options: RequestOptions | None = None
    ) -> models.Shape | str | int | None:
        """Call `POST /shapes`."""
        return await self._client.request(
            "POST /shapes",
            body=body,
            returns={"200": models.Shape, "202": str | int | None, "204": None},
            options=options,
        )
