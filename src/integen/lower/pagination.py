"""Recognises how an operation's pages follow each other, from its parameters and its answer.

No version of OpenAPI says it, so names decide, and only together: a parameter that moves on, an array in the
answer, and for cursors and URLs the place where the next one stands. What extensions say comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from integen.ir.api import Api, Location, Operation, Pagination, Parameter, Response
from integen.ir.schema import Number, Schema
from integen.ir.shape import deref, without_null
from integen.lower.paged_answer import Answer, plain
from integen.lower.pagination_told import OWN, by_extensions, stated

_PAGE = frozenset("page pagenumber pageno pageindex pagenum currentpage".split())
_OFFSET = frozenset("offset skip startat startindex start from".split())
_CURSOR = frozenset(
    """cursor pagetoken nexttoken nextpagetoken nextcursor continuationtoken continuation paginationtoken
    startcursor pagecursor marker pagestate scrollid continue""".split()
)
_AFTER = frozenset(("startingafter",))
_SIZE = frozenset("perpage pagesize limit maxresults count first top maxitems size numresults".split())
_NEXT_CURSOR = frozenset(
    """nextcursor nextpagetoken nexttoken next continuationtoken continuation nextpagecursor nextmarker
    cursor nextpage continue""".split()
)
_NEXT_URL = frozenset("next nexturl nextlink nextpage nextpageurl nextpageuri odatanextlink nexthref".split())
_MORE = frozenset("hasmore hasnextpage hasnext more truncated istruncated".split())


def paginated(api: Api) -> Api:
    """Return the API with the pagination of every operation that has one."""
    named = {item.id: item for item in reversed(api.operations) if item.id}
    operations = tuple(
        operation if found is None else replace(operation, pagination=found)
        for operation in api.operations
        for found in (_pagination(api, operation, named),)
    )
    return replace(api, operations=operations)


def _pagination(api: Api, operation: Operation, named: Mapping[str, Operation]) -> Pagination | None:
    response = next((item for item in operation.responses if item.status.startswith("2")), None)
    schema = (
        next((media.schema for media in response.media if "json" in media.type), None) if response else None
    )
    if response is None or schema is None:
        return None
    answer = Answer(api, schema)
    if OWN in operation.extensions:
        return stated(operation.extensions[OWN], OWN)
    told = by_extensions(named, operation, answer)
    if told is not None:
        return told
    if answer.items is None or operation.effect != "read":
        return None
    return _by_names(api, operation, response, answer)


def _by_names(api: Api, operation: Operation, response: Response, answer: Answer) -> Pagination | None:
    query = {plain(item.name): item for item in operation.parameters if item.location is Location.QUERY}
    size = next((item.name for name, item in query.items() if name in _SIZE), None)
    common: dict[str, Any] = {"size": size, "items": answer.items, "more": answer.find(_MORE) or ()}
    cursor = next((item.name for name, item in query.items() if name in _CURSOR), None)
    following = answer.find(_NEXT_CURSOR)
    if cursor and following:
        reason = f"`{cursor}` takes what stands at `{'.'.join(following)}`"
        return Pagination(kind="cursor", parameter=cursor, next=following, reason=reason, **common)
    after = next((item.name for name, item in query.items() if name in _AFTER), None)
    if after and common["more"]:
        return Pagination(
            kind="after", parameter=after, reason=f"`{after}` takes the id of the last item", **common
        )
    if any(header.name.lower() == "link" for header in response.headers):
        return Pagination(kind="link", reason="the answer has a `Link` header", **common)
    page, offset = _counter(api, query, _PAGE), _counter(api, query, _OFFSET)
    url = answer.find(_NEXT_URL)
    if url and (size or cursor or page or offset):
        return Pagination(kind="url", next=url, reason=f"`{'.'.join(url)}` is the next page", **common)
    if page:
        start = _first_page(api, page)
        return Pagination(
            kind="page", parameter=page.name, start=start, reason=f"`{page.name}` counts pages", **common
        )
    if offset and size:
        return Pagination(
            kind="offset", parameter=offset.name, reason=f"`{offset.name}` skips items", **common
        )
    return None


def _counter(api: Api, query: dict[str, Parameter], names: frozenset[str]) -> Parameter | None:
    return next((item for name, item in query.items() if name in names and _counts(api, item.schema)), None)


def _first_page(api: Api, parameter: Parameter) -> int:
    """Return what the document says of the first page's number: its default, else its minimum, else 1."""
    schema = without_null(deref(api, parameter.schema))[0]
    for said in (parameter.schema.notes.default, schema.notes.default, getattr(schema, "minimum", None)):
        if said in (0, 1) and not isinstance(said, bool):
            return int(said)
    return 1


def _counts(api: Api, schema: Schema) -> bool:
    found = without_null(deref(api, schema))[0]
    return isinstance(found, Number)
