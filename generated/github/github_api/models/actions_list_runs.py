from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.models import Model

if TYPE_CHECKING:
    from .workflow_run import WorkflowRun


class ActionsListRunsResponse(Model):
    """Part of `ActionsListRunsOwner`."""

    total_count: int
    workflow_runs: list[WorkflowRun]

    def page_items(self) -> list[WorkflowRun]:
        """Return the items of this page."""
        return self.workflow_runs
