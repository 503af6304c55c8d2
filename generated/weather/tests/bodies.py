"""Bodies: the judge reads JSON, forms and text; what it does not is read here, by the rules of each media type."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any
from xml.etree.ElementTree import canonicalize

import httpx2
from cases import Try
from forms import check_form, form_pairs

FORM = "application/x-www-form-urlencoded"


def is_read(media: str, described: dict[str, Any]) -> bool:
    """Whether the judge reads bodies of a media type."""
    schema = {} if described.get("x-unread") else described.get("schema", {})
    is_form = essence(media) == FORM and bool(schema) and schema.get("type") != "string"
    return is_form or ("json" in media and "seq" not in media and bool(schema))


def check_body(
    tried: Try, operation: dict[str, Any], wanted: Any, read: Any, sent: httpx2.Request
) -> None:
    """Fail unless the body says what is wanted; `read` is what the judge made of it."""
    stated = sent.headers.get("content-type", "")
    if tried.media is not None:
        assert essence(stated) == essence(tried.media), (
            f"the body is {stated} and not {tried.media}"
        )
    content = operation.get("requestBody", {}).get("content", {})
    described = next((content[each] for each in content if essence(each) == essence(stated)), {})
    encoding = described.get("encoding", {})
    if stated.startswith("multipart/") and not isinstance(wanted, str | bytes):
        check_parts(encoding, wanted, sent)
    elif essence(stated) == FORM and isinstance(wanted, dict) and not isinstance(read, dict):
        check_form(encoding, without_bytes(wanted), sent.content.decode())
    elif tried.xml is not None:
        found, expected = (
            canonicalize(each, rewrite_prefixes=True) for each in (sent.content.decode(), tried.xml)
        )
        assert found == expected
    elif isinstance(wanted, bytes):
        assert sent.content == wanted
    elif isinstance(read, bytes):
        assert raw(essence(stated), read, wanted) == wanted, (
            f"body: {read!r} was sent and not {wanted!r}"
        )
    elif wanted or read:
        wanted = without_bytes(wanted)
        assert read == wanted, f"body: {read!r} was sent and not {wanted!r}"


def without_bytes(value: Any) -> Any:
    """Return a value as JSON carries it: bytes in base64."""
    match value:
        case bytes():
            return base64.b64encode(value).decode()
        case dict():
            return {name: without_bytes(each) for name, each in value.items()}
        case list():
            return [without_bytes(each) for each in value]
    return value


def raw(media: str, content: bytes, wanted: Any) -> Any:
    """Return what a body of a media type says that the judge does not read."""
    text = content.decode()
    if isinstance(wanted, str) and "json" not in media:
        return text
    if media in (
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/json-seq",
    ):
        return [json.loads(line) for line in text.replace("\x1e", "").splitlines()]
    if media == "text/event-stream":
        return [
            json.loads(line[len("data:") :])
            for line in text.splitlines()
            if line.startswith("data:")
        ]
    return json.loads(text)


def essence(media: str) -> str:
    """Return a media type without its parameters."""
    return media.partition(";")[0].strip().lower()


def check_parts(encoding: dict[str, Any], wanted: Any, sent: httpx2.Request) -> None:
    """Fail unless each part has its name, its content, and the type that the contract says."""
    found = list(parts(sent))
    if isinstance(wanted, list):  # a multipart type without names: by position
        assert [content for _, content, _ in found] == [
            content for _, content in wanted_parts({"": wanted}, {}, found)
        ]
        return
    sent_parts, expected = (
        sorted(each[:2] for each in found),
        sorted(wanted_parts(wanted, encoding, found)),
    )
    assert sent_parts == expected, f"the parts {sent_parts!r} were sent and not {expected!r}"
    for name, _, media in found:
        stated = encoding.get(name, {}).get("contentType", "")
        if stated and "," not in stated and "*" not in stated:
            assert essence(media) == essence(stated), f"the part {name} is {media} and not {stated}"


def parts(sent: httpx2.Request) -> Iterator[tuple[str, bytes, str]]:
    """Yield name, content and type of each part, read by the standard library."""
    head = f"content-type: {sent.headers['content-type']}\r\n\r\n".encode()
    for part in message_from_bytes(head + sent.content).get_payload():
        name = part.get_param("name", header="content-disposition")
        yield str(name or ""), part.get_payload(decode=True), part.get_content_type()


def wanted_parts(
    body: dict[str, Any], encoding: dict[str, Any], found: list[tuple[str, bytes, str]]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each part; whether a list is one part or one for each item is left open."""
    names = [name for name, _, _ in found]
    for name, value in body.items():
        if {"style", "explode"} & set(encoding.get(name, ())):
            yield from ((key, each.encode()) for key, each in form_pairs(encoding, name, value))
            continue
        is_json = "json" in encoding.get(name, {}).get("contentType", "")
        one_by_one = isinstance(value, list) and (names.count(name) == len(value) or not is_json)
        for each in value if one_by_one else [value]:
            if isinstance(each, bytes) or (isinstance(each, str) and not is_json):
                yield name, each if isinstance(each, bytes) else each.encode()
            else:
                yield name, json.dumps(each, separators=(",", ":"), ensure_ascii=False).encode()
