"""Buying pets"""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Orders(Resource):
    """Buying pets"""

    def place(
        self,
        *,
        pets: Sequence[int],
        gift: bool | Omit = OMIT,
        note: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Order | models.Ticket:
        """Buy pets.

        Args:
            pets: Ids of the pets.
        """
        return self._client.request(
            "POST /orders",
            body={"pets": pets, "gift": gift, "note": note},
            returns={"201": models.Order, "202": models.Ticket},
            options=options,
        )

    def get(self, *, number: int, options: RequestOptions | None = None) -> models.Order:
        """Get an order."""
        return self._client.request(
            "GET /orders/{number}", path={"number": number}, returns=models.Order, options=options
        )


class AsyncOrders(AsyncResource):
    """Buying pets"""

    async def place(
        self,
        *,
        pets: Sequence[int],
        gift: bool | Omit = OMIT,
        note: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Order | models.Ticket:
        """Buy pets.

        Args:
            pets: Ids of the pets.
        """
        return await self._client.request(
            "POST /orders",
            body={"pets": pets, "gift": gift, "note": note},
            returns={"201": models.Order, "202": models.Ticket},
            options=options,
        )

    async def get(self, *, number: int, options: RequestOptions | None = None) -> models.Order:
        """Get an order."""
        return await self._client.request(
            "GET /orders/{number}", path={"number": number}, returns=models.Order, options=options
        )
