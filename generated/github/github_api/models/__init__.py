"""The models of GitHub. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .account import Account as Account
    from .actions_list_runs import ActionsListRunsResponse as ActionsListRunsResponse
    from .branch import Branch as Branch
    from .changed_file import ChangedFile as ChangedFile
    from .code_match import CodeMatch as CodeMatch
    from .comment import Comment as Comment
    from .commit import Commit as Commit
    from .commit import CommitCommit as CommitCommit
    from .commit import CommitParent as CommitParent
    from .content import Content as Content
    from .file_commit import FileCommit as FileCommit
    from .file_commit import FileCommitCommit as FileCommitCommit
    from .issue import Issue as Issue
    from .issue import IssuePullRequest as IssuePullRequest
    from .label import Label as Label
    from .license import License as License
    from .line_comment import LineComment as LineComment
    from .line_comment import LineCommentParam as LineCommentParam
    from .milestone import Milestone as Milestone
    from .notification import Notification as Notification
    from .notification import NotificationSubject as NotificationSubject
    from .person import Person as Person
    from .problem import Problem as Problem
    from .problem import ProblemError as ProblemError
    from .pull_request import PullRequest as PullRequest
    from .pulls_merge import PullsMergeResponse as PullsMergeResponse
    from .repository import Repository as Repository
    from .review import Review as Review
    from .search_code import SearchCodeResponse as SearchCodeResponse
    from .search_issues import SearchIssuesResponse as SearchIssuesResponse
    from .search_page import SearchPage as SearchPage
    from .search_repos import SearchReposResponse as SearchReposResponse
    from .signature import Signature as Signature
    from .workflow_run import WorkflowRun as WorkflowRun

__getattr__, __dir__ = attach(
    __name__,
    {
        "Account": "account",
        "ActionsListRunsResponse": "actions_list_runs",
        "Branch": "branch",
        "ChangedFile": "changed_file",
        "CodeMatch": "code_match",
        "Comment": "comment",
        "Commit": "commit",
        "CommitCommit": "commit",
        "CommitParent": "commit",
        "Content": "content",
        "FileCommit": "file_commit",
        "FileCommitCommit": "file_commit",
        "Issue": "issue",
        "IssuePullRequest": "issue",
        "Label": "label",
        "License": "license",
        "LineComment": "line_comment",
        "LineCommentParam": "line_comment",
        "Milestone": "milestone",
        "Notification": "notification",
        "NotificationSubject": "notification",
        "Person": "person",
        "Problem": "problem",
        "ProblemError": "problem",
        "PullRequest": "pull_request",
        "PullsMergeResponse": "pulls_merge",
        "Repository": "repository",
        "Review": "review",
        "SearchCodeResponse": "search_code",
        "SearchIssuesResponse": "search_issues",
        "SearchPage": "search_page",
        "SearchReposResponse": "search_repos",
        "Signature": "signature",
        "WorkflowRun": "workflow_run",
    },
)
