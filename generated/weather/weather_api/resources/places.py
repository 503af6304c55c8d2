"""Names of places and their coordinates"""

from __future__ import annotations

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Places(Resource):
    """Names of places and their coordinates"""

    def search(
        self,
        *,
        name: str,
        count: int | Omit = OMIT,
        language: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PlacesSearchResponse:
        """Find a place by its name.

        The best match first. An empty answer means that no place has such a name.

        Args:
            name: Name or postal code; at least two characters.
            language: Language of the names in the answer, two lower-case letters.
        """
        return self._client.request(
            "GET /search",
            query={"name": name, "count": count, "language": language},
            returns=models.PlacesSearchResponse,
            options=options,
        )


class AsyncPlaces(AsyncResource):
    """Names of places and their coordinates"""

    async def search(
        self,
        *,
        name: str,
        count: int | Omit = OMIT,
        language: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PlacesSearchResponse:
        """Find a place by its name.

        The best match first. An empty answer means that no place has such a name.

        Args:
            name: Name or postal code; at least two characters.
            language: Language of the names in the answer, two lower-case letters.
        """
        return await self._client.request(
            "GET /search",
            query={"name": name, "count": count, "language": language},
            returns=models.PlacesSearchResponse,
            options=options,
        )
