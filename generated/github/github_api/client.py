"""The clients of GitHub: `Client`, and `AsyncClient` with the same resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ._kit import http
from ._kit.client import AsyncClient as _AsyncClient
from ._kit.client import SyncClient as _SyncClient
from ._kit.options import AuthInput, Timeout

if TYPE_CHECKING:
    from .resources.actions import Actions, AsyncActions
    from .resources.issues import AsyncIssues, Issues
    from .resources.notifications import AsyncNotifications, Notifications
    from .resources.pulls import AsyncPulls, Pulls
    from .resources.repos import AsyncRepos, Repos
    from .resources.search import AsyncSearch, Search
    from .resources.users import AsyncUsers, Users


class Client(_SyncClient):
    """Client of GitHub.

    `token` defaults to the environment variable `GITHUB_TOKEN`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        token: str | None = None,
        base_url: str | None = None,
        server: int | str | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: Timeout = http.DEFAULT_TIMEOUT,
        max_retries: int = 2,
        headers: Mapping[str, str | None] | None = None,
        http_client: http.Client | None = None,
        auth: AuthInput | None = None,
        transport: http.BaseTransport | None = None,
    ) -> None:
        super().__init__(
            credentials={"token": token},
            base_url=base_url,
            server=server,
            server_variables=server_variables,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            http_client=http_client,
            auth=auth,
            transport=transport,
        )

    @cached_property
    def actions(self) -> Actions:
        """Workflow runs of GitHub Actions"""
        from .resources.actions import Actions

        return Actions(self)

    @cached_property
    def issues(self) -> Issues:
        """Issues and the comments on issues and pull requests"""
        from .resources.issues import Issues

        return Issues(self)

    @cached_property
    def notifications(self) -> Notifications:
        """The inbox of the signed-in account"""
        from .resources.notifications import Notifications

        return Notifications(self)

    @cached_property
    def pulls(self) -> Pulls:
        """Pull requests, their files, reviews and merging"""
        from .resources.pulls import Pulls

        return Pulls(self)

    @cached_property
    def repos(self) -> Repos:
        """Repositories, their commits and their files"""
        from .resources.repos import Repos

        return Repos(self)

    @cached_property
    def search(self) -> Search:
        """Search over repositories, issues and code"""
        from .resources.search import Search

        return Search(self)

    @cached_property
    def users(self) -> Users:
        """The signed-in account"""
        from .resources.users import Users

        return Users(self)


class AsyncClient(_AsyncClient):
    """Asynchronous client of GitHub.

    `token` defaults to the environment variable `GITHUB_TOKEN`.
    `base_url` wins over `server`, the position, name or URL of one of the API's servers.
    `timeout` is in seconds; `max_retries` counts the tries after the first one.
    Pass `auth`, `transport` or a whole `http_client` to take over how requests are sent.
    """

    package = __name__.rpartition(".")[0]

    def __init__(
        self,
        *,
        token: str | None = None,
        base_url: str | None = None,
        server: int | str | None = None,
        server_variables: Mapping[str, str] | None = None,
        timeout: Timeout = http.DEFAULT_TIMEOUT,
        max_retries: int = 2,
        headers: Mapping[str, str | None] | None = None,
        http_client: http.AsyncClient | None = None,
        auth: AuthInput | None = None,
        transport: http.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(
            credentials={"token": token},
            base_url=base_url,
            server=server,
            server_variables=server_variables,
            timeout=timeout,
            max_retries=max_retries,
            headers=headers,
            http_client=http_client,
            auth=auth,
            transport=transport,
        )

    @cached_property
    def actions(self) -> AsyncActions:
        """Workflow runs of GitHub Actions"""
        from .resources.actions import AsyncActions

        return AsyncActions(self)

    @cached_property
    def issues(self) -> AsyncIssues:
        """Issues and the comments on issues and pull requests"""
        from .resources.issues import AsyncIssues

        return AsyncIssues(self)

    @cached_property
    def notifications(self) -> AsyncNotifications:
        """The inbox of the signed-in account"""
        from .resources.notifications import AsyncNotifications

        return AsyncNotifications(self)

    @cached_property
    def pulls(self) -> AsyncPulls:
        """Pull requests, their files, reviews and merging"""
        from .resources.pulls import AsyncPulls

        return AsyncPulls(self)

    @cached_property
    def repos(self) -> AsyncRepos:
        """Repositories, their commits and their files"""
        from .resources.repos import AsyncRepos

        return AsyncRepos(self)

    @cached_property
    def search(self) -> AsyncSearch:
        """Search over repositories, issues and code"""
        from .resources.search import AsyncSearch

        return AsyncSearch(self)

    @cached_property
    def users(self) -> AsyncUsers:
        """The signed-in account"""
        from .resources.users import AsyncUsers

        return AsyncUsers(self)
