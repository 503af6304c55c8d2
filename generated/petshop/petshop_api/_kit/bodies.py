"""Request bodies: a value and its media type to a payload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import IO, Any, cast

from .carrying import with_text
from .errors import ArgumentError
from .files import file_type, is_file, read_file
from .forms import multipart, urlencoded
from .jsonic import json_bytes
from .kinds import is_mapping
from .media import concrete, essence_of, is_json, is_xml
from .omit import OMIT
from .payload import NO_BODY, Payload, Stream
from .records import Body, Content
from .styles import flat, shaped
from .texts import text_bytes
from .xml_facts import Tree
from .xml_writing import to_xml


def encode(body: Body | None, value: Any, content_type: str | None = None) -> Payload:
    """Return the payload of a value; `content_type` chooses one of the body's media types, the best by
    default.
    """
    if value is OMIT or _is_absent(body, value):
        return NO_BODY
    content = _choose(body, value, content_type)
    _require(body, content, value)
    value = with_text(value, content.carried) if content.carried else value
    essence = essence_of(content.type)
    if content.binary or (is_file(value) and not essence.startswith("multipart/")):
        return _binary(content, value)
    if is_xml(essence) and not _is_written(value):
        return Payload(content_type=content.type, content=to_xml(Tree.from_json(content.xml), value))
    if isinstance(value, str) and not is_json(essence) and "*" not in essence:
        return Payload(content_type=content.type, content=text_bytes(value, content.type))
    return _encoder(essence)(content, value)


def in_place(body: Body, fields: Mapping[str, Any], value: Any, content_type: str | None) -> str:
    """Return the media type of a whole body that is given where its properties could be.

    Raises ArgumentError when properties are given too.
    """
    given = [arg for arg, name in body.fields.items() if fields.get(name, OMIT) is not OMIT]
    if given:
        names = (body.arg or "body", given[0])
        raise ArgumentError(f"`{names[0]}` is sent in place of `{names[1]}`: give one of them", names=names)
    if content_type is not None:
        return content_type
    return _fitting([content for content in body.content if content.whole], value).type


def with_properties(value: Any, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body that is an object with more properties. Raises ArgumentError for any other body."""
    dump = getattr(value, "model_dump", None)
    plain = dump(by_alias=True, exclude_unset=True, warnings=False) if dump is not None else value
    if plain is OMIT:
        return dict(more)
    if not is_mapping(plain):
        raise ArgumentError("properties cannot be added: the body is no object")
    return {**plain, **more}


def _is_written(value: Any) -> bool:
    """Whether a body that is XML was given as its text."""
    return isinstance(value, str) and value.lstrip("\ufeff \t\r\n").startswith("<")


def _is_absent(body: Body | None, value: Any) -> bool:
    """Whether no property of an optional object was given; an empty object is one that is meant."""
    if body is None or body.required or not body.fields or not is_mapping(value) or not value:
        return False
    return all(item is OMIT for item in value.values())


def _require(body: Body | None, content: Content, value: Any) -> None:
    """Refuse an object without what it needs, where the signature cannot: another body may take its place."""
    if body is None or content.whole or not body.needs or not is_mapping(value):
        return
    missing = [
        arg for arg, name in body.fields.items() if name in body.needs and value.get(name, OMIT) is OMIT
    ]
    if missing:
        told = ", ".join(f"`{name}`" for name in missing)
        raise ArgumentError(f"missing {told}: give that, or `{body.arg}`", names=tuple(missing))


def _choose(body: Body | None, value: Any, content_type: str | None) -> Content:
    declared = body.content if body else ()
    if content_type is None:
        return _fitting(declared, value)
    wanted = essence_of(content_type)
    for content in declared:
        if essence_of(content.type) == wanted:
            return replace(content, type=content_type)
    return Content(type=content_type, binary=is_file(value))


def _fitting(declared: Sequence[Content], value: Any) -> Content:
    """Return the best media type: for a file the one that it is of, or any of bytes."""
    if not declared:
        return Content(type=_natural_type(value))
    if not is_file(value):
        return next((content for content in declared if not content.binary), declared[0])
    own = file_type(value)
    binary = [content for content in declared if content.binary]
    same = [content for content in binary if own is not None and essence_of(content.type) == own]
    return (same or binary or list(declared))[0]


def _natural_type(value: Any) -> str:
    return "application/octet-stream" if is_file(value) else "application/json"


def _encoder(essence: str) -> Callable[[Content, Any], Payload]:
    if is_json(essence) or "*" in essence:
        return _json
    if essence == "application/x-www-form-urlencoded":
        return urlencoded
    if essence.startswith("multipart/"):
        return multipart
    if essence.endswith("yaml"):
        return _yaml
    return _LINES.get(essence, _text)


def _json(content: Content, value: Any) -> Payload:
    media_type = "application/json" if "*" in content.type else content.type
    return Payload(content_type=media_type, content=json_bytes(value))


def _yaml(content: Content, value: Any) -> Payload:
    """JSON is YAML (YAML 1.2 section 1.3); a text is sent as it is, before this."""
    return Payload(content_type=content.type, content=json_bytes(value))


def _binary(content: Content, value: Any) -> Payload:
    if not is_file(value) and (is_mapping(value) or not isinstance(value, (str, Iterable))):
        raise ArgumentError(f"a body of type `{essence_of(content.type)}` must be bytes, a path or a stream")
    file = read_file(value)
    media_type = concrete(content.type) or file.type or "application/octet-stream"
    data = file.content if isinstance(file.content, bytes) else Stream(file.content)
    opened = (cast("IO[bytes]", file.content),) if file.opened else ()
    return Payload(content_type=media_type, content=data, opened=opened)


def _text(content: Content, value: Any) -> Payload:
    if not isinstance(value, Enum) and not isinstance(shaped(value), str):
        raise ArgumentError(f"a body of type `{essence_of(content.type)}` must be text")
    return Payload(content_type=content.type, content=text_bytes(flat(value), content.type))


def _lines(before: bytes) -> Callable[[Content, Any], Payload]:
    def encode_lines(content: Content, value: Any) -> Payload:
        shape = shaped(value)
        items = shape if isinstance(shape, list) else [value]
        return Payload(
            content_type=content.type, content=b"".join(before + json_bytes(item) + b"\n" for item in items)
        )

    return encode_lines


_LINES: dict[str, Callable[[Content, Any], Payload]] = {
    "application/jsonl": _lines(b""),
    "application/x-ndjson": _lines(b""),
    "application/x-jsonlines": _lines(b""),
    "application/json-seq": _lines(b"\x1e"),
}
