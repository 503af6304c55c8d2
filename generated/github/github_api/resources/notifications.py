"""The inbox of the signed-in account"""

from __future__ import annotations

import builtins
import datetime as dt

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Notifications(Resource):
    """The inbox of the signed-in account"""

    def list(
        self,
        *,
        all: bool | Omit = OMIT,
        participating: bool | Omit = OMIT,
        since: dt.datetime | str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Notification]:
        """List my notifications.

        Args:
            all: Read ones as well.
            participating: Only threads that I take part in or am mentioned in.
            since: Only those updated after this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /notifications",
            query={
                "all": all,
                "participating": participating,
                "since": since,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Notification],
            options=options,
        )


class AsyncNotifications(AsyncResource):
    """The inbox of the signed-in account"""

    async def list(
        self,
        *,
        all: bool | Omit = OMIT,
        participating: bool | Omit = OMIT,
        since: dt.datetime | str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Notification]:
        """List my notifications.

        Args:
            all: Read ones as well.
            participating: Only threads that I take part in or am mentioned in.
            since: Only those updated after this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /notifications",
            query={
                "all": all,
                "participating": participating,
                "since": since,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Notification],
            options=options,
        )
