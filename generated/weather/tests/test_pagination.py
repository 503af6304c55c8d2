"""Pages: the second is asked for as the contract says, what stands on both comes, and there is an end."""

from __future__ import annotations

import copy
from operator import attrgetter
from typing import Any

import httpx2
import pytest
from support import CASES, HOST, Case, Network, arguments_of, credentials

import weather_api

NEXT = "c0ffee"


class Pages(Network):
    """Answers with one page after the other."""

    def __init__(self, pages: list[tuple[Any, dict[str, str]]]) -> None:
        super().__init__()
        self.pages = pages

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.sent.append(request)
        body, headers = self.pages[min(len(self.sent), len(self.pages)) - 1]
        return httpx2.Response(200, headers=headers, json=body)


def sample_of(case: Case) -> Any:
    """Return the sample of a page that has items; None without one."""
    for status, media, value, _ in case.answers:
        if status[0] in "2d" and media and "json" in media:
            items = at(value, case.pages.get("items", ()))
            return value if isinstance(items, list) and items else None
    return None


def at(value: Any, path: tuple[str, ...] | list[str]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def put(value: Any, path: list[str], member: Any) -> None:
    for name in path[:-1]:
        value = value.setdefault(name, {})
    value[path[-1]] = member


def page(case: Case, *, last: bool) -> tuple[Any, dict[str, str]]:
    """Return body and headers of a page: the last says, in each way there is, that none follows."""
    pages, body = case.pages, copy.deepcopy(sample_of(case))
    kind, headers = pages["kind"], {}
    if "more" in pages:
        put(body, pages["more"], not last)
    items = at(body, pages.get("items", []))
    if last and kind in ("page", "offset", "after"):
        items.clear()
    elif last:
        items.append(items[0])  # a page like the one before would be taken for the same again
    if kind == "cursor" and "next" in pages:
        put(body, pages["next"], "" if last else NEXT)
    if kind in ("url", "link") and "next" in pages:
        put(body, pages["next"], None if last else f"{HOST}/{NEXT}")
    elif kind in ("url", "link") and not last:
        headers["link"] = f'<{HOST}/{NEXT}>; rel="next"'
    return body, headers


PAGED = [case for case in CASES if case.pages and case.tries and sample_of(case) is not None]


@pytest.mark.parametrize("case", PAGED, ids=str)
def test_the_second_page_is_asked_for_and_then_there_is_an_end(case: Case) -> None:
    network = Pages([page(case, last=False), page(case, last=True)])
    with weather_api.Client(
        base_url=HOST, transport=network, max_retries=0, **credentials()
    ) as client:
        method = attrgetter(case.call)(client)
        found = list(weather_api.items(method)(**arguments_of(case, case.tries[0])))
    items = [at(body, case.pages.get("items", [])) for body, _ in network.pages]
    assert len(network.sent) == 2
    assert len(found) == len(items[0]) + len(items[1])
    assert_asks_on(case, network.sent[1], items[0])


def assert_asks_on(case: Case, sent: httpx2.Request, before: list[Any]) -> None:
    """Fail unless the second request says what comes after the first page."""
    kind, parameter = case.pages["kind"], case.pages.get("parameter")
    if kind in ("url", "link"):
        assert str(sent.url) == f"{HOST}/{NEXT}"
    elif kind == "cursor":
        assert sent.url.params.get(parameter) == NEXT
    elif kind == "after":
        assert sent.url.params.get(parameter) == str(before[-1]["id"])
    elif not asked_for(case, parameter):
        following = len(before) if kind == "offset" else case.pages.get("start", 1) + 1
        assert sent.url.params.get(parameter) == str(following)


def asked_for(case: Case, parameter: str) -> bool:
    """Whether the first page was named, as it must be where the parameter is required."""
    return parameter in case.expected(case.tries[0]).get("query", {})
