"""Recognises how an operation's pages follow each other, from its parameters and its answer.

No version of OpenAPI says it, so names decide, and only together: a parameter that moves on, an array in the
answer, and for cursors and URLs the place where the next one stands. What extensions say comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from integen.ir.api import Api, Location, Operation, Pagination, Parameter, Response
from integen.ir.schema import Array, Number, Object, Schema
from integen.ir.shape import deref, merged, without_null

_PAGE = frozenset("page pagenumber pageno pageindex pagenum currentpage".split())
_OFFSET = frozenset("offset skip startat startindex start from".split())
_CURSOR = frozenset(
    """cursor pagetoken nexttoken nextpagetoken nextcursor continuationtoken continuation paginationtoken
    startcursor pagecursor marker pagestate scrollid continue""".split()
)
_AFTER = frozenset(("startingafter",))
_SIZE = frozenset("perpage pagesize limit maxresults count first top maxitems size numresults".split())
_ITEMS = """items data results records entries values elements list objects content rows collection value
resources docs documents edges hits""".split()
_NEXT_CURSOR = frozenset(
    """nextcursor nextpagetoken nexttoken next continuationtoken continuation nextpagecursor nextmarker
    cursor nextpage continue""".split()
)
_NEXT_URL = frozenset("next nexturl nextlink nextpage nextpageurl nextpageuri odatanextlink nexthref".split())
_AROUND = frozenset(
    "paging pagination meta metadata responsemetadata links pageinfo page cursors cursor".split()
)
_MORE = frozenset("hasmore hasnextpage hasnext more truncated istruncated".split())


def paginated(api: Api) -> Api:
    """Return the API with the pagination of every operation that has one."""
    operations = tuple(
        operation if found is None else replace(operation, pagination=found)
        for operation in api.operations
        for found in (_pagination(api, operation),)
    )
    return replace(api, operations=operations)


def _pagination(api: Api, operation: Operation) -> Pagination | None:
    response = next((item for item in operation.responses if item.status.startswith("2")), None)
    schema = (
        next((media.schema for media in response.media if "json" in media.type), None) if response else None
    )
    if response is None or schema is None:
        return None
    answer = _Answer(api, schema)
    if "x-integen-pagination" in operation.extensions:
        return stated(operation.extensions["x-integen-pagination"], "x-integen-pagination")
    told = _pageable(operation, answer) or _speakeasy(operation, answer)
    if told is not None:
        return told
    if answer.items is None or operation.effect != "read":
        return None
    return _by_names(api, operation, response, answer)


def _by_names(api: Api, operation: Operation, response: Response, answer: _Answer) -> Pagination | None:
    query = {_plain(item.name): item for item in operation.parameters if item.location is Location.QUERY}
    size = next((item.name for plain, item in query.items() if plain in _SIZE), None)
    common: dict[str, Any] = {"size": size, "items": answer.items, "more": answer.find(_MORE) or ()}
    cursor = next((item.name for plain, item in query.items() if plain in _CURSOR), None)
    following = answer.find(_NEXT_CURSOR)
    if cursor and following:
        reason = f"`{cursor}` takes what stands at `{'.'.join(following)}`"
        return Pagination(kind="cursor", parameter=cursor, next=following, reason=reason, **common)
    after = next((item.name for plain, item in query.items() if plain in _AFTER), None)
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
    return next((item for plain, item in query.items() if plain in names and _counts(api, item.schema)), None)


def _first_page(api: Api, parameter: Parameter) -> int:
    """Return what the document says of the first page's number: its default, else its minimum, else 1."""
    schema = without_null(deref(api, parameter.schema))[0]
    for said in (parameter.schema.notes.default, schema.notes.default, getattr(schema, "minimum", None)):
        if said in (0, 1) and not isinstance(said, bool):
            return int(said)
    return 1


_KINDS = ("page", "offset", "cursor", "after", "url", "link")


