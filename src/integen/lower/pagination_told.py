"""What extensions say of an operation's pages: ours, and those of other tools, in one meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from integen.ir.api import Location, Operation, Pagination
from integen.lower.paged_answer import Answer

OWN = "x-integen-pagination"
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


def by_extensions(named: Mapping[str, Operation], operation: Operation, answer: Answer) -> Pagination | None:
    """Return what an extension of another tool says; None where there is none that can be read.

    `named` is `{operationId: operation}`.
    """
    return _pageable(named, operation, answer) or _speakeasy(operation, answer) or _redocly(operation)


def _pageable(named: Mapping[str, Operation], operation: Operation, answer: Answer) -> Pagination | None:
    """Read `x-ms-pageable`: `nextLinkName` (null for one page only), `itemName` (`value` by default) and
    `operationName`, the operation that gets all pages but the first.

    Azure's services leave the version of the API out of the next link, or state another one: the caller's
    goes with every page.
    """
    told = operation.extensions.get("x-ms-pageable")
    if not isinstance(told, dict):
        return None
    items = str(told.get("itemName") or "value")
    link = str(told.get("nextLinkName") or "")
    following = (link,) if answer.has(link) else tuple(link.split(".")) if "." in link else ()
    found = (items,) if answer.has(items) else answer.items or ()
    query = {item.name for item in operation.parameters if item.location is Location.QUERY}
    via = _reading(named, told.get("operationName")) if following else None
    return Pagination(
        kind="url",
        items=found,
        next=following,
        kept=tuple(sorted(query & _VERSIONS)),
        via=via.key if via else None,
        parameter=_new_segment(operation, via) if via else None,
        location="path" if via else "query",
        reason="`x-ms-pageable`",
    )


_VERSIONS = frozenset(("api-version",))


def _reading(named: Mapping[str, Operation], name: Any) -> Operation | None:
    """Return the operation with this id that only reads."""
    found = named.get(name) if isinstance(name, str) else None
    return found if found is not None and found.method == "GET" else None


def _new_segment(operation: Operation, via: Operation) -> str | None:
    """Return the part of the other operation's path that the first one does not have: the link itself."""
    own = {item.name for item in operation.parameters if item.location is Location.PATH}
    new = [item.name for item in via.parameters if item.location is Location.PATH and item.name not in own]
    return new[0] if len(new) == 1 else None


def _speakeasy(operation: Operation, answer: Answer) -> Pagination | None:
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


def _redocly(operation: Operation) -> Pagination | None:
    """Read `x-redoclyPagination` (`x-redocly-pagination` at first): `style`, `items`, and by style
    `cursorParam`, `nextCursor`, `hasMore`, `offsetParam`, `limitParam`; places are JSON pointers.
    """
    told = next((operation.extensions[name] for name in _REDOCLY if name in operation.extensions), None)
    if not isinstance(told, dict) or told.get("style") not in _REDOCLY_STYLES:
        return None
    style = str(told["style"])
    items, following = _pointer(told.get("items")), _pointer(told.get("nextCursor"))
    parameter = _text(told.get("cursorParam" if style == "cursor" else "offsetParam"))
    needed = {"cursor": (parameter, following), "link": ()}.get(style, (parameter,))
    if items is None or not all(needed):
        return None
    return Pagination(
        kind=style,
        parameter=parameter if style != "link" else None,
        size=_text(told.get("limitParam")),
        items=items,
        next=following or () if style == "cursor" else (),
        more=_pointer(told.get("hasMore")) or (),
        reason="`x-redoclyPagination`",
    )


_REDOCLY = ("x-redoclyPagination", "x-redocly-pagination")
_REDOCLY_STYLES = frozenset(("cursor", "offset", "page", "link"))


def _pointer(value: Any) -> tuple[str, ...] | None:
    """Return the names of a JSON pointer (RFC 6901), none for the whole answer; None for what is none."""
    if not isinstance(value, str) or (value and not value.startswith("/")):
        return None
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in value.split("/")[1:])


def _dicts(value: Any) -> Iterable[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _path(value: Any) -> tuple[str, ...]:
    """Return the names of a plain JSONPath, `$.data.items`; nothing for any other."""
    if not isinstance(value, str) or not value.startswith("$."):
        return ()
    names = tuple(value[2:].split("."))
    return names if all(name.replace("_", "").replace("-", "").isalnum() for name in names) else ()
