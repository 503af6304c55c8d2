"""Pages of an answer: two of them, made of the sample of one."""

from __future__ import annotations

import copy
from typing import Any

import httpx2
from cases import CASES, Case
from support import HOST, Network

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
    for answer in case.answers:
        if answer.status[0] in "2d" and answer.media and "json" in answer.media:
            items = at(answer.value, case.pages.get("items", ()))
            return answer.value if isinstance(items, list) and items else None
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


PAGED = [
    case
    for case in CASES
    if case.pages and "via" not in case.pages and case.tries and sample_of(case) is not None
]


def two_pages(case: Case) -> Pages:
    return Pages([page(case, last=False), page(case, last=True)])


def items_of(case: Case, network: Pages) -> list[list[Any]]:
    """Return the items of each page."""
    return [at(body, case.pages.get("items", [])) for body, _ in network.pages]
