"""An answer's bytes to the type that was promised. The only module that knows both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from .errors import APIResponseError
from .http import Response
from .kinds import is_dict, is_list, is_mapping, is_tuple
from .media import charset_of, essence_of, is_json, is_xml
from .messages import server_message
from .records import Operation
from .sequences import EVENTS, Reader, WholeJson, data_of, is_done, items_of, reader_of
from .streams import item_type, stream_type
from .xml_facts import Tree

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from .lenient import Mismatch


class ExactFloat(float):
    """A JSON number that remembers its digits, so that a `Decimal` made of it has them all."""

    def __new__(cls, digits: str) -> Self:
        number = super().__new__(cls, digits)
        number.digits = digits
        return number

    digits: str

    def __str__(self) -> str:
        return self.digits


def promised(returns: Any, status_code: int) -> Any:
    """Return the type for a status, where `returns` has one by status:
    `{"200": A, "2XX": B, "default": C}`.
    """
    return by_status(returns, status_code, Any) if is_mapping(returns) else returns


def by_status(values: Mapping[str, Any], status_code: int, missing: Any = None) -> Any:
    """Return what is said for a status: exactly, by its class (`2XX`), or by `default`."""
    keys = (str(status_code), f"{status_code // 100}XX", "default")
    return next((values[key] for key in keys if key in values), missing)


def decode(operation: Operation, response: Response, returns: Any) -> tuple[Any, tuple[Mismatch, ...]]:
    """Return the value of a response that was read, and where it is not what was promised.

    None and an empty body give None. Raises APIResponseError when JSON was promised and something else came.
    """
    wanted = promised(returns, response.status_code)
    stream = stream_type(wanted)
    if stream is not None:
        return stream(response, *_items(operation, response, item_type(wanted))), ()
    if wanted is None or not response.content:
        return (b"" if wanted is bytes else "" if wanted is str else None), ()
    if wanted is bytes:
        return response.content, ()
    essence = essence_of(response.headers.get("content-type", ""))
    if wanted is str and not is_json(essence):
        return response.text, ()
    if is_xml(essence) and (facts := by_status(operation.xml, response.status_code)) is not None:
        return _fitted(_xml(operation, response, facts), wanted)
    if reader_of(essence) is not None:
        return _fitted(_sequence(operation, response, essence), wanted)
    if is_json(essence) or _looks_like_json(response.content):
        return _from_json(operation, response, wanted)
    return _from_text(operation, response, wanted, essence)


def json_of(response: Response) -> Any:
    """Return the answer as JSON values; None when it is none."""
    try:
        return json.loads(_utf8(response))
    except (ValueError, RecursionError):
        return None


def _looks_like_json(content: bytes) -> bool:
    """Some servers call JSON `text/html` or nothing at all."""
    return content[:64].lstrip()[:1] in (b"{", b"[")


def _from_json(operation: Operation, response: Response, wanted: Any) -> tuple[Any, tuple[Mismatch, ...]]:
    content = _utf8(response)
    if wanted is not Any:
        adapter = type_adapter(wanted)
        if not needs_digits(wanted):
            from pydantic import ValidationError

            try:
                return adapter.validate_json(content), ()
            except ValidationError:
                # Either no JSON at all, or JSON of another shape: the slow path tells.
                pass
    try:
        data = json.loads(content, parse_float=ExactFloat if needs_digits(wanted) else None)
    except (ValueError, RecursionError) as error:
        if wanted in (str, Any):
            return response.text, ()
        raise _unreadable(operation, response, f"its JSON is broken ({error})") from error
    return _fitted(data, wanted)


def _fitted(data: Any, wanted: Any) -> tuple[Any, tuple[Mismatch, ...]]:
    if wanted is Any:
        return data, ()
    from .lenient import fit

    return fit(type_adapter(wanted), wanted, data)


def _utf8(response: Response) -> bytes:
    """JSON is UTF-8 (RFC 8259 section 8.1) unless the server says otherwise; a byte order mark is dropped."""
    content = response.content
    charset = charset_of(response.headers.get("content-type", ""))
    if charset.lower() not in ("utf-8", "utf8", "us-ascii", "ascii"):
        content = content.decode(charset, errors="replace").encode()
    return content.removeprefix(b"\xef\xbb\xbf")


def _xml(operation: Operation, response: Response, facts: Sequence[Mapping[str, Any]]) -> Any:
    from .xml_reading import XMLError, from_xml

    try:
        return from_xml(Tree.from_json(facts), response.content)
    except XMLError as error:
        raise _unreadable(operation, response, str(error)) from error


def _sequence(operation: Operation, response: Response, essence: str) -> list[Any]:
    try:
        return items_of(_utf8(response), essence) or []
    except ValueError as error:
        raise _unreadable(operation, response, f"one of its items is no JSON ({error})") from error


def _items(
    operation: Operation, response: Response, wanted: Any
) -> tuple[Reader, Callable[[Iterator[Any]], Iterator[Any]]]:
    """Return what reads the items of an answer, and what makes of each what was promised."""
    essence = essence_of(response.headers.get("content-type", ""))
    only_data = essence == EVENTS and not operation.whole_events

    def fit(items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            if not only_data:
                yield _fitted(item, wanted)[0]
            elif not is_done(item):
                yield _fitted(data_of(item), wanted)[0]

    return reader_of(essence) or WholeJson(), fit


def _from_text(
    operation: Operation, response: Response, wanted: Any, essence: str
) -> tuple[Any, tuple[Mismatch, ...]]:
    """Text where something else may have been promised: a number or a date can be read from it, a model
    cannot.
    """
    text_like = essence.startswith("text/") or essence.endswith(("xml", "/javascript", "+yaml", "/yaml"))
    if wanted is Any:
        return (response.text if text_like else response.content), ()
    from pydantic import ValidationError

    try:
        return type_adapter(wanted).validate_python(response.text.strip()), ()
    except ValidationError as error:
        came = essence or "something without a content type"
        raise _unreadable(operation, response, f"it is {came}, not JSON") from error


def _unreadable(operation: Operation, response: Response, why: str) -> APIResponseError:
    said = server_message(response.text)[:120]
    message = f"{operation.key} answered {response.status_code}, but the answer cannot be read: {why}"
    return APIResponseError(
        f"{message}; it begins: {said}" if said else message, operation=operation.key, response=response
    )


@lru_cache(maxsize=4096)
def type_adapter(wanted: Any) -> TypeAdapter[Any]:
    """Return the validator of a type, built: models put that off until they are used."""
    from pydantic import TypeAdapter

    from .heirs import marked

    adapter: TypeAdapter[Any] = TypeAdapter(marked(wanted))
    if not adapter.pydantic_complete:
        adapter.rebuild()
    return adapter


@lru_cache(maxsize=4096)
def needs_digits(wanted: Any) -> bool:
    """Whether a Decimal is anywhere in the type. pydantic reads JSON numbers as floats, which lose digits."""
    if wanted in (Any, str, None):
        return False
    from .heirs import heirs_of

    seen: set[int] = set()
    remaining: list[Any] = [type_adapter(wanted).core_schema]
    while remaining:
        node = remaining.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if is_dict(node):
            if node.get("type") == "decimal":
                return True
            remaining += node.values()
            remaining += [type_adapter(heir).core_schema for heir in heirs_of(node.get("cls"))]
        elif is_list(node) or is_tuple(node):
            remaining += node
    return False
