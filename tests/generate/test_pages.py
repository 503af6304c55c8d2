"""Pages follow each other as the document says: `items` and `pages` over real answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.generate.conftest import Upstream, generated_module

ITEM = {"type": "object", "properties": {"id": {"type": "integer"}}}
NUMBER = {"type": "integer"}
TEXT = {"type": "string"}
META = {"type": "object", "properties": {"next": TEXT}}
PAGEABLE = {"x-ms-pageable": {"nextLinkName": "more", "itemName": "rows"}}


REDOCLY = {
    "x-redoclyPagination": {"style": "cursor", "cursorParam": "at", "nextCursor": "/end", "items": "/rows"}
}
THROUGH = {"x-ms-pageable": {"nextLinkName": "more", "itemName": "rows", "operationName": "further"}}


def operation(name: str, parameters: dict[str, Any], answer: dict[str, Any], **more: Any) -> dict[str, Any]:
    headers = {"Link": {"schema": {"type": "string"}}} if more.pop("link", False) else {}
    content = {"application/json": {"schema": answer}}
    return {
        "get": {
            "operationId": name,
            "tags": ["lists"],
            "parameters": [
                {"name": key, "in": "query", "schema": schema} for key, schema in parameters.items()
            ],
            "responses": {"200": {"description": "", "headers": headers, "content": content}},
            **more,
        }
    }


def page_of(**more: Any) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
    return {"type": "object", "properties": {"rows": rows, **more}}


def within(*names_and_item: Any) -> dict[str, Any]:
    """Return a path item with parameters in its path."""
    *names, item = names_and_item
    segments = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in names]
    return {**item, "parameters": segments}


ARRAY = {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
LATE = {
    **operation("late", {}, page_of(more=TEXT), **PAGEABLE)["get"],
    "x-ms-long-running-operation": True,
}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Pages", "version": "1"},
    "paths": {
        "/page": operation("page", {"page": NUMBER, "per_page": NUMBER}, ARRAY),
        "/zero": operation("zero", {"page": {**NUMBER, "default": 0}}, page_of()),
        "/offset": operation("offset", {"offset": NUMBER, "limit": NUMBER}, page_of()),
        "/cursor": operation("cursor", {"cursor": TEXT}, page_of(meta=META)),
        "/after": operation("after", {"starting_after": NUMBER}, page_of(has_more={"type": "boolean"})),
        "/url": operation("url", {"limit": NUMBER}, page_of(next={"type": ["string", "null"]})),
        "/link": operation("link", {"per_page": NUMBER}, ARRAY, link=True),
        "/told": operation("told", {}, page_of(more=TEXT), **PAGEABLE),
        "/single": operation("single", {}, ITEM),
        "/redocly": operation("redocly", {"at": TEXT}, page_of(end=TEXT), **REDOCLY),
        "/versioned": operation("versioned", {"api-version": TEXT}, page_of(more=TEXT), **PAGEABLE),
        "/tenants/{tenant}": within("tenant", operation("first", {"v": TEXT}, page_of(more=TEXT), **THROUGH)),
        "/tenants/{tenant}/{rest}": within("tenant", "rest", operation("further", {"v": TEXT}, page_of())),
        "/late": {"post": LATE},
    },
    "components": {"schemas": {"Item": ITEM}},
}


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    folder: Path = tmp_path_factory.mktemp("pages")
    (folder / "pages.json").write_text(json.dumps(DOCUMENT))
    return generated_module(folder / "pages.json", folder / "out", "pages")


def rows(*ids: int) -> list[dict[str, int]]:
    return [{"id": number} for number in ids]


def queries(upstream: Upstream) -> list[dict[str, str]]:
    return [
        {name: values[0] for name, values in parse_qs(urlsplit(request.target).query).items()}
        for request in upstream.received
    ]


Answers = Callable[[Upstream], None]


def answer_page(upstream: Upstream) -> None:
    for found in (rows(1, 2), rows(3, 4), []):
        upstream.answer(found)


def answer_rows(upstream: Upstream) -> None:
    for found in (rows(1, 2), rows(3, 4), []):
        upstream.answer({"rows": found})


def answer_cursor(upstream: Upstream) -> None:
    upstream.answer({"rows": rows(1, 2), "meta": {"next": "b/&"}})
    upstream.answer({"rows": rows(3, 4), "meta": {"next": ""}})


def answer_after(upstream: Upstream) -> None:
    upstream.answer({"rows": rows(1, 2), "has_more": True})
    upstream.answer({"rows": rows(3, 4), "has_more": False})


def answer_url(upstream: Upstream) -> None:
    upstream.answer({"rows": rows(1, 2), "next": "/url?token=x%2Fy"})
    upstream.answer({"rows": rows(3, 4), "next": None})


def answer_link(upstream: Upstream) -> None:
    upstream.answer(rows(1, 2), link='</link?p=0>; rel="prev", </link?p=2>; title="a, b"; rel="last next"')
    upstream.answer(rows(3, 4), link='</link?p=1>; rel="prev"')


def answer_told(upstream: Upstream) -> None:
    upstream.answer({"rows": rows(1, 2), "more": f"{upstream.url}/told?k=1"})
    upstream.answer({"rows": rows(3, 4)})


def answer_end(upstream: Upstream) -> None:
    upstream.answer({"rows": rows(1, 2), "end": "b"})
    upstream.answer({"rows": rows(3, 4)})


KINDS: dict[str, tuple[Answers, list[dict[str, str]]]] = {
    "page": (answer_page, [{}, {"page": "2"}, {"page": "3"}]),
    "zero": (answer_rows, [{}, {"page": "1"}, {"page": "2"}]),
    "offset": (answer_rows, [{}, {"offset": "2"}, {"offset": "4"}]),
    "cursor": (answer_cursor, [{}, {"cursor": "b/&"}]),
    "after": (answer_after, [{}, {"starting_after": "2"}]),
    "url": (answer_url, [{}, {"token": "x/y"}]),
    "link": (answer_link, [{}, {"p": "2"}]),
    "told": (answer_told, [{}, {"k": "1"}]),
    "redocly": (answer_end, [{}, {"at": "b"}]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_pages_is_followed_to_its_end(lists: ModuleType, upstream: Upstream, kind: str) -> None:
    answers, expected = KINDS[kind]
    answers(upstream)
    client = lists.Client(base_url=upstream.url)
    found = list(lists.items(getattr(client.lists, kind))())
    assert [item.id for item in found] == [1, 2, 3, 4]
    assert {type(item).__name__ for item in found} == {"Item"}
    assert queries(upstream) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_the_async_client_follows_them_too(lists: ModuleType, upstream: Upstream, kind: str) -> None:
    answers, expected = KINDS[kind]
    answers(upstream)

    async def run() -> list[int]:
        async with lists.AsyncClient(base_url=upstream.url) as client:
            return [item.id async for item in lists.items(getattr(client.lists, kind))()]

    assert asyncio.run(run()) == [1, 2, 3, 4]
    assert queries(upstream) == expected


def test_a_page_is_asked_for_when_it_is_needed(lists: ModuleType, upstream: Upstream) -> None:
    answer_rows(upstream)
    found = lists.items(lists.Client(base_url=upstream.url).lists.offset)()
    assert upstream.received == []
    assert next(found).id == 1
    assert len(upstream.received) == 1


def test_a_short_page_is_the_last_when_its_size_was_asked_for(lists: ModuleType, upstream: Upstream) -> None:
    upstream.answer(rows(1, 2, 3))
    upstream.answer(rows(4))
    found = lists.items(lists.Client(base_url=upstream.url).lists.page)(per_page=3, page=5)
    assert [item.id for item in found] == [1, 2, 3, 4]
    assert queries(upstream) == [{"page": "5", "per_page": "3"}, {"page": "6", "per_page": "3"}]


def test_pages_gives_what_the_method_gives(lists: ModuleType, upstream: Upstream) -> None:
    answer_cursor(upstream)
    found = list(lists.pages(lists.Client(base_url=upstream.url).lists.cursor)())
    assert [page.meta.next for page in found] == ["b/&", ""]
    assert [item.id for item in found[1].page_items()] == [3, 4]


def test_a_server_that_answers_the_same_cursor_for_ever_is_left(
    lists: ModuleType, upstream: Upstream
) -> None:
    for number in range(9):
        upstream.answer({"rows": rows(number), "meta": {"next": "same"}})
    assert len(list(lists.pages(lists.Client(base_url=upstream.url).lists.cursor)())) == 2


def test_a_server_that_ignores_the_number_of_the_page_is_left(lists: ModuleType, upstream: Upstream) -> None:
    for _ in range(9):
        upstream.answer(rows(1, 2))
    assert [item.id for item in lists.items(lists.Client(base_url=upstream.url).lists.page)()] == [1, 2]
    assert len(upstream.received) == 2


def test_a_next_page_at_another_server_is_not_asked_for(lists: ModuleType, upstream: Upstream) -> None:
    upstream.answer({"rows": rows(1), "next": "http://127.0.0.2:9/steal"})
    found = lists.items(lists.Client(base_url=upstream.url, token="secret").lists.url)()
    assert next(found).id == 1
    with pytest.raises(lists.ArgumentError, match="another server"):
        next(found)
    assert len(upstream.received) == 1


def test_an_error_on_a_later_page_is_raised_when_it_is_reached(lists: ModuleType, upstream: Upstream) -> None:
    upstream.answer({"rows": rows(1), "meta": {"next": "b"}})
    upstream.answer({"message": "the list was taken down"}, status=410)
    found = lists.items(lists.Client(base_url=upstream.url).lists.cursor)()
    assert next(found).id == 1
    with pytest.raises(lists.APIStatusError, match="taken down"):
        next(found)


def test_an_operation_without_pages_has_one(lists: ModuleType, upstream: Upstream) -> None:
    upstream.answer({"id": 7})
    assert [page.id for page in lists.pages(lists.Client(base_url=upstream.url).lists.single)()] == [7]


def targets(upstream: Upstream) -> list[str]:
    return [request.target for request in upstream.received]


def test_the_version_of_the_api_goes_with_every_page_whatever_the_link_says(
    lists: ModuleType, upstream: Upstream
) -> None:
    upstream.answer({"rows": rows(1), "more": "/versioned?k=a%2Fb&Api-Version=old#x"})
    upstream.answer({"rows": rows(2), "more": "/versioned?k=c"})
    upstream.answer({"rows": rows(3)})
    with lists.Client(base_url=upstream.url) as client:
        found = [item.id for item in lists.items(client.lists.versioned)(api_version="2.0")]
    assert found == [1, 2, 3]
    assert targets(upstream)[1:] == ["/versioned?k=a%2Fb&api-version=2.0", "/versioned?k=c&api-version=2.0"]


def test_another_operation_gets_the_next_page_with_the_arguments_of_the_first(
    lists: ModuleType, upstream: Upstream
) -> None:
    upstream.answer({"rows": rows(1), "more": "next?page=2"})
    upstream.answer({"rows": rows(2), "more": "next?page=3"})
    upstream.answer({"rows": rows(3)})
    with lists.Client(base_url=f"{upstream.url}/base") as client:
        found = [item.id for item in lists.items(client.lists.first)(tenant="me/too", v="1.6")]
    assert found == [1, 2, 3]
    assert targets(upstream) == [
        "/base/tenants/me%2Ftoo?v=1.6",
        "/base/tenants/me%2Ftoo/next?v=1.6&page=2",
        "/base/tenants/me%2Ftoo/next?v=1.6&page=3",
    ]


@pytest.mark.parametrize("link", ["http://127.0.0.2:9/steal", "//127.0.0.2:9/steal", "http://[::1/"])
def test_a_next_page_elsewhere_is_not_asked_for(lists: ModuleType, upstream: Upstream, link: str) -> None:
    upstream.answer({"rows": rows(1), "more": link})
    with lists.Client(base_url=upstream.url) as client, pytest.raises(lists.ArgumentError):
        list(lists.items(client.lists.told)())
    assert len(upstream.received) == 1


@pytest.mark.parametrize("asynchronous", [False, True])
def test_pages_of_a_result_that_is_waited_for(
    asynchronous: bool, lists: ModuleType, upstream: Upstream
) -> None:
    upstream.answer(status=202, location="/jobs/1", retry_after="0")
    upstream.answer({"rows": rows(1), "more": "/late?k=1"})
    upstream.answer({"rows": rows(2)})

    async def run() -> list[int]:
        async with lists.AsyncClient(base_url=upstream.url) as client:
            return [item.id async for item in lists.items(lists.wait(client.lists.late))()]

    if asynchronous:
        found = asyncio.run(run())
    else:
        with lists.Client(base_url=upstream.url) as client:
            found = [item.id for item in lists.items(lists.wait(client.lists.late))()]
    assert found == [1, 2]
    assert targets(upstream) == ["/late", "/jobs/1", "/late?k=1"]
    assert [request.method for request in upstream.received] == ["POST", "GET", "GET"]


def test_the_response_itself_can_be_waited_for(lists: ModuleType, upstream: Upstream) -> None:
    upstream.answer(status=202, location="/jobs/1", retry_after="0")
    upstream.answer({"rows": rows(1)}, x_kept="yes")
    with lists.Client(base_url=upstream.url) as client:
        response = lists.raw_response(lists.wait(client.lists.late))()
    assert response.headers["x-kept"] == "yes"
    assert [item.id for item in response.parse().rows] == [1]
