"""Repositories, their commits and their files"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Repos(Resource):
    """Repositories, their commits and their files"""

    def list_mine(
        self,
        *,
        visibility: Literal["all", "public", "private"] | Omit = OMIT,
        affiliation: str | Omit = OMIT,
        sort: Literal["created", "updated", "pushed", "full_name"] | Omit = OMIT,
        direction: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> list[models.Repository]:
        """List my repositories.

        Repositories that the signed-in user owns, collaborates on, or reaches through an organisation.

        Args:
            affiliation: Comma-separated list of `owner`, `collaborator` and `organization_member`.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /user/repos",
            query={
                "visibility": visibility,
                "affiliation": affiliation,
                "sort": sort,
                "direction": direction,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Repository],
            options=options,
        )

    def get(
        self, *, owner: str, repo: str, options: RequestOptions | None = None
    ) -> models.Repository:
        """Get a repository.

        Description, default branch, visibility, licence, topics and counters of one repository.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}",
            path={"owner": owner, "repo": repo},
            returns=models.Repository,
            options=options,
        )

    def list_commits(
        self,
        *,
        owner: str,
        repo: str,
        sha: str | Omit = OMIT,
        path: str | Omit = OMIT,
        author: str | Omit = OMIT,
        since: dt.datetime | str | Omit = OMIT,
        until: dt.datetime | str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> list[models.Commit]:
        """List commits.

        Newest first. Narrow with a branch, a path, an author or a span of time.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            sha: Branch, tag or commit to start from; the default branch if absent.
            path: Only commits that touch this file or folder.
            author: Login or e-mail address of the author.
            since: Only commits after this moment.
            until: Only commits before this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/commits",
            path={"owner": owner, "repo": repo},
            query={
                "sha": sha,
                "path": path,
                "author": author,
                "since": since,
                "until": until,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Commit],
            options=options,
        )

    def get_content(
        self,
        *,
        owner: str,
        repo: str,
        path: str,
        ref: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Content | list[models.Content]:
        """Get a file or list a folder.

        A file comes with its text in base64 and the `sha` that an update or deletion needs; a folder
        comes as a list of its entries without their contents.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            path: Path of the file or folder in the repository, such as `src/app.py`.
            ref: Branch, tag or commit; the default branch if absent.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/contents/{path}",
            path={"owner": owner, "repo": repo, "path": path},
            query={"ref": ref},
            returns=models.Content | list[models.Content],
            options=options,
        )

    def write_file(
        self,
        *,
        owner: str,
        repo: str,
        path: str,
        message: str,
        content: str | bytes,
        sha: str | Omit = OMIT,
        branch: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.FileCommit:
        """Create or update a file.

        Commits one file. To change a file that exists, pass the `sha` that getting it returned.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            path: Path of the file or folder in the repository, such as `src/app.py`.
            message: The commit message.
            content: The whole new content in base64.
            sha: The blob that is replaced; required to change a file that exists.
            branch: The default branch if absent.
        """
        return self._client.request(
            "PUT /repos/{owner}/{repo}/contents/{path}",
            path={"owner": owner, "repo": repo, "path": path},
            body={"message": message, "content": content, "sha": sha, "branch": branch},
            returns=models.FileCommit,
            options=options,
        )

    def delete_file(
        self,
        *,
        owner: str,
        repo: str,
        path: str,
        message: str,
        sha: str,
        branch: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.FileCommit:
        """Delete a file.

        Commits the removal of one file. The history keeps it.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            path: Path of the file or folder in the repository, such as `src/app.py`.
            message: The commit message.
            sha: The blob to delete, as getting the file returned it.
            branch: The default branch if absent.
        """
        return self._client.request(
            "DELETE /repos/{owner}/{repo}/contents/{path}",
            path={"owner": owner, "repo": repo, "path": path},
            body={"message": message, "sha": sha, "branch": branch},
            returns=models.FileCommit,
            options=options,
        )


class AsyncRepos(AsyncResource):
    """Repositories, their commits and their files"""

    async def list_mine(
        self,
        *,
        visibility: Literal["all", "public", "private"] | Omit = OMIT,
        affiliation: str | Omit = OMIT,
        sort: Literal["created", "updated", "pushed", "full_name"] | Omit = OMIT,
        direction: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> list[models.Repository]:
        """List my repositories.

        Repositories that the signed-in user owns, collaborates on, or reaches through an organisation.

        Args:
            affiliation: Comma-separated list of `owner`, `collaborator` and `organization_member`.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /user/repos",
            query={
                "visibility": visibility,
                "affiliation": affiliation,
                "sort": sort,
                "direction": direction,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Repository],
            options=options,
        )

    async def get(
        self, *, owner: str, repo: str, options: RequestOptions | None = None
    ) -> models.Repository:
        """Get a repository.

        Description, default branch, visibility, licence, topics and counters of one repository.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}",
            path={"owner": owner, "repo": repo},
            returns=models.Repository,
            options=options,
        )

    async def list_commits(
        self,
        *,
        owner: str,
        repo: str,
        sha: str | Omit = OMIT,
        path: str | Omit = OMIT,
        author: str | Omit = OMIT,
        since: dt.datetime | str | Omit = OMIT,
        until: dt.datetime | str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> list[models.Commit]:
        """List commits.

        Newest first. Narrow with a branch, a path, an author or a span of time.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            sha: Branch, tag or commit to start from; the default branch if absent.
            path: Only commits that touch this file or folder.
            author: Login or e-mail address of the author.
            since: Only commits after this moment.
            until: Only commits before this moment.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/commits",
            path={"owner": owner, "repo": repo},
            query={
                "sha": sha,
                "path": path,
                "author": author,
                "since": since,
                "until": until,
                "per_page": per_page,
                "page": page,
            },
            returns=list[models.Commit],
            options=options,
        )

    async def get_content(
        self,
        *,
        owner: str,
        repo: str,
        path: str,
        ref: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.Content | list[models.Content]:
        """Get a file or list a folder.

        A file comes with its text in base64 and the `sha` that an update or deletion needs; a folder
        comes as a list of its entries without their contents.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            path: Path of the file or folder in the repository, such as `src/app.py`.
            ref: Branch, tag or commit; the default branch if absent.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/contents/{path}",
            path={"owner": owner, "repo": repo, "path": path},
            query={"ref": ref},
            returns=models.Content | list[models.Content],
            options=options,
        )

    async def write_file(
        self,
        *,
        owner: str,
        repo: str,
        path: str,
        message: str,
        content: str | bytes,
        sha: str | Omit = OMIT,
        branch: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.FileCommit:
        """Create or update a file.

        Commits one file. To change a file that exists, pass the `sha` that getting it returned.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            path: Path of the file or folder in the repository, such as `src/app.py`.
            message: The commit message.
            content: The whole new content in base64.
            sha: The blob that is replaced; required to change a file that exists.
            branch: The default branch if absent.
        """
        return await self._client.request(
            "PUT /repos/{owner}/{repo}/contents/{path}",
            path={"owner": owner, "repo": repo, "path": path},
            body={"message": message, "content": content, "sha": sha, "branch": branch},
            returns=models.FileCommit,
            options=options,
        )

    async def delete_file(
        self,
        *,
        owner: str,
        repo: str,
        path: str,
        message: str,
        sha: str,
        branch: str | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.FileCommit:
        """Delete a file.

        Commits the removal of one file. The history keeps it.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            path: Path of the file or folder in the repository, such as `src/app.py`.
            message: The commit message.
            sha: The blob to delete, as getting the file returned it.
            branch: The default branch if absent.
        """
        return await self._client.request(
            "DELETE /repos/{owner}/{repo}/contents/{path}",
            path={"owner": owner, "repo": repo, "path": path},
            body={"message": message, "sha": sha, "branch": branch},
            returns=models.FileCommit,
            options=options,
        )
