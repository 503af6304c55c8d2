from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pets
import pytest

from integen.kit.mcp.documents import documents
from integen.kit.mcp.search import Document, Index
from integen.kit.mcp.words import stem, words


def index(**texts: str) -> Index:
    return Index(Document(name, {"name": name, "summary": text}) for name, text in texts.items())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("listPullRequests", ["list", "pul", "request"]),
        ("/repos/{owner_name}/HTTPServers2", ["repo", "owner", "nam", "http", "server", "2"]),
        ("the creation of categories", ["creat", "category"]),
        ("URLs", ["url"]),
    ],
)
def test_identifiers_and_prose_become_the_same_words(text: str, found: list[str]) -> None:
    assert list(words(text)) == found


@pytest.mark.parametrize(
    "forms",
    [
        ("create", "creates", "created", "creating", "creation"),
        ("repository", "repositories"),
        ("branch", "branches"),
        ("stop", "stopped", "stopping"),
        ("assign", "assignee", "assignees", "assigned"),
        ("cancel", "cancels", "cancelled", "canceling"),
        ("add", "adding", "added"),
        ("class", "classes"),
    ],
)
def test_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_a_synonym_finds_but_the_word_itself_wins() -> None:
    found = index(users_remove="Remove a user", users_delete="Delete a user", users_list="List users")
    assert found.search("delete user", 2) == ["users_delete", "users_remove"]
    assert set(found.search("erase user", 2)) == {"users_delete", "users_remove"}


def test_more_of_the_words_beat_more_of_one_word() -> None:
    found = index(a="label label label label", b="Add a label to an issue")
    assert found.search("label issue", 1) == ["b"]


def test_equal_scores_keep_the_order_of_the_catalog() -> None:
    same = index(b="thing", a="thing", c="thing")
    assert same.search("thing", 3) == ["b", "a", "c"]


@pytest.mark.parametrize("query", ["", "the of", "\x00\ud800", "?" * 10_000, "zzz"])
def test_a_query_without_known_words_finds_nothing(query: str) -> None:
    assert index(a="thing").search(query, 5) == []


def test_parameters_and_paths_are_searched_too(tmp_path: Path) -> None:
    catalog = pets.catalog(tmp_path)
    found = Index(documents(catalog, catalog.index()))
    assert found.search("labels", 1) == ["orders_create"]
    assert found.search("photos", 1) == ["photos_get"]


GITHUB = """
create an issue|issues/create
list open issues in a repository|issues/list-for-repo
comment on an issue|issues/create-comment
close issue|issues/update
add labels to issue|issues/add-labels
open a pull request|pulls/create
merge pull request|pulls/merge
list pull request files|pulls/list-files
request reviewers|pulls/request-reviewers
approve pull request review|pulls/create-review pulls/submit-review
get file content|repos/get-content
create or update file|repos/create-or-update-file-contents
delete a file|repos/delete-file
list branches|repos/list-branches
create repository for me|repos/create-for-authenticated-user
create repo in organization|repos/create-in-org
fork a repo|repos/create-fork
star a repository|activity/star-repo-for-authenticated-user
list commits|repos/list-commits
compare two commits|repos/compare-commits-with-basehead repos/compare-commits
search code|search/code
find users|search/users
latest release|repos/get-latest-release
upload release asset|repos/upload-release-asset
create release|repos/create-release
list workflow runs|actions/list-workflow-runs-for-repo actions/list-workflow-runs
cancel workflow run|actions/cancel-workflow-run
download workflow logs|actions/download-workflow-run-logs
remove collaborator|repos/remove-collaborator
invite someone to organization|orgs/create-invitation
list team members|teams/list-members-in-org
create gist|gists/create
list notifications|activity/list-notifications-for-authenticated-user
mark notifications as read|activity/mark-notifications-as-read
create webhook for repo|repos/create-webhook
delete webhook|repos/delete-webhook
dependabot alerts|dependabot/list-alerts-for-repo
code scanning alerts for a repo|code-scanning/list-alerts-for-repo
add deploy key|repos/create-deploy-key
rate limit status|rate-limit/get
render markdown|markdown/render
lock conversation|issues/lock
list milestones|issues/list-milestones
block a user|users/block orgs/block-user
traffic views|repos/get-views
"""


def _operations(document: dict[str, Any]) -> Iterator[Document]:
    for path, item in sorted(document["paths"].items()):
        for method in ("delete", "get", "patch", "post", "put"):
            if operation := item.get(method):
                yield Document(
                    operation["operationId"],
                    {
                        "name": operation["operationId"],
                        "title": operation["summary"],
                        "path": f"{path} {operation['tags'][0]}",
                        "summary": operation["summary"],
                        "description": (operation.get("description") or "")[:300],
                    },
                )


@pytest.mark.corpus
def test_what_people_ask_of_github_is_among_the_first_five() -> None:
    path = Path.home() / ".cache/integen-corpus/github.json"
    if not path.exists():
        pytest.skip("the corpus is not here")
    github = Index(_operations(json.loads(path.read_bytes())))
    missed = []
    queries = [line.split("|") for line in GITHUB.strip().splitlines()]
    for query, wanted in queries:
        found = github.search(query, 5)
        if not set(wanted.split()) & set(found):
            missed.append((query, found))
    assert len(missed) <= 2, missed
    assert len(queries) >= 40
