"""Workflow runs of GitHub Actions"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .. import models
from .._kit.client import AsyncResource, Resource
from .._kit.omit import OMIT, Omit
from .._kit.options import RequestOptions


class Actions(Resource):
    """Workflow runs of GitHub Actions"""

    def list_runs(
        self,
        *,
        owner: str,
        repo: str,
        branch: str | Omit = OMIT,
        event: str | Omit = OMIT,
        status: Literal[
            "queued",
            "in_progress",
            "waiting",
            "completed",
            "success",
            "failure",
            "cancelled",
            "skipped",
            "timed_out",
        ]
        | Omit = OMIT,
        head_sha: str | Omit = OMIT,
        created: str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.ActionsListRunsResponse:
        """List workflow runs.

        Newest first. Use it to see whether CI passed on a branch or a commit.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            event: What started it, such as `push`, `pull_request` or `workflow_dispatch`.
            status: A status or a conclusion.
            created: A date or a span such as `>=2026-01-01` or `2026-01-01..2026-01-31`.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return self._client.request(
            "GET /repos/{owner}/{repo}/actions/runs",
            path={"owner": owner, "repo": repo},
            query={
                "branch": branch,
                "event": event,
                "status": status,
                "head_sha": head_sha,
                "created": created,
                "per_page": per_page,
                "page": page,
            },
            returns=models.ActionsListRunsResponse,
            options=options,
        )

    def dispatch_workflow(
        self,
        *,
        owner: str,
        repo: str,
        workflow_id: int | str,
        ref: str,
        inputs: Mapping[str, str] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> None:
        """Start a workflow.

        The workflow must listen to `workflow_dispatch`. Find the run it starts by listing runs.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            workflow_id: Number of the workflow, or its file name such as `ci.yml`.
            ref: Branch or tag to run it on.
            inputs: Inputs that the workflow declares.
        """
        return self._client.request(
            "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
            path={"owner": owner, "repo": repo, "workflow_id": workflow_id},
            body={"ref": ref, "inputs": inputs},
            returns=None,
            options=options,
        )


class AsyncActions(AsyncResource):
    """Workflow runs of GitHub Actions"""

    async def list_runs(
        self,
        *,
        owner: str,
        repo: str,
        branch: str | Omit = OMIT,
        event: str | Omit = OMIT,
        status: Literal[
            "queued",
            "in_progress",
            "waiting",
            "completed",
            "success",
            "failure",
            "cancelled",
            "skipped",
            "timed_out",
        ]
        | Omit = OMIT,
        head_sha: str | Omit = OMIT,
        created: str | Omit = OMIT,
        per_page: int | Omit = OMIT,
        page: int | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> models.ActionsListRunsResponse:
        """List workflow runs.

        Newest first. Use it to see whether CI passed on a branch or a commit.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            event: What started it, such as `push`, `pull_request` or `workflow_dispatch`.
            status: A status or a conclusion.
            created: A date or a span such as `>=2026-01-01` or `2026-01-01..2026-01-31`.
            per_page: How many on a page.
            page: Which page, from 1.
        """
        return await self._client.request(
            "GET /repos/{owner}/{repo}/actions/runs",
            path={"owner": owner, "repo": repo},
            query={
                "branch": branch,
                "event": event,
                "status": status,
                "head_sha": head_sha,
                "created": created,
                "per_page": per_page,
                "page": page,
            },
            returns=models.ActionsListRunsResponse,
            options=options,
        )

    async def dispatch_workflow(
        self,
        *,
        owner: str,
        repo: str,
        workflow_id: int | str,
        ref: str,
        inputs: Mapping[str, str] | Omit = OMIT,
        options: RequestOptions | None = None,
    ) -> None:
        """Start a workflow.

        The workflow must listen to `workflow_dispatch`. Find the run it starts by listing runs.

        Args:
            owner: The account that owns the repository, such as `python`.
            repo: Name of the repository without its owner, such as `cpython`.
            workflow_id: Number of the workflow, or its file name such as `ci.yml`.
            ref: Branch or tag to run it on.
            inputs: Inputs that the workflow declares.
        """
        return await self._client.request(
            "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
            path={"owner": owner, "repo": repo, "workflow_id": workflow_id},
            body={"ref": ref, "inputs": inputs},
            returns=None,
            options=options,
        )
