"""Reads requests that the API sends: webhooks and callbacks.

Nothing here checks who sent them: signatures are made in ways that no API document tells. Verify first, read
then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from .kinds import is_list, is_mapping
from .media import charset_of, essence_of

Payload: TypeAlias = bytes | bytearray | memoryview | str | Mapping[str, Any] | Sequence[Any]
"""The body as it came, or as a framework has parsed it already."""

Readers: TypeAlias = Mapping[str, Callable[..., Any]]
"""`{name in the document: function}`."""

Tells: TypeAlias = Mapping[str, Mapping[str, str]]
"""`{property: {its value: name}}`: how bodies say themselves what they are. Without values the property says
the last part of a name, as in `issues` and `opened` of `issues-opened`."""

_FORM = "application/x-www-form-urlencoded"


class WebhookError(ValueError):
    """A body cannot be read at all. What can be read and is not as promised is no error: it is delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A request of the API, of whatever kind."""

    name: str
    """As the document calls it; as the caller called it when the document does not know it."""
    data: Any = field(repr=False)
    """Its model; the parsed JSON, or else the body as it came, of one that is not known."""
    known: bool = True
    """Whether the document describes it."""


def read(
    name: str, body: Payload, wanted: Any, content_type: str | None, *, media_type: str = "application/json"
) -> Any:
    """Return the body as `wanted`; `media_type` is what it has when `content_type` does not say.

    What does not fit is delivered as it came, as in answers. Raises WebhookError.
    """
    if wanted is bytes and isinstance(body, (bytes, bytearray, memoryview)):
        return bytes(body)
    stated = content_type or media_type
    if wanted is str and isinstance(body, (bytes, bytearray, memoryview, str)):
        return _text(name, body, stated)
    value = _value(name, body, wanted, stated)
    if wanted is Any or wanted is None:
        return value
    from .answers import type_adapter
    from .lenient import fit

    return fit(type_adapter(wanted), wanted, value)[0]


def recognise(
    body: Payload, name: str | None, content_type: str | None, readers: Readers, tells: Tells
) -> Event:
    """Return the event that `name` or the body itself says; unknown ones are delivered as they came.

    Raises WebhookError when a known one cannot be read.
    """
    value = _anything(body, content_type)
    known = _told(value, tells) if name is None else _named(name, value, readers, tells)
    if known is None and name is None and len(readers) == 1:
        known = next(iter(readers))
    if known is None:
        return Event(name=name or "", data=value, known=False)
    return Event(name=known, data=readers[known](body, content_type=content_type))


def _named(name: str, value: Any, readers: Readers, tells: Tells) -> str | None:
    """Return what the document calls `name`: headers and bodies often write it otherwise, or in parts."""
    if name in readers:
        return name
    said = [value.get(member) for member in tells] if is_mapping(value) else []
    for written in (name, *(f"{name}{part}" for part in said if isinstance(part, str))):
        alike = [known for known in readers if _plain(known) == _plain(written)]
        if len(alike) == 1:
            return alike[0]
    return None


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _told(value: Any, tells: Tells) -> str | None:
    if is_mapping(value):
        for member, names in tells.items():
            said = value.get(member)
            if isinstance(said, str) and said in names:
                return names[said]
    return None


def _value(name: str, body: Payload, wanted: Any, content_type: str) -> Any:
    if not isinstance(body, (bytes, bytearray, memoryview, str)):
        return body
    essence = essence_of(content_type)
    text = _text(name, body, content_type)
    if essence == _FORM:
        return _form(text)
    if not text.strip():
        return None
    try:
        return _json(text, wanted)
    except (ValueError, RecursionError) as error:
        if wanted is Any:
            return text
        raise WebhookError(f"the body of `{name}` is no JSON: {error}") from error


def _json(text: str, wanted: Any) -> Any:
    from .answers import ExactFloat, needs_digits

    return json.loads(text, parse_float=ExactFloat if needs_digits(wanted) else None)


def _form(text: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        if key not in values:
            values[key] = value
        elif is_list(values[key]):
            values[key].append(value)
        else:
            values[key] = [values[key], value]
    return values


def _text(name: str, body: bytes | bytearray | memoryview | str, content_type: str) -> str:
    if isinstance(body, str):
        return body.removeprefix("\ufeff")
    try:
        return bytes(body).decode(charset_of(content_type)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise WebhookError(f"the body of `{name}` is no text: {error}") from error


def _anything(body: Payload, content_type: str | None) -> Any:
    """Return what a body holds, read as far as it can be."""
    try:
        return _value("", body, Any, content_type or "")
    except WebhookError:
        return body
