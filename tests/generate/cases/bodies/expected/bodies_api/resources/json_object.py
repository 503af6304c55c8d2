"""Operations of `json_object`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class JsonObject(Resource):
    """Operations of `json_object`."""

    def put(
        self,
        *,
        name: str | Omit = OMIT,
        tags: Sequence[models.JsonObjectPutTagsItem | models.JsonObjectPutTagsItemParam]
        | Omit = OMIT,
        body: models.JsonObjectPutBody | models.JsonObjectPutBodyParam | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> str:
        """Call `PUT /json-object`.

        Args:
            body: In place of `name` and `tags`: the whole body, as application/xml.
        """
        return self._client.request(
            "PUT /json-object",
            body={"name": name, "tags": tags},
            instead=body,
            returns=str,
            options=options,
        )


class AsyncJsonObject(AsyncResource):
    """Operations of `json_object`."""

    async def put(
        self,
        *,
        name: str | Omit = OMIT,
        tags: Sequence[models.JsonObjectPutTagsItem | models.JsonObjectPutTagsItemParam]
        | Omit = OMIT,
        body: models.JsonObjectPutBody | models.JsonObjectPutBodyParam | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> str:
        """Call `PUT /json-object`.

        Args:
            body: In place of `name` and `tags`: the whole body, as application/xml.
        """
        return await self._client.request(
            "PUT /json-object",
            body={"name": name, "tags": tags},
            instead=body,
            returns=str,
            options=options,
        )
