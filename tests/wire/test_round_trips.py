"""Whatever is written can be read back, by readers that are not ours: the standard library's."""

from __future__ import annotations

import email
import email.policy
import json
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, unquote, unquote_plus
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integen.kit.build import Arguments, build
from integen.kit.errors import ArgumentError
from integen.kit.records import Operation
from integen.kit.sequences import Events, JsonTexts, Reader
from integen.kit.xml_facts import Tree
from integen.kit.xml_reading import from_xml
from integen.kit.xml_writing import to_xml

WIRE = settings(deadline=None, derandomize=True, max_examples=150)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SOME_TEXT = TEXT.filter(bool)
TEXTS = st.lists(TEXT, min_size=1, max_size=5)
OBJECTS = st.dictionaries(SOME_TEXT, TEXT, min_size=1, max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=10,
)


def request(key: str, record: dict[str, Any], **arguments: Any) -> Any:
    operation = Operation.from_json(key, record)
    return build(operation, Arguments(**arguments), base_url="https://example.com")


def query(value: Any, **parameter: Any) -> str:
    record = {"parameters": [{"name": "q", "in": "query", **parameter}]}
    return "&".join(request("GET /", record, query={"q": value}).query)


def payload(media_type: str, value: Any) -> bytes:
    record = {"body": {"content": [{"type": media_type}]}}
    content: bytes = request("POST /", record, body=value).payload.content
    return content


def read(text: str) -> list[tuple[str, str]]:
    """Read a query as servers do, once it is sure that no character in it needs care."""
    assert text.isascii() and text.isprintable() and " " not in text and "#" not in text
    return parse_qsl(text, keep_blank_values=True)


@WIRE
@given(TEXT)
def test_any_text_in_a_query_comes_back(text: str) -> None:
    assert read(query(text)) == [("q", text)]


@WIRE
@given(TEXT)
def test_any_text_that_may_hold_reserved_characters_stays_one_value(text: str) -> None:
    written = query(text.replace("%", ""), allowReserved=True)
    assert [unquote(value) for _, value in [written.split("=", 1)]] == [text.replace("%", "")]
    assert "&" not in written and "#" not in written


@WIRE
@given(TEXTS)
def test_any_list_in_a_query_comes_back(texts: list[str]) -> None:
    assert read(query(texts)) == [("q", text) for text in texts]


@pytest.mark.parametrize(
    ("style", "delimiter"), [("form", ","), ("spaceDelimited", "%20"), ("pipeDelimited", "%7C")]
)
@WIRE
@given(texts=TEXTS)
def test_any_joined_list_comes_back(style: str, delimiter: str, texts: list[str]) -> None:
    """Of the delimited styles only items without the delimiter: it is encoded like they are."""
    plain = [text.replace(unquote(delimiter), "") if delimiter != "," else text for text in texts]
    name, _, value = query(plain, style=style, explode=False).partition("=")
    assert (name, [unquote(part) for part in value.split(delimiter)]) == ("q", plain)


@WIRE
@given(OBJECTS)
def test_any_object_in_a_query_comes_back(value: dict[str, str]) -> None:
    assert dict(read(query(value))) == value


@WIRE
@given(OBJECTS)
def test_any_object_by_brackets_comes_back(value: dict[str, str]) -> None:
    assert read(query(value, style="deepObject")) == [(f"q[{key}]", text) for key, text in value.items()]


@WIRE
@given(TEXT)
def test_any_text_in_a_path_stays_in_its_segment_or_is_refused(text: str) -> None:
    record = {"parameters": [{"name": "p", "in": "path"}]}
    try:
        url = request("GET /a/{p}/b", record, path={"p": text}).url
    except ArgumentError:
        return
    _, a, segment, b = url.removeprefix("https://example.com").split("/")
    assert (a, unquote(segment), b) == ("a", text, "b")
    assert "?" not in url and "#" not in url and unquote(segment) not in (".", "..")


