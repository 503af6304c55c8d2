"""What can be set for a client, and for one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypedDict

from . import http

AuthInput: TypeAlias = http.Auth | tuple[str, str] | Callable[[http.Request], http.Request]
Timeout: TypeAlias = float | http.Timeout | None
"""Seconds for each phase (connect, read, write, pool); None waits for ever."""

MAX_REDIRECTS = 10


class RequestOptions(TypedDict, total=False):
    """What every method of a client takes as `options`."""

    timeout: Timeout
    max_retries: int
    headers: Mapping[str, str | None]
    """Win over all others; None removes one."""
    query: Mapping[str, Any]
    """Sent beside the declared parameters."""
    body: Mapping[str, Any]
    """Properties sent beside the declared ones, in a body that is an object."""
    content_type: str
    """Which of the body's media types to send; the best one by default."""
    base_url: str
    server: int | str
    """For this call: the position, the name or the URL of one of the API's servers."""
    server_variables: Mapping[str, str]
    idempotency_key: str
    """Sent as `Idempotency-Key`; makes it safe to repeat a request that is not."""


class ClientChanges(TypedDict, total=False):
    """What `with_options` can change."""

    base_url: str
    server: int | str
    """The position, the name or the URL of one of the API's servers."""
    server_variables: Mapping[str, str]
    """Added to those that the client has."""
    timeout: Timeout
    max_retries: int
    headers: Mapping[str, str | None]
    """Added to those that the client has; None removes one."""


class ClientSettings(TypedDict, total=False):
    """What both clients take beside credentials and connections. None is the same as not there, but for
    `timeout`.
    """

    base_url: str | None
    server: int | str | None
    server_variables: Mapping[str, str] | None
    timeout: Timeout
    max_retries: int
    headers: Mapping[str, str | None] | None
    auth: AuthInput | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What all calls of a caller share."""

    base_url: str | None = None
    server: int | str | None = None
    """The position, the name or the URL of one of the API's servers; the first one by default."""
    server_variables: Mapping[str, str] = field(default_factory=dict[str, str])
    timeout: Timeout = field(default_factory=lambda: http.DEFAULT_TIMEOUT)
    max_retries: int = 2
    headers: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    auth: AuthInput | None = None
    """Takes the place of the credentials."""

    @classmethod
    def of(cls, given: ClientSettings) -> Settings:
        """Return what a client was made with."""
        stated: dict[str, Any] = {**given}
        return cls(
            **{name: value for name, value in stated.items() if name == "timeout" or value is not None}
        )
