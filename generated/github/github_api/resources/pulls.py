"""Pull requests, their files, reviews and merging"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Literal

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Pulls(Resource):
    """Pull requests, their files, reviews and merging"""

    def list(
        self,
        *,
        owner: str,
        repo: str,
        state: Literal["open", "closed", "all"] | Omit = OMIT,
        head: str | Omit = OMIT,
        base: str | Omit = OMIT,
        sort: Literal["created", "updated", "popularity", "long-running"] | Omit = OMIT,
        direction: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.PullRequest]:
        """List pull requests.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            head: Only from this branch, written `user:branch`.
            base: Only into this branch.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/pulls",
            path={"owner": owner, "repo": repo},
            query={
                "state": state,
                "head": head,
                "base": base,
                "sort": sort,
                "direction": direction,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.PullRequest],
            options=options,
        )

    def create(
        self,
        *,
        owner: str,
        repo: str,
        title: str,
        head: str,
        base: str,
        body: str | Omit = OMIT,
        draft: bool | Omit = OMIT,
        maintainer_can_modify: bool | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PullRequest:
        """Open a pull request.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            head: Branch with the changes; `user:branch` from a fork.
            base: Branch to merge into.
            body: Markdown.
        """
        return self._client.request(
            "POST /repos/{owner}/{repo}/pulls",
            path={"owner": owner, "repo": repo},
            body={
                "title": title,
                "head": head,
                "base": base,
                "body": body,
                "draft": draft,
                "maintainer_can_modify": maintainer_can_modify,
            },
            returns=models.PullRequest,
            options=options,
        )

    def get(
        self, *, owner: str, repo: str, pull_number: int, options: RequestOptions | None = None
    ) -> models.PullRequest:
        """Get a pull request.

        With `mergeable`, which GitHub works out in the background and which is null until it is known.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/pulls/{pull_number}",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            returns=models.PullRequest,
            options=options,
        )

    def list_files(
        self,
        *,
        owner: str,
        repo: str,
        pull_number: int,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.ChangedFile]:
        """List changed files.

        Each file with its counts of changed lines and, unless it is large or binary, its patch.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            query={"per_page": per_page, "page": page},
            returns=list[models.ChangedFile],
            options=options,
        )

    def create_review(
        self,
        *,
        owner: str,
        repo: str,
        pull_number: int,
        event: Literal["APPROVE", "REQUEST_CHANGES", "COMMENT"] | Omit = OMIT,
        body: str | Omit = OMIT,
        commit_id: str | Omit = OMIT,
        comments: Sequence[models.LineComment | models.LineCommentParam] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Review:
        """Review a pull request.

        Approves, requests changes or comments. Without `event` the review stays a draft.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
            body: Markdown; required unless the event is `APPROVE`.
            commit_id: The reviewed commit; the latest one if absent.
            comments: Comments on lines of the change.
        """
        return self._client.request(
            "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            body={"event": event, "body": body, "commit_id": commit_id, "comments": comments},
            returns=models.Review,
            options=options,
        )

    def merge(
        self,
        *,
        owner: str,
        repo: str,
        pull_number: int,
        commit_title: str | Omit = OMIT,
        commit_message: str | Omit = OMIT,
        merge_method: Literal["merge", "squash", "rebase"] | Omit = OMIT,
        sha: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PullsMergeResponse:
        """Merge a pull request.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
            sha: Refuse unless this is still the head of the pull request.
        """
        return self._client.request(
            "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            body={
                "commit_title": commit_title,
                "commit_message": commit_message,
                "merge_method": merge_method,
                "sha": sha,
            },
            returns=models.PullsMergeResponse,
            options=options,
        )


class AsyncPulls(AsyncResource):
    """Pull requests, their files, reviews and merging"""

    async def list(
        self,
        *,
        owner: str,
        repo: str,
        state: Literal["open", "closed", "all"] | Omit = OMIT,
        head: str | Omit = OMIT,
        base: str | Omit = OMIT,
        sort: Literal["created", "updated", "popularity", "long-running"] | Omit = OMIT,
        direction: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.PullRequest]:
        """List pull requests.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            head: Only from this branch, written `user:branch`.
            base: Only into this branch.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/pulls",
            path={"owner": owner, "repo": repo},
            query={
                "state": state,
                "head": head,
                "base": base,
                "sort": sort,
                "direction": direction,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.PullRequest],
            options=options,
        )

    async def create(
        self,
        *,
        owner: str,
        repo: str,
        title: str,
        head: str,
        base: str,
        body: str | Omit = OMIT,
        draft: bool | Omit = OMIT,
        maintainer_can_modify: bool | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PullRequest:
        """Open a pull request.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            head: Branch with the changes; `user:branch` from a fork.
            base: Branch to merge into.
            body: Markdown.
        """
        return await self._client.request(
            "POST /repos/{owner}/{repo}/pulls",
            path={"owner": owner, "repo": repo},
            body={
                "title": title,
                "head": head,
                "base": base,
                "body": body,
                "draft": draft,
                "maintainer_can_modify": maintainer_can_modify,
            },
            returns=models.PullRequest,
            options=options,
        )

    async def get(
        self, *, owner: str, repo: str, pull_number: int, options: RequestOptions | None = None
    ) -> models.PullRequest:
        """Get a pull request.

        With `mergeable`, which GitHub works out in the background and which is null until it is known.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/pulls/{pull_number}",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            returns=models.PullRequest,
            options=options,
        )

    async def list_files(
        self,
        *,
        owner: str,
        repo: str,
        pull_number: int,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> builtins.list[models.ChangedFile]:
        """List changed files.

        Each file with its counts of changed lines and, unless it is large or binary, its patch.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            query={"per_page": per_page, "page": page},
            returns=list[models.ChangedFile],
            options=options,
        )

    async def create_review(
        self,
        *,
        owner: str,
        repo: str,
        pull_number: int,
        event: Literal["APPROVE", "REQUEST_CHANGES", "COMMENT"] | Omit = OMIT,
        body: str | Omit = OMIT,
        commit_id: str | Omit = OMIT,
        comments: Sequence[models.LineComment | models.LineCommentParam] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Review:
        """Review a pull request.

        Approves, requests changes or comments. Without `event` the review stays a draft.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
            body: Markdown; required unless the event is `APPROVE`.
            commit_id: The reviewed commit; the latest one if absent.
            comments: Comments on lines of the change.
        """
        return await self._client.request(
            "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            body={"event": event, "body": body, "commit_id": commit_id, "comments": comments},
            returns=models.Review,
            options=options,
        )

    async def merge(
        self,
        *,
        owner: str,
        repo: str,
        pull_number: int,
        commit_title: str | Omit = OMIT,
        commit_message: str | Omit = OMIT,
        merge_method: Literal["merge", "squash", "rebase"] | Omit = OMIT,
        sha: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.PullsMergeResponse:
        """Merge a pull request.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            pull_number: The number after the `#`.
            sha: Refuse unless this is still the head of the pull request.
        """
        return await self._client.request(
            "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
            path={"owner": owner, "repo": repo, "pull_number": pull_number},
            body={
                "commit_title": commit_title,
                "commit_message": commit_message,
                "merge_method": merge_method,
                "sha": sha,
            },
            returns=models.PullsMergeResponse,
            options=options,
        )
