from __future__ import annotations

import datetime as dt

from .._kit.models import Model


class WorkflowRun(Model):
    """`WorkflowRun`."""

    id: int
    name: str | None = None
    display_title: str | None = None
    run_number: int | None = None
    run_attempt: int | None = None
    event: str | None = None
    status: str | None
    conclusion: str | None = None
    head_branch: str | None = None
    head_sha: str | None = None
    workflow_id: int | None = None
    html_url: str
    created_at: dt.datetime | None = None
    updated_at: dt.datetime | None = None
