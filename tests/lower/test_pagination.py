"""How pages follow each other is recognised from names that agree, and only then."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import Pagination
from integen.lower.api import lower
from integen.source.sources import Sources

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
LIST = {"type": "array", "items": {"type": "object"}}


def found(
    query: dict[str, Any], answer: dict[str, Any], *, link: bool = False, **more: Any
) -> Pagination | None:
    operation = {
        "parameters": [{"name": name, "in": "query", "schema": schema} for name, schema in query.items()],
        "responses": {
            "200": {
                "description": "",
                "headers": {"Link": {"schema": TEXT}} if link else {},
                "content": {"application/json": {"schema": answer}},
            }
        },
        **{key: value for key, value in more.items() if key != "method"},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/x": {more.get("method", "get"): operation}},
    }
    api = lower(Sources.load("-", stdin=orjson.dumps(document)), Diagnostics())
    return api.operations[0].pagination


def holds(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


@pytest.mark.parametrize(
    ("query", "answer", "expected"),
    [
        (
            {"pageToken": TEXT},
            holds(items=LIST, nextPageToken=TEXT),
            ("cursor", "pageToken", ("items",), ("nextPageToken",)),
        ),
        (
            {"continue": TEXT},
            holds(items=LIST, metadata=holds(**{"continue": TEXT})),
            ("cursor", "continue", ("items",), ("metadata", "continue")),
        ),
        (
            {"starting_after": TEXT},
            holds(data=LIST, has_more={"type": "boolean"}),
            ("after", "starting_after", ("data",), ()),
        ),
        ({"page": NUMBER}, LIST, ("page", "page", (), ())),
        ({"Page": NUMBER}, holds(accounts=LIST), ("page", "Page", ("accounts",), ())),
        (
            {"startAt": NUMBER, "maxResults": NUMBER},
            holds(values=LIST),
            ("offset", "startAt", ("values",), ()),
        ),
        ({"limit": NUMBER}, holds(data=LIST, next=TEXT), ("url", None, ("data",), ("next",))),
        (
            {"page": NUMBER},
            holds(data=LIST, links=holds(next=TEXT)),
            ("url", None, ("data",), ("links", "next")),
        ),
    ],
)
def test_parameters_and_answers_that_agree(query: Any, answer: Any, expected: tuple[Any, ...]) -> None:
    pagination = found(query, answer)
    assert pagination is not None
    assert (pagination.kind, pagination.parameter, pagination.items, pagination.next) == expected
    assert pagination.reason


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({"page": NUMBER}, holds(name=TEXT)),
        ({"page": TEXT}, LIST),
        ({"cursor": TEXT}, LIST),
        ({"offset": NUMBER}, LIST),
        ({"limit": NUMBER}, LIST),
        ({"page": NUMBER}, holds(cats=LIST, dogs=LIST)),
        ({}, holds(items=LIST, next=TEXT)),
    ],
)
def test_names_that_do_not_agree_are_no_pages(query: Any, answer: Any) -> None:
    assert found(query, answer) is None


def test_a_link_header_is_the_servers_own_word() -> None:
    pagination = found({"page": NUMBER, "per_page": NUMBER}, LIST, link=True)
    assert pagination is not None
    assert (pagination.kind, pagination.size) == ("link", "per_page")


def test_writing_is_never_repeated_for_pages() -> None:
    assert found({"page": NUMBER}, LIST, method="post") is None


def test_the_first_page_is_the_one_the_document_names() -> None:
    pagination = found({"page": {**NUMBER, "default": 0}}, LIST)
    assert pagination is not None
    assert pagination.start == 0


def test_extensions_come_first() -> None:
    pageable = found(
        {"page": NUMBER}, holds(value=LIST, odd=TEXT), **{"x-ms-pageable": {"nextLinkName": "odd"}}
    )
    assert pageable is not None
    assert (pageable.kind, pageable.items, pageable.next) == ("url", ("value",), ("odd",))
    told = {
        "type": "cursor",
        "inputs": [{"name": "at", "in": "parameters", "type": "cursor"}],
        "outputs": {"nextCursor": "$.more.at", "results": "$.rows"},
    }
    speakeasy = found({"at": TEXT}, holds(rows=LIST), **{"x-speakeasy-pagination": told})
    assert speakeasy is not None
    assert (speakeasy.kind, speakeasy.parameter, speakeasy.items, speakeasy.next) == (
        "cursor",
        "at",
        ("rows",),
        ("more", "at"),
    )


def test_the_authors_own_word_replaces_what_was_recognised_or_forgets_it() -> None:
    told = {"kind": "cursor", "parameter": "at", "items": "box.rows", "next": "box.at", "size": "n"}
    own = found({"page": NUMBER}, LIST, **{"x-integen-pagination": told})
    assert own is not None
    assert (own.kind, own.parameter, own.items, own.next, own.size) == (
        "cursor",
        "at",
        ("box", "rows"),
        ("box", "at"),
        "n",
    )
    assert found({"page": NUMBER}, LIST, **{"x-integen-pagination": False}) is None
    assert found({"page": NUMBER}, LIST, **{"x-integen-pagination": {"kind": "guess"}}) is None


@pytest.mark.parametrize("name", ["x-redoclyPagination", "x-redocly-pagination"])
def test_redoclys_word_is_read_by_json_pointers(name: str) -> None:
    """The form that its client generator reads; the second name is what it was called at first."""
    told = {
        "style": "cursor",
        "cursorParam": "at",
        "nextCursor": "/page/end~1cursor",
        "hasMore": "/page/more",
        "limitParam": "n",
        "items": "/rows",
    }
    cursor = found({"at": TEXT}, holds(rows=LIST), **{name: told})
    assert cursor is not None
    assert (cursor.kind, cursor.parameter, cursor.size) == ("cursor", "at", "n")
    assert (cursor.items, cursor.next, cursor.more) == (("rows",), ("page", "end/cursor"), ("page", "more"))
    page = found({"nr": NUMBER}, LIST, **{name: {"style": "page", "offsetParam": "nr", "items": ""}})
    assert page is not None
    assert (page.kind, page.parameter, page.items) == ("page", "nr", ())
    link = found({}, LIST, **{name: {"style": "link", "items": ""}})
    assert link is not None
    assert (link.kind, link.parameter) == ("link", None)


@pytest.mark.parametrize(
    "told",
    [
        {"style": "guess", "items": ""},
        {"style": "cursor", "items": "", "cursorParam": "at"},
        {"style": "page", "items": ""},
        {"style": "page", "items": "rows", "offsetParam": "nr"},
        "cursor",
    ],
)
def test_redoclys_word_is_ignored_where_it_does_not_say_enough(told: Any) -> None:
    assert found({"at": TEXT}, LIST, **{"x-redoclyPagination": told}) is None


def test_a_next_link_whose_name_has_a_dot_is_one_property() -> None:
    told = {"x-ms-pageable": {"nextLinkName": "odata.nextLink", "itemName": "value"}}
    pageable = found({}, holds(value=LIST, **{"odata.nextLink": TEXT}), **told)
    assert pageable is not None
    assert pageable.next == ("odata.nextLink",)


def test_the_version_of_the_api_goes_with_every_page() -> None:
    told = {"x-ms-pageable": {"nextLinkName": "next"}}
    pageable = found({"api-version": TEXT}, holds(value=LIST, next=TEXT), **told)
    assert pageable is not None
    assert pageable.kept == ("api-version",)
