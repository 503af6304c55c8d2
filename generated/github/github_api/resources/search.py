"""Search over repositories, issues and code"""

from __future__ import annotations

from typing import Literal

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Search(Resource):
    """Search over repositories, issues and code"""

    def repos(
        self,
        *,
        q: str,
        sort: Literal["stars", "forks", "help-wanted-issues", "updated"] | Omit = OMIT,
        order: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.SearchReposResponse:
        """Search repositories.

        Words and qualifiers, such as `mcp language:python stars:>100`.

        Args:
            q: Words and qualifiers of GitHub's search language.
            sort: By relevance if absent.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /search/repositories",
            query={"q": q, "sort": sort, "order": order, "per_page": per_page, "page": page},
            returns=models.SearchReposResponse,
            options=options,
        )

    def issues(
        self,
        *,
        q: str,
        sort: Literal["comments", "reactions", "interactions", "created", "updated"] | Omit = OMIT,
        order: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.SearchIssuesResponse:
        """Search issues and pull requests.

        Words and qualifiers, such as `repo:python/cpython is:issue is:open label:bug asyncio`.

        Args:
            q: Words and qualifiers of GitHub's search language.
            sort: By relevance if absent.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /search/issues",
            query={"q": q, "sort": sort, "order": order, "per_page": per_page, "page": page},
            returns=models.SearchIssuesResponse,
            options=options,
        )

    def code(
        self,
        *,
        q: str,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.SearchCodeResponse:
        """Search code.

        Words and qualifiers, such as `addClass repo:jquery/jquery language:js`. Default branches only.

        Args:
            q: Words and qualifiers of GitHub's search language.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /search/code",
            query={"q": q, "per_page": per_page, "page": page},
            returns=models.SearchCodeResponse,
            options=options,
        )


class AsyncSearch(AsyncResource):
    """Search over repositories, issues and code"""

    async def repos(
        self,
        *,
        q: str,
        sort: Literal["stars", "forks", "help-wanted-issues", "updated"] | Omit = OMIT,
        order: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.SearchReposResponse:
        """Search repositories.

        Words and qualifiers, such as `mcp language:python stars:>100`.

        Args:
            q: Words and qualifiers of GitHub's search language.
            sort: By relevance if absent.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /search/repositories",
            query={"q": q, "sort": sort, "order": order, "per_page": per_page, "page": page},
            returns=models.SearchReposResponse,
            options=options,
        )

    async def issues(
        self,
        *,
        q: str,
        sort: Literal["comments", "reactions", "interactions", "created", "updated"] | Omit = OMIT,
        order: Literal["asc", "desc"] | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.SearchIssuesResponse:
        """Search issues and pull requests.

        Words and qualifiers, such as `repo:python/cpython is:issue is:open label:bug asyncio`.

        Args:
            q: Words and qualifiers of GitHub's search language.
            sort: By relevance if absent.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /search/issues",
            query={"q": q, "sort": sort, "order": order, "per_page": per_page, "page": page},
            returns=models.SearchIssuesResponse,
            options=options,
        )

    async def code(
        self,
        *,
        q: str,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.SearchCodeResponse:
        """Search code.

        Words and qualifiers, such as `addClass repo:jquery/jquery language:js`. Default branches only.

        Args:
            q: Words and qualifiers of GitHub's search language.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /search/code",
            query={"q": q, "per_page": per_page, "page": page},
            returns=models.SearchCodeResponse,
            options=options,
        )
