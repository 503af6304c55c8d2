"""Form bodies: `application/x-www-form-urlencoded` and `multipart/*`.

Source: OAS 3.2 Encoding Object. A property without an Encoding of its own is sent as text when it is a
primitive, once per item when it is an array, and as JSON when it is an object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any, cast
from urllib.parse import quote_plus

from .errors import ArgumentError
from .files import File, is_file, read_file
from .headers import header_name, header_text
from .jsonic import json_bytes
from .kinds import is_list, is_mapping
from .media import concrete, essence_of, is_json
from .omit import OMIT
from .payload import Part, PartContent, Payload
from .positional import parts_in_order
from .records import Content, Encoding
from .styles import deep, expand, flat, percent, percent_reserved, shaped
from .texts import text_bytes


def urlencoded(content: Content, value: Any) -> Payload:
    pieces = [
        piece for name, item in _properties(content, value) for piece in _form_pieces(content, name, item)
    ]
    return Payload(content_type=content.type, content="&".join(pieces).encode("ascii"))


def _form_pieces(content: Content, name: str, value: Any) -> Iterator[str]:
    encoding = content.encodings.get(name, Encoding())
    if encoding.style is not None or encoding.explode is not None or encoding.allow_reserved:
        yield from filter(None, [_styled(name, value, encoding)])
        return
    for item in _repeated(value, encoding) if value is not None else [None]:
        yield f"{quote_plus(name)}={quote_plus(_property_text(encoding, item))}"


def _styled(name: str, value: Any, encoding: Encoding) -> str:
    style = encoding.style or "form"
    explode = encoding.explode if encoding.explode is not None else style in ("form", "deepObject")
    encode = percent_reserved if encoding.allow_reserved else percent
    return expand(name, value, style=style, explode=explode, encode=encode)


def _property_text(encoding: Encoding, value: Any) -> str:
    if value is None:
        return ""
    if is_json(essence_of(encoding.content_type or "")):
        return json_bytes(value).decode()
    return flat(value)


def _properties(content: Content, value: Any) -> Iterable[tuple[str, Any]]:
    dump = getattr(value, "model_dump", None)
    if dump is not None:
        value = dump(by_alias=True, exclude_unset=True, warnings=False)
    if not is_mapping(value):
        raise ArgumentError(f"a body of type `{essence_of(content.type)}` must be an object")
    return [(str(name), item) for name, item in value.items() if item is not OMIT]


def multipart(content: Content, value: Any) -> Payload:
    if is_list(value) and essence_of(content.type) != "multipart/form-data":
        return parts_in_order(content, value)
    parts: list[Part] = []
    opened: list[IO[bytes]] = []
    for name, item in _properties(content, value):
        encoding = content.encodings.get(name, Encoding())
        for key, one in _named(name, item, encoding):
            if encoding.binary or is_file(one):
                file = read_file(one)
                parts.append((key, _file_part(key, file, encoding)))
                opened += [cast("IO[bytes]", file.content)] if file.opened else []
            else:
                parts.append((key, _text_part(one, encoding)))
    if not parts:
        return parts_in_order(content, ())
    return Payload(content_type=content.type, parts=tuple(parts), opened=tuple(opened))


def _named(name: str, value: Any, encoding: Encoding) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a property: by its style where it has one, which then is not percent-encoded.

    Source: OAS 3.2 section 4.15.1.2.
    """
    if (encoding.style is None and encoding.explode is None) or value is None or is_file(value):
        yield from ((name, item) for item in _repeated(value, encoding))
        return
    style = encoding.style or "form"
    shape = shaped(value)
    explode = encoding.explode if encoding.explode is not None else style == "form"
    if style == "deepObject" or isinstance(shape, str):
        yield from deep(name, shape)
    elif explode:
        yield from shape.items() if isinstance(shape, dict) else ((name, item) for item in shape)
    else:
        flattened = [text for pair in shape.items() for text in pair] if isinstance(shape, dict) else shape
        yield name, _DELIMITERS.get(style, ",").join(flat(item) for item in flattened)


_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def _repeated(value: Any, encoding: Encoding) -> Iterable[Any]:
    """An array is one part per item, unless its Encoding says that it is one JSON document."""
    if value is None or is_file(value):
        return [] if value is None else [value]
    shape = shaped(value)
    whole = is_json(essence_of(encoding.content_type or ""))
    return shape if isinstance(shape, list) and not whole else [value]


def _file_part(name: str, file: File, encoding: Encoding) -> PartContent:
    content = (
        file.content
        if isinstance(file.content, bytes) or hasattr(file.content, "read")
        else b"".join(file.content)
    )
    return (
        file.name or name,
        content,
        header_text(name, file.type or concrete(encoding.content_type) or "application/octet-stream"),
        _headers(encoding),
    )


def _headers(encoding: Encoding) -> dict[str, str]:
    return {header_name(name): header_text(name, value) for name, value in encoding.headers.items()}


def _text_part(value: Any, encoding: Encoding) -> PartContent:
    declared = header_text("contentType", concrete(encoding.content_type) or "") or None
    primitive = isinstance(shaped(value), str)
    if is_json(essence_of(declared or ("" if primitive else "application/json"))):
        return None, json_bytes(value), declared or "application/json", _headers(encoding)
    return None, text_bytes(flat(value), declared), declared, _headers(encoding)
