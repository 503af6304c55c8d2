"""Operations of `things`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Things(Resource):
    """Operations of `things`."""

    def get_a_by_id(
        self,
        *,
        id: str,
        query_id: str | Omit = OMIT,
        header_id: str | Omit = OMIT,
        from_: str | Omit = OMIT,
        self_: str | Omit = OMIT,
        options_: str | Omit = OMIT,
        models_: str | Omit = OMIT,
        list_: Sequence[str] | Omit = OMIT,
        filter_x: str | Omit = OMIT,
        top: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> list[models.BThing]:
        """Call `GET /a/{id}`."""
        return self._client.request(
            "GET /a/{id}",
            path={"id": id},
            query={
                "id": query_id,
                "from": from_,
                "self": self_,
                "options": options_,
                "models": models_,
                "list": list_,
                "filter[x]": filter_x,
                "$top": top,
            },
            headers={"id": header_id},
            returns=list[models.BThing],
            options=options,
        )

    def get_b(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /b`."""
        return self._client.request("GET /b", returns=None, options=options)


class AsyncThings(AsyncResource):
    """Operations of `things`."""

    async def get_a_by_id(
        self,
        *,
        id: str,
        query_id: str | Omit = OMIT,
        header_id: str | Omit = OMIT,
        from_: str | Omit = OMIT,
        self_: str | Omit = OMIT,
        options_: str | Omit = OMIT,
        models_: str | Omit = OMIT,
        list_: Sequence[str] | Omit = OMIT,
        filter_x: str | Omit = OMIT,
        top: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> list[models.BThing]:
        """Call `GET /a/{id}`."""
        return await self._client.request(
            "GET /a/{id}",
            path={"id": id},
            query={
                "id": query_id,
                "from": from_,
                "self": self_,
                "options": options_,
                "models": models_,
                "list": list_,
                "filter[x]": filter_x,
                "$top": top,
            },
            headers={"id": header_id},
            returns=list[models.BThing],
            options=options,
        )

    async def get_b(self, *, options: RequestOptions | None = None) -> None:
        """Call `GET /b`."""
        return await self._client.request("GET /b", returns=None, options=options)
