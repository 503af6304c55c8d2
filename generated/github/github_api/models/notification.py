from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .repository import Repository


class Notification(Model):
    """`Notification`."""

    id: str
    reason: str
    unread: bool
    updated_at: dt.datetime | None = None
    subject: NotificationSubject
    repository: Repository | None = None


class NotificationSubject(Model):
    """`subject` of `Notification`."""

    title: str | None = None
    type: str | None = None
    url: str | None = None
