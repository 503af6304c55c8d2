"""OpenAPI's parameter styles: one value to its text on the wire.

Source: RFC 6570 section 3.2 for `simple`, `label`, `matrix` and `form`; OAS 3.2 Parameter Object, "Style
Values" and appendix E for the rest. What they leave open is decided here:

* `deepObject` nests as `a[b][c]=1`; a list of primitives is `a[b][]=1&a[b][]=2`, a list of objects
  `a[b][0][c]=1`.
* An array or object inside an array or object that its style cannot hold is sent as JSON text.
* None inside an array or object is dropped, as RFC 6570 drops undefined members.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias, TypeGuard
from urllib.parse import quote

from .kinds import is_mapping
from .omit import OMIT

Encode: TypeAlias = Callable[[str], str]
"""Makes text safe for its place: a path segment, a query, a header."""

Shape: TypeAlias = str | list[Any] | dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expansion:
    """A row of the table in RFC 6570 appendix A."""

    first: str = ""
    separator: str
    named: bool = False
    if_empty: str = ""
    """What follows the name when the value is empty."""
    delimiter: str = ","
    """Between the items of an array that is not exploded."""


_STYLES = {
    "simple": _Expansion(separator=","),
    "label": _Expansion(first=".", separator="."),
    "matrix": _Expansion(first=";", separator=";", named=True),
    "form": _Expansion(separator="&", named=True, if_empty="="),
    "spaceDelimited": _Expansion(separator="&", named=True, if_empty="=", delimiter="%20"),
    "pipeDelimited": _Expansion(separator="&", named=True, if_empty="=", delimiter="%7C"),
    "tabDelimited": _Expansion(separator="&", named=True, if_empty="=", delimiter="%09"),
    "cookie": _Expansion(separator="; ", named=True, if_empty="="),
}


def percent(text: str) -> str:
    """Percent-encode everything but RFC 3986's unreserved characters."""
    return quote(text, safe="")


def percent_reserved(text: str) -> str:
    """Percent-encode like `allowReserved`: reserved characters and `%XX` pass, but not those that would end
    the value.
    """
    return "%".join(
        piece if index == 0 or _is_hex(piece[:2]) else "25" + piece
        for index, piece in enumerate(quote(text, safe=":/?@!$'()*,;=%").split("%"))
    )


def _is_hex(pair: str) -> bool:
    return len(pair) == 2 and all(character in "0123456789abcdefABCDEF" for character in pair)


def verbatim(text: str) -> str:
    return text


def expand(name: str, value: Any, *, style: str, explode: bool, encode: Encode) -> str:
    """Return the text of one parameter; empty when there is nothing to send."""
    shape = shaped(value)
    if style == "deepObject":
        return "&".join(f"{encode(key)}={encode(text)}" for key, text in deep(name, shape))
    row = _STYLES.get(style, _STYLES["form"])
    members = list(_members(encode(name), shape, row, explode, encode))
    return row.first + row.separator.join(members) if members else ""


def _members(name: str, shape: Shape, row: _Expansion, explode: bool, encode: Encode) -> Iterator[str]:
    if isinstance(shape, str):
        yield _member(name, encode(shape), row)
    elif isinstance(shape, list):
        items = [encode(flat(item)) for item in shape if item is not None and item is not OMIT]
        if explode:
            yield from (_member(name, item, row) for item in items)
        elif items:
            yield _member(name, row.delimiter.join(items), row)
    elif explode:
        yield from (f"{encode(key)}={encode(flat(item))}" for key, item in shape.items())
    elif shape:
        pairs = (text for key, item in shape.items() for text in (encode(key), encode(flat(item))))
        yield _member(name, row.delimiter.join(pairs), row)


def _member(name: str, text: str, row: _Expansion) -> str:
    if not row.named:
        return text
    return f"{name}={text}" if text else name + row.if_empty


def deep(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a nested value, not encoded: `("a[b][c]", "1")`."""
    shape = shaped(value)
    if isinstance(shape, str):
        yield name, shape
    elif isinstance(shape, dict):
        for key, item in shape.items():
            yield from deep(f"{name}[{key}]", item)
    else:
        nested = any(not isinstance(shaped(item), str) for item in shape)
        for index, item in enumerate(shape):
            if item is not None and item is not OMIT:
                yield from deep(f"{name}[{index}]" if nested else f"{name}[]", item)


def shaped(value: Any) -> Shape:
    """Return the value as text, a list or a dict by wire names; None and OMIT members of a dict are
    dropped.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        return value
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        value = dump(by_alias=True, exclude_unset=True, warnings=False)
    if is_mapping(value):
        return {text(key): item for key, item in value.items() if item is not None and item is not OMIT}
    if _is_sequence(value):
        return list(value)
    return text(value)


def _is_sequence(value: Any) -> TypeGuard[Iterable[Any]]:
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, bytearray, memoryview, Enum))


def flat(value: Any) -> str:
    """Return the text of a value in a place that holds primitives: anything else as JSON."""
    shape = shaped(value)
    return shape if isinstance(shape, str) else json_text(value)


def json_text(value: Any) -> str:
    """Return compact JSON of anything `text` or pydantic can write."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=json_default)


def json_default(value: Any) -> Any:
    """Give `json.dumps` what stands for a value it does not know; None stays a member, unlike in a style."""
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        return dump(by_alias=True, exclude_unset=True, warnings=False)
    if is_mapping(value):
        return dict(value)
    if isinstance(value, Enum):
        return value.value
    return shaped(value)


def text(value: Any) -> str:
    """Return the text of a primitive: `true`, RFC 3339 times, plain decimals, base64 for bytes."""
    if isinstance(value, Enum):
        return text(value.value)
    writer = _WRITERS.get(value.__class__)
    if writer is not None:
        return writer(value)
    for base, write in _WRITERS.items():
        if isinstance(value, base):
            return write(value)
    return str(value)


def _datetime(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _duration(value: timedelta) -> str:
    """ISO 8601, as `format: duration` wants it."""
    seconds = Decimal(value.seconds) + Decimal(value.microseconds).scaleb(-6)
    return f"P{value.days}DT{seconds.normalize():f}S"


def _bytes(value: bytes | bytearray | memoryview) -> str:
    return base64.b64encode(value).decode("ascii")


_WRITERS: dict[type[Any], Callable[[Any], str]] = {
    str: str,
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    float: float.__repr__,
    type(None): lambda value: "null",
    Decimal: lambda value: format(value, "f"),
    datetime: _datetime,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _duration,
    bytes: _bytes,
    bytearray: _bytes,
    memoryview: _bytes,
}
