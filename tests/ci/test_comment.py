"""The report becomes one comment, which is written over and belongs to us."""

from __future__ import annotations

import dataclasses

import pytest

from integen.ci.event import Event
from integen.ci.github import Refused, connected
from integen.errors import IntegenError

from .github import BOT, TOKEN, GitHub

MARKER = "<!-- integen ci: . -->"
PERSON = {"login": "mallory", "type": "User"}


@pytest.fixture
def event(github: GitHub) -> Event:
    return Event(name="pull_request", repository="team/shop", pull=7, api=github.url, token=TOKEN)


def test_the_second_report_is_written_over_the_first(github: GitHub, event: Event) -> None:
    connected(event).comment(7, MARKER, f"{MARKER}\none")
    connected(event).comment(7, MARKER, f"{MARKER}\ntwo")
    assert [each["body"] for each in github.comments] == [f"{MARKER}\ntwo"]


def test_it_is_found_among_hundreds(github: GitHub, event: Event) -> None:
    for number in range(250):
        github.add(f"comment {number}", PERSON)
    github.add(f"{MARKER}\nours", BOT)
    assert connected(event).comment(7, MARKER, f"{MARKER}\nanew") == "https://github.com/c/251"
    assert len(github.comments) == 251


def test_projects_of_one_repository_have_a_comment_each(github: GitHub, event: Event) -> None:
    other = "<!-- integen ci: services/api -->"
    connected(event).comment(7, MARKER, f"{MARKER}\none")
    connected(event).comment(7, other, f"{other}\ntwo")
    assert len(github.comments) == 2


def test_comments_of_others_are_never_written_over(github: GitHub, event: Event) -> None:
    """A token of a workflow might: whoever wrote it could then say anything in our name."""
    github.add(f"{MARKER}\nmallory was here", PERSON)
    connected(event).comment(7, MARKER, f"{MARKER}\nours")
    assert [each["body"].split("\n")[1] for each in github.comments] == ["mallory was here", "ours"]


def test_a_token_that_may_only_read_is_refused(github: GitHub, event: Event) -> None:
    github.forbids = True
    with pytest.raises(Refused, match="403: Resource not accessible by integration") as caught:
        connected(event).comment(7, MARKER, MARKER)
    assert "`pull-requests: write`" in str(caught.value.hint)


def test_no_message_holds_the_token(github: GitHub, event: Event) -> None:
    wrong = dataclasses.replace(event, token="ghs_another_secret")
    with pytest.raises(Refused) as caught:
        connected(wrong).comment(7, MARKER, MARKER)
    service = connected(wrong)
    assert "another_secret" not in f"{caught.value!r}{caught.value.hint}{service!r}{wrong!r}"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"token": ""}, "there is no token"),
        ({"repository": ""}, "this is no workflow of GitHub"),
    ],
)
def test_what_is_missing_is_told(event: Event, change: dict[str, str], told: str) -> None:
    with pytest.raises(IntegenError, match=told):
        connected(dataclasses.replace(event, **change))  # type: ignore[arg-type]


def test_a_server_that_is_away_is_told(github: GitHub, event: Event) -> None:
    github.server_close()
    with pytest.raises(IntegenError, match="cannot be reached"):
        connected(dataclasses.replace(event, api="http://127.0.0.1:9")).comment(7, MARKER, MARKER)


def test_a_pull_request_is_opened_once(github: GitHub, event: Event) -> None:
    first = connected(event).pull_request("integen/main", "main", "Generate shop", "one")
    second = connected(event).pull_request("integen/main", "main", "Generate shop", "two")
    assert (first.is_new, second.is_new, first.number == second.number) == (True, False, True)
    assert [each["body"] for each in github.pulls] == ["two"]
