"""Animals for sale and their pictures"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.files import FileInput
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Pets(Resource):
    """Animals for sale and their pictures"""

    def list(
        self,
        *,
        filter: models.PetFilter | models.PetFilterParam | Omit = OMIT,
        ids: Sequence[int] | Omit = OMIT,
        sort: Sequence[Literal["name", "-name", "price", "-price", "born", "-born"]] | Omit = OMIT,
        x_request_id: UUID | str | Omit = OMIT,
        session: str | Omit = OMIT,
        limit: int | Omit = OMIT,
        cursor: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PetsListResponse:
        """List pets.

        Filters nest: `filter[price][max]=100` is the maximum of a price.

        Args:
            sort: Properties to sort by, `-` in front turns the order round.
            cursor: The `next` of the page before.
        """
        return self._client.request(
            "GET /pets",
            query={"filter": filter, "ids": ids, "sort": sort, "limit": limit, "cursor": cursor},
            headers={"X-Request-ID": x_request_id},
            cookies={"session": session},
            returns=models.PetsListResponse,
            options=options,
        )

    def create(
        self,
        *,
        body: models.NewPetParam,
        idempotency_key: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Add a pet.

        Args:
            idempotency_key: The same key twice adds one pet.
        """
        return self._client.request(
            "POST /pets",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
            returns=models.Pet,
            options=options,
        )

    def get(self, *, id: int, options: RequestOptions | None = None) -> models.Pet:
        """Get a pet."""
        return self._client.request(
            "GET /pets/{id}", path={"id": id}, returns=models.Pet, options=options
        )

    def update(
        self,
        *,
        id: int,
        name: str | Omit = OMIT,
        nickname: str | None | Omit = OMIT,
        price: str | Omit = OMIT,
        status: Literal["available", "reserved", "sold"] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Change a pet.

        Absent members stay as they are, `null` empties them (RFC 7396).
        """
        return self._client.request(
            "PATCH /pets/{id}",
            path={"id": id},
            body={"name": name, "nickname": nickname, "price": price, "status": status},
            returns=models.Pet,
            options=options,
        )

    def delete(self, *, id: int, options: RequestOptions | None = None) -> None:
        """Take a pet out of the shop."""
        return self._client.request(
            "DELETE /pets/{id}", path={"id": id}, returns=None, options=options
        )

    def upload_photo(
        self,
        *,
        id: int,
        photo: FileInput,
        caption: str | Omit = OMIT,
        tags: Sequence[str] | Omit = OMIT,
        crop: models.Crop | models.CropParam | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Photo:
        """Upload a photo with a caption.

        Args:
            photo: The picture.
        """
        return self._client.request(
            "POST /pets/{id}/photos",
            path={"id": id},
            body={"photo": photo, "caption": caption, "tags": tags, "crop": crop},
            returns=models.Photo,
            options=options,
        )

    def download_photo(
        self, *, id: int, photo: UUID | str, options: RequestOptions | None = None
    ) -> bytes:
        """Download a photo."""
        return self._client.request(
            "GET /pets/{id}/photos/{photo}",
            path={"id": id, "photo": photo},
            returns=bytes,
            options=options,
        )

    def replace_prices(self, *, body: str, options: RequestOptions | None = None) -> str:
        """Replace the price list.

        A CSV file as it is, `id,price` in each line.
        """
        return self._client.request("PUT /prices", body=body, returns=str, options=options)


class AsyncPets(AsyncResource):
    """Animals for sale and their pictures"""

    async def list(
        self,
        *,
        filter: models.PetFilter | models.PetFilterParam | Omit = OMIT,
        ids: Sequence[int] | Omit = OMIT,
        sort: Sequence[Literal["name", "-name", "price", "-price", "born", "-born"]] | Omit = OMIT,
        x_request_id: UUID | str | Omit = OMIT,
        session: str | Omit = OMIT,
        limit: int | Omit = OMIT,
        cursor: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PetsListResponse:
        """List pets.

        Filters nest: `filter[price][max]=100` is the maximum of a price.

        Args:
            sort: Properties to sort by, `-` in front turns the order round.
            cursor: The `next` of the page before.
        """
        return await self._client.request(
            "GET /pets",
            query={"filter": filter, "ids": ids, "sort": sort, "limit": limit, "cursor": cursor},
            headers={"X-Request-ID": x_request_id},
            cookies={"session": session},
            returns=models.PetsListResponse,
            options=options,
        )

    async def create(
        self,
        *,
        body: models.NewPetParam,
        idempotency_key: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Add a pet.

        Args:
            idempotency_key: The same key twice adds one pet.
        """
        return await self._client.request(
            "POST /pets",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
            returns=models.Pet,
            options=options,
        )

    async def get(self, *, id: int, options: RequestOptions | None = None) -> models.Pet:
        """Get a pet."""
        return await self._client.request(
            "GET /pets/{id}", path={"id": id}, returns=models.Pet, options=options
        )

    async def update(
        self,
        *,
        id: int,
        name: str | Omit = OMIT,
        nickname: str | None | Omit = OMIT,
        price: str | Omit = OMIT,
        status: Literal["available", "reserved", "sold"] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Pet:
        """Change a pet.

        Absent members stay as they are, `null` empties them (RFC 7396).
        """
        return await self._client.request(
            "PATCH /pets/{id}",
            path={"id": id},
            body={"name": name, "nickname": nickname, "price": price, "status": status},
            returns=models.Pet,
            options=options,
        )

    async def delete(self, *, id: int, options: RequestOptions | None = None) -> None:
        """Take a pet out of the shop."""
        return await self._client.request(
            "DELETE /pets/{id}", path={"id": id}, returns=None, options=options
        )

    async def upload_photo(
        self,
        *,
        id: int,
        photo: FileInput,
        caption: str | Omit = OMIT,
        tags: Sequence[str] | Omit = OMIT,
        crop: models.Crop | models.CropParam | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Photo:
        """Upload a photo with a caption.

        Args:
            photo: The picture.
        """
        return await self._client.request(
            "POST /pets/{id}/photos",
            path={"id": id},
            body={"photo": photo, "caption": caption, "tags": tags, "crop": crop},
            returns=models.Photo,
            options=options,
        )

    async def download_photo(
        self, *, id: int, photo: UUID | str, options: RequestOptions | None = None
    ) -> bytes:
        """Download a photo."""
        return await self._client.request(
            "GET /pets/{id}/photos/{photo}",
            path={"id": id, "photo": photo},
            returns=bytes,
            options=options,
        )

    async def replace_prices(self, *, body: str, options: RequestOptions | None = None) -> str:
        """Replace the price list.

        A CSV file as it is, `id,price` in each line.
        """
        return await self._client.request("PUT /prices", body=body, returns=str, options=options)
