"""Request bodies: a value and its media type to a payload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import IO, Any, cast

from .errors import ArgumentError
from .files import is_file, read_file
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
    essence = essence_of(content.type)
    if content.binary or (is_file(value) and not essence.startswith("multipart/")):
        return _binary(content, value)
    if is_xml(essence) and not _is_written(value):
        return Payload(content_type=content.type, content=to_xml(Tree.from_json(content.xml), value))
    if isinstance(value, str) and not is_json(essence) and "*" not in essence:
        return Payload(content_type=content.type, content=text_bytes(value, content.type))
    return _encoder(essence)(content, value)


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


def _choose(body: Body | None, value: Any, content_type: str | None) -> Content:
    declared = body.content if body else ()
    if content_type is None:
        fitting = [content for content in declared if content.binary == is_file(value)]
        return (fitting or list(declared) or [Content(type=_natural_type(value))])[0]
    wanted = essence_of(content_type)
    for content in declared:
        if essence_of(content.type) == wanted:
            return replace(content, type=content_type)
    return Content(type=content_type, binary=is_file(value))


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
    if not is_file(value) and not isinstance(value, (str, Iterable)):
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