def stated(told: Any, by: str) -> Pagination | None:
    """Read `x-integen-pagination`: what was recognised is replaced, or with `false` forgotten.

    `kind`, `parameter`, `in`, `size`, `start`, and `items`, `next`, `more` as names joined by dots.
    """
    if not isinstance(told, dict) or told.get("kind") not in _KINDS:
        return None
    start = told.get("start", 1)
    return Pagination(
        kind=told["kind"],
        parameter=_text(told.get("parameter")),
        location="body" if told.get("in") == "body" else "query",
        size=_text(told.get("size")),
        items=_dotted(told.get("items")),
        next=_dotted(told.get("next")),
        more=_dotted(told.get("more")),
        start=start if isinstance(start, int) and not isinstance(start, bool) else 1,
        reason=f"`{by}`",
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _dotted(value: Any) -> tuple[str, ...]:
    return tuple(value.split(".")) if isinstance(value, str) and value else ()


def _pageable(operation: Operation, answer: _Answer) -> Pagination | None:
    """Read `x-ms-pageable`: `nextLinkName` (null for one page only) and `itemName` (`value` by default)."""
    told = operation.extensions.get("x-ms-pageable")
    if not isinstance(told, dict):
        return None
    items = str(told.get("itemName") or "value")
    link = told.get("nextLinkName")
    following = tuple(str(link).split(".")) if link and answer.has(str(link)) else ()
    found = (items,) if answer.has(items) else answer.items or ()
    return Pagination(kind="url", items=found, next=following, reason="`x-ms-pageable`")


def _speakeasy(operation: Operation, answer: _Answer) -> Pagination | None:
    """Read `x-speakeasy-pagination`: `type`, `inputs` of `{name, in, type}` and `outputs` of JSONPaths."""
    told = operation.extensions.get("x-speakeasy-pagination")
    if not isinstance(told, dict):
        return None
    inputs = {str(item.get("type")): item for item in _dicts(told.get("inputs"))}
    outputs = told.get("outputs") if isinstance(told.get("outputs"), dict) else {}
    paths = {name: _path(value) for name, value in (outputs or {}).items()}
    items = paths.get("results") or answer.items or ()
    common: dict[str, Any] = {"items": items, "reason": "`x-speakeasy-pagination`"}
    size = inputs.get("limit", {}).get("name")
    if told.get("type") == "url" and paths.get("nextUrl"):
        return Pagination(kind="url", next=paths["nextUrl"], size=size, **common)
    kinds = {"cursor": "cursor"} if told.get("type") == "cursor" else {"page": "page", "offset": "offset"}
    for told_kind, kind in kinds.items():
        moved = inputs.get(told_kind)
        if moved and moved.get("name"):
            location = "body" if moved.get("in") == "requestBody" else "query"
            following = paths.get("nextCursor", ())
            return Pagination(
                kind=kind,
                parameter=str(moved["name"]),
                location=location,
                size=size,
                next=following,
                **common,
            )
    return None


def _dicts(value: Any) -> Iterable[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _path(value: Any) -> tuple[str, ...]:
    """Return the names of a plain JSONPath, `$.data.items`; nothing for any other."""
    if not isinstance(value, str) or not value.startswith("$."):
        return ()
    names = tuple(value[2:].split("."))
    return names if all(name.replace("_", "").replace("-", "").isalnum() for name in names) else ()


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _counts(api: Api, schema: Schema) -> bool:
    found = without_null(deref(api, schema))[0]
    return isinstance(found, Number)


class _Answer:
    """Finds things in the shape of an answer, at most one level down."""

    def __init__(self, api: Api, schema: Schema) -> None:
        self._api = api
        top = without_null(deref(api, schema))[0]
        self._is_array = isinstance(top, Array)
        self._top = None if self._is_array else merged(api, top)

    @property
    def items(self) -> tuple[str, ...] | None:
        """Names on the way to the array of items; None when no array, or none of several, is it."""
        if self._is_array:
            return ()
        if self._top is None:
            return None
        arrays = [item.name for item in self._top.properties if self._is(item.schema, Array)]
        known = {_plain(name): name for name in reversed(arrays)}
        named = next((known[name] for name in _ITEMS if name in known), None)
        if named is None and len(arrays) == 1:
            named = arrays[0]
        return (named,) if named is not None else None

    def find(self, names: frozenset[str]) -> tuple[str, ...]:
        """Return the way to the first plain value so named, at the top or in a part about paging."""
        if self._top is None:
            return ()
        for item in self._top.properties:
            if _plain(item.name) in names and self._is_plain(item.schema):
                return (item.name,)
        for item in self._top.properties:
            inner = merged(self._api, without_null(deref(self._api, item.schema))[0])
            if _plain(item.name) in _AROUND and inner is not None:
                for member in inner.properties:
                    if _plain(member.name) in names and self._is_plain(member.schema):
                        return (item.name, member.name)
        return ()

    def has(self, name: str) -> bool:
        return self._top is not None and any(item.name == name for item in self._top.properties)

    def _is(self, schema: Schema, kind: type) -> bool:
        return isinstance(without_null(deref(self._api, schema))[0], kind)

    def _is_plain(self, schema: Schema) -> bool:
        return not self._is(schema, Array) and not self._is(schema, Object)