@WIRE
@given(TEXT)
def test_any_text_in_a_header_is_that_text_or_is_refused(text: str) -> None:
    record = {"parameters": [{"name": "X-H", "in": "header"}]}
    try:
        _, value = request("GET /", record, headers={"X-H": text}).headers["x-h"]
    except ArgumentError:
        return
    assert value == text.strip(" \t")
    assert "\r" not in value and "\n" not in value and "\0" not in value


@WIRE
@given(OBJECTS)
def test_any_cookies_come_back(values: dict[str, str]) -> None:
    named = {f"c{index}": text for index, text in enumerate(values.values())}
    record = {"parameters": [{"name": name, "in": "cookie"} for name in named]}
    cookies = SimpleCookie("; ".join(request("GET /", record, cookies=named).cookies))
    assert {name: unquote(morsel.value) for name, morsel in cookies.items()} == named


@WIRE
@given(JSON)
def test_any_json_body_comes_back(value: Any) -> None:
    assert json.loads(payload("application/json", value)) == value


@WIRE
@given(OBJECTS)
def test_any_form_comes_back(value: dict[str, str]) -> None:
    text = payload("application/x-www-form-urlencoded", value).decode("ascii")
    pairs = [tuple(unquote_plus(part) for part in pair.split("=")) for pair in text.split("&")]
    assert dict(pairs) == value


@WIRE
@given(st.lists(JSON, max_size=5), st.integers(1, 7))
def test_any_items_come_back_however_the_bytes_are_cut(items: list[Any], size: int) -> None:
    for media_type, separator in (("application/jsonl", b"\n"), ("application/json-seq", b"\x1e")):
        assert in_pieces(JsonTexts(separator), payload(media_type, items), size) == items


@WIRE
@given(st.lists(TEXT.filter(lambda text: "\r" not in text), max_size=5), st.integers(1, 7))
def test_any_events_come_back_however_the_bytes_are_cut(texts: list[str], size: int) -> None:
    lines = ("".join(f"data: {line}\r\n" for line in text.split("\n")) + "\r\n" for text in texts)
    events = in_pieces(Events(), "".join(lines).encode(), size)
    assert [event["data"] for event in events] == texts


def in_pieces(reader: Reader, content: bytes, size: int) -> list[Any]:
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    return [*(item for piece in pieces for item in reader.feed(piece)), *reader.end()]


@WIRE
@given(st.lists(st.binary(max_size=30), min_size=1, max_size=4))
def test_any_parts_come_back(parts: list[bytes]) -> None:
    record = {"body": {"content": [{"type": "multipart/mixed"}]}}
    made = request("POST /", record, body=parts).payload
    head = f"Content-Type: {made.content_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + made.content, policy=email.policy.HTTP)
    found = [part.get_payload(decode=True) for part in message.get_payload()]
    # The reader of mails takes a carriage return before the boundary for a part of the line end.
    assert [bytes(part).rstrip(b"\r\n") for part in found] == [part.rstrip(b"\r\n") for part in parts]


XML_TEXT = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=20
)


@WIRE
@given(XML_TEXT, XML_TEXT, st.lists(XML_TEXT, max_size=4))
def test_any_text_in_xml_comes_back(attribute: str, text: str, items: list[str]) -> None:
    properties = {
        "a": {"kind": "attribute", "type": "string"},
        "t": {"type": "string"},
        "l": {"item": {"type": "string", "name": "i"}, "wrapped": True},
    }
    tree = Tree.from_json([{"name": "root", "props": properties}])
    written = to_xml(tree, {"a": attribute, "t": text, "l": items})
    root = ElementTree.fromstring(written)
    assert (root.get("a"), root.findtext("t"), [item.text or "" for item in root.iter("i")]) == (
        attribute,
        text,
        items,
    )
    assert from_xml(tree, written) == {"a": attribute, "t": text, "l": items}
