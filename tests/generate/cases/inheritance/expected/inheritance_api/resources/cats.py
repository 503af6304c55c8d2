"""Operations of `cats`."""

from __future__ import annotations

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Cats(Resource):
    """Operations of `cats`."""

    def create(
        self,
        *,
        cat: models.Cat | models.CatParam | Omit = OMIT,
        nullable_cat: models.Cat | models.CatParam | None | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Cat:
        """Call `POST /cats`.

        Args:
            cat: Who sits in it.
        """
        return self._client.request(
            "POST /cats",
            body={"cat": cat, "nullable_cat": nullable_cat},
            returns=models.Cat,
            options=options,
        )


class AsyncCats(AsyncResource):
    """Operations of `cats`."""

    async def create(
        self,
        *,
        cat: models.Cat | models.CatParam | Omit = OMIT,
        nullable_cat: models.Cat | models.CatParam | None | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Cat:
        """Call `POST /cats`.

        Args:
            cat: Who sits in it.
        """
        return await self._client.request(
            "POST /cats",
            body={"cat": cat, "nullable_cat": nullable_cat},
            returns=models.Cat,
            options=options,
        )
