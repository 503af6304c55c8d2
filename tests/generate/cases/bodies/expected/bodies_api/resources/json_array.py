"""Operations of `json_array`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._kit.client import AsyncResource, Resource
from .._kit.options import RequestOptions


class JsonArray(Resource):
    """Operations of `json_array`."""

    def post(self, *, body: Sequence[int], options: RequestOptions | None = None) -> Any:
        """Call `POST /json-array`."""
        return self._client.request("POST /json-array", body=body, returns=Any, options=options)


class AsyncJsonArray(AsyncResource):
    """Operations of `json_array`."""

    async def post(self, *, body: Sequence[int], options: RequestOptions | None = None) -> Any:
        """Call `POST /json-array`."""
        return await self._client.request(
            "POST /json-array", body=body, returns=Any, options=options
        )
