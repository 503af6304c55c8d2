"""Issues and the comments on issues and pull requests"""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Sequence
from typing import Literal

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Issues(Resource):
    """Issues and the comments on issues and pull requests"""

    def list(
        self,
        *,
        owner: str,
        repo: str,
        state: Literal["open", "closed", "all"] | Omit = OMIT,
        labels: str | Omit = OMIT,
        assignee: str | Omit = OMIT,
        creator: str | Omit = OMIT,
        since: dt.datetime | str | Omit = OMIT,
        sort: Literal["created", "updated", "comments"] | Omit = OMIT,
        direction: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Issue]:
        """List issues of a repository.

        Pull requests are issues too and appear here, with a `pull_request` member.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            labels: Comma-separated names; an issue must have all of them.
            assignee: A login, `none` for unassigned ones, or `*` for any assignee.
            creator: Login of whoever opened it.
            since: Only issues updated after this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/issues",
            path={"owner": owner, "repo": repo},
            query={
                "state": state,
                "labels": labels,
                "assignee": assignee,
                "creator": creator,
                "since": since,
                "sort": sort,
                "direction": direction,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Issue],
            options=options,
        )

    def create(
        self,
        *,
        owner: str,
        repo: str,
        title: str,
        body: str | None | Omit = OMIT,
        labels: Sequence[str] | Omit = OMIT,
        assignees: Sequence[str] | Omit = OMIT,
        milestone: int | None | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Issue:
        """Create an issue.

        Whoever may read a repository may open an issue; labels and assignees need write access.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            body: Markdown.
            labels: Names of labels.
            assignees: Logins.
            milestone: Number of a milestone.
        """
        return self._client.request(
            "POST /repos/{owner}/{repo}/issues",
            path={"owner": owner, "repo": repo},
            body={
                "title": title,
                "body": body,
                "labels": labels,
                "assignees": assignees,
                "milestone": milestone,
            },
            returns=models.Issue,
            options=options,
        )

    def get(
        self, *, owner: str, repo: str, issue_number: int, options: RequestOptions | None = None
    ) -> models.Issue:
        """Get an issue.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/issues/{issue_number}",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            returns=models.Issue,
            options=options,
        )

    def update(
        self,
        *,
        owner: str,
        repo: str,
        issue_number: int,
        title: str | Omit = OMIT,
        body: str | None | Omit = OMIT,
        state: Literal["open", "closed"] | Omit = OMIT,
        state_reason: Literal["completed", "not_planned", "duplicate", "reopened"]
        | None
        | Omit = OMIT,
        labels: Sequence[str] | Omit = OMIT,
        assignees: Sequence[str] | Omit = OMIT,
        milestone: int | None | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Issue:
        """Update, close or reopen an issue.

        Only what is passed changes. `labels` and `assignees` replace the whole set.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
            body: Markdown.
            state_reason: Why the state changes.
            milestone: `null` takes it off its milestone.
        """
        return self._client.request(
            "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            body={
                "title": title,
                "body": body,
                "state": state,
                "state_reason": state_reason,
                "labels": labels,
                "assignees": assignees,
                "milestone": milestone,
            },
            returns=models.Issue,
            options=options,
        )

    def list_comments(
        self,
        *,
        owner: str,
        repo: str,
        issue_number: int,
        since: dt.datetime | str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Comment]:
        """List comments.

        The conversation of an issue or a pull request, oldest first.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
            since: Only comments updated after this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            query={"since": since, "per_page": per_page, "page": page},
            returns=list[models.Comment],
            options=options,
        )

    def create_comment(
        self,
        *,
        owner: str,
        repo: str,
        issue_number: int,
        body: str,
        options: RequestOptions | None = None,
    ) -> models.Comment:
        """Comment on an issue or a pull request.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
            body: Markdown.
        """
        return self._client.request(
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            body={"body": body},
            returns=models.Comment,
            options=options,
        )


class AsyncIssues(AsyncResource):
    """Issues and the comments on issues and pull requests"""

    async def list(
        self,
        *,
        owner: str,
        repo: str,
        state: Literal["open", "closed", "all"] | Omit = OMIT,
        labels: str | Omit = OMIT,
        assignee: str | Omit = OMIT,
        creator: str | Omit = OMIT,
        since: dt.datetime | str | Omit = OMIT,
        sort: Literal["created", "updated", "comments"] | Omit = OMIT,
        direction: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Issue]:
        """List issues of a repository.

        Pull requests are issues too and appear here, with a `pull_request` member.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            labels: Comma-separated names; an issue must have all of them.
            assignee: A login, `none` for unassigned ones, or `*` for any assignee.
            creator: Login of whoever opened it.
            since: Only issues updated after this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/issues",
            path={"owner": owner, "repo": repo},
            query={
                "state": state,
                "labels": labels,
                "assignee": assignee,
                "creator": creator,
                "since": since,
                "sort": sort,
                "direction": direction,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Issue],
            options=options,
        )

    async def create(
        self,
        *,
        owner: str,
        repo: str,
        title: str,
        body: str | None | Omit = OMIT,
        labels: Sequence[str] | Omit = OMIT,
        assignees: Sequence[str] | Omit = OMIT,
        milestone: int | None | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Issue:
        """Create an issue.

        Whoever may read a repository may open an issue; labels and assignees need write access.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            body: Markdown.
            labels: Names of labels.
            assignees: Logins.
            milestone: Number of a milestone.
        """
        return await self._client.request(
            "POST /repos/{owner}/{repo}/issues",
            path={"owner": owner, "repo": repo},
            body={
                "title": title,
                "body": body,
                "labels": labels,
                "assignees": assignees,
                "milestone": milestone,
            },
            returns=models.Issue,
            options=options,
        )

    async def get(
        self, *, owner: str, repo: str, issue_number: int, options: RequestOptions | None = None
    ) -> models.Issue:
        """Get an issue.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/issues/{issue_number}",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            returns=models.Issue,
            options=options,
        )

    async def update(
        self,
        *,
        owner: str,
        repo: str,
        issue_number: int,
        title: str | Omit = OMIT,
        body: str | None | Omit = OMIT,
        state: Literal["open", "closed"] | Omit = OMIT,
        state_reason: Literal["completed", "not_planned", "duplicate", "reopened"]
        | None
        | Omit = OMIT,
        labels: Sequence[str] | Omit = OMIT,
        assignees: Sequence[str] | Omit = OMIT,
        milestone: int | None | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Issue:
        """Update, close or reopen an issue.

        Only what is passed changes. `labels` and `assignees` replace the whole set.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
            body: Markdown.
            state_reason: Why the state changes.
            milestone: `null` takes it off its milestone.
        """
        return await self._client.request(
            "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            body={
                "title": title,
                "body": body,
                "state": state,
                "state_reason": state_reason,
                "labels": labels,
                "assignees": assignees,
                "milestone": milestone,
            },
            returns=models.Issue,
            options=options,
        )

    async def list_comments(
        self,
        *,
        owner: str,
        repo: str,
        issue_number: int,
        since: dt.datetime | str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.Comment]:
        """List comments.

        The conversation of an issue or a pull request, oldest first.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
            since: Only comments updated after this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            query={"since": since, "per_page": per_page, "page": page},
            returns=list[models.Comment],
            options=options,
        )

    async def create_comment(
        self,
        *,
        owner: str,
        repo: str,
        issue_number: int,
        body: str,
        options: RequestOptions | None = None,
    ) -> models.Comment:
        """Comment on an issue or a pull request.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            issue_number: The number after the `#`; pull requests count as issues.
            body: Markdown.
        """
        return await self._client.request(
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
            path={"owner": owner, "repo": repo, "issue_number": issue_number},
            body={"body": body},
            returns=models.Comment,
            options=options,
        )
