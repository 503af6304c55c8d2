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


ARRAY = {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
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


KINDS: dict[str, tuple[Answers, list[dict[str, str]]]] = {
    "page": (answer_page, [{}, {"page": "2"}, {"page": "3"}]),
    "zero": (answer_rows, [{}, {"page": "1"}, {"page": "2"}]),
    "offset": (answer_rows, [{}, {"offset": "2"}, {"offset": "4"}]),
    "cursor": (answer_cursor, [{}, {"cursor": "b/&"}]),
    "after": (answer_after, [{}, {"starting_after": "2"}]),
    "url": (answer_url, [{}, {"token": "x/y"}]),
    "link": (answer_link, [{}, {"p": "2"}]),
    "told": (answer_told, [{}, {"k": "1"}]),
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
