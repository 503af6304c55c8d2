"""Pages: the second is asked for as the contract says, what stands on both comes, and there is an end."""

from __future__ import annotations

import json
from operator import attrgetter
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest
from cases import Case, arguments_of
from clients import client_of, loop
from paged import NEXT, PAGED, Pages, items_of, sample_of, two_pages
from server import tool_result
from support import HOST, SECRET

import petshop_api


def assert_asked(case: Case, network: Pages) -> None:
    """Fail unless both pages were asked for, each once, and the second as what comes after the first."""
    first, *others = network.sent
    assert len(others) == 1, f"{len(network.sent)} pages were asked for, and there are two"
    assert (others[0].url, others[0].content) != (first.url, first.content), (
        "one page was asked for twice"
    )
    assert_asks_on(case, others[0], items_of(case, network)[0])


def assert_asks_on(case: Case, sent: httpx2.Request, before: list[Any]) -> None:
    kind, parameter = case.pages["kind"], case.pages.get("parameter")
    if kind in ("url", "link"):
        assert sent.url.copy_with(query=None) == f"{HOST}/{NEXT}"
        own = {name.lower() for name, value in sent.url.params.multi_items() if SECRET not in value}
        assert own <= set(case.pages.get("kept", ()))
        return
    following = {"cursor": NEXT, "after": str(before[-1]["id"]) if kind == "after" else None}.get(
        kind
    )
    if following is None:
        if asked_for(case, parameter):
            return
        following = str(len(before) if kind == "offset" else case.pages.get("start", 1) + 1)
    assert str(stated(case, sent, parameter)) == following


def stated(case: Case, sent: httpx2.Request, parameter: str) -> Any:
    """Return what a request says for the parameter that pages, where the contract has it."""
    if case.pages.get("in") != "body":
        return sent.url.params.get(parameter)
    if "form-urlencoded" in sent.headers.get("content-type", ""):
        return parse_qs(sent.content.decode()).get(parameter, [None])[0]
    return json.loads(sent.content).get(parameter)


def asked_for(case: Case, parameter: str) -> bool:
    """Whether the first page was named, as it must be where the parameter is required."""
    place = case.expected(case.least).get(case.pages.get("in", "query"), {})
    return parameter in place or parameter in (place.get("") or {})


@pytest.mark.parametrize("case", PAGED, ids=str)
def test_the_second_page_is_asked_for_and_then_there_is_an_end(case: Case) -> None:
    network = two_pages(case)
    method = attrgetter(case.call)(client_of(petshop_api.Client, network))
    found = list(petshop_api.items(method)(**arguments_of(case, case.least)))
    assert_asked(case, network)
    assert len(found) == sum(map(len, items_of(case, network)))


@pytest.mark.parametrize("case", PAGED, ids=str)
def test_pages_are_awaited_as_well(case: Case) -> None:
    network = two_pages(case)
    method = attrgetter(case.call)(client_of(petshop_api.AsyncClient, network))

    async def gathered() -> list[Any]:
        return [each async for each in petshop_api.items(method)(**arguments_of(case, case.least))]

    found = loop().run_until_complete(gathered())
    assert_asked(case, network)
    assert len(found) == sum(map(len, items_of(case, network)))


# What is larger is cut, with a note of how to get the rest.
TOOLS = [case for case in PAGED if case.tool and len(json.dumps(sample_of(case))) < 40_000]


@pytest.mark.parametrize("case", TOOLS, ids=str)
def test_the_tool_gathers_pages(case: Case) -> None:
    network = two_pages(case)
    result = tool_result(case, {**case.of_tool(case.least), "_max_items": 1000}, network)
    assert_asked(case, network)
    assert json.loads(result.content[0].text) == [
        each for items in items_of(case, network) for each in items
    ]
    assert len(result.content) == 1, f"more is promised than there is: {result.content[1].text}"


@pytest.mark.parametrize("case", TOOLS, ids=str)
def test_the_cursor_of_a_tool_leads_to_the_next_page(case: Case) -> None:
    network = two_pages(case)
    first, second = items_of(case, network)
    given = {**case.of_tool(case.least), "_max_items": len(first)}
    begun = tool_result(case, given, network)
    assert json.loads(begun.content[0].text) == first
    assert len(network.sent) == 1
    cursor = begun.content[1].text.partition('`_cursor`: "')[2].partition('"')[0]
    rest = tool_result(case, {**given, "_max_items": 1000, "_cursor": cursor}, network)
    assert_asked(case, network)
    assert json.loads(rest.content[0].text) == second
