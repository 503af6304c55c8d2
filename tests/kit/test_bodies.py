"""Bodies as a server receives them."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

from integen.kit.bind import bind
from integen.kit.build import Arguments
from integen.kit.callers import SyncCaller
from integen.kit.errors import ArgumentError
from integen.kit.models import Model
from integen.kit.omit import OMIT

from .server import Received, Upstream

Make = Callable[..., SyncCaller]
KEY = "POST /things"


class Thing(Model):
    kind: str
    made_at: datetime | None = Field(default=None, alias="madeAt")
    price: Decimal | None = None
    parent: Thing | None = None


@pytest.fixture
def post(caller: Make, upstream: Upstream) -> Callable[..., Received]:
    def send(value: Any, media_type: str, *, content_type: str | None = None, **content: Any) -> Received:
        one = caller({KEY: {"body": {"content": [{"type": media_type, **content}]}}})
        one.call(one.catalog.operation(KEY), Arguments(body=value, content_type=content_type))
        return upstream.last

    return send


Post = Callable[..., Received]


def test_json_keeps_null_and_leaves_out_what_is_omitted(post: Post) -> None:
    received = post({"a": None, "b": OMIT, "c": {"d": OMIT, "e": "ü"}, "f": []}, "application/json")
    assert received.body == '{"a":null,"c":{"e":"ü"},"f":[]}'.encode()
    assert received.header("content-type") == "application/json"


def test_json_writes_every_digit_of_a_decimal(post: Post) -> None:
    received = post({"a": [Decimal("0.1234567890123456789012345"), 1.5], "b": True}, "application/json")
    assert received.body == b'{"a":[0.1234567890123456789012345,1.5],"b":true}'


def test_a_model_is_sent_by_alias_and_only_what_was_set(post: Post) -> None:
    thing = Thing(
        kind="a", made_at=datetime(2026, 1, 2, tzinfo=UTC), parent=Thing(kind="b", price=Decimal("1.10"))
    )
    received = post(thing, "application/merge-patch+json")
    assert received.body == b'{"kind":"a","madeAt":"2026-01-02T00:00:00Z","parent":{"kind":"b","price":1.10}}'
    assert received.header("content-type") == "application/merge-patch+json"


@pytest.mark.parametrize("value", [float("nan"), {"a": object}, Decimal("NaN")])
def test_what_json_cannot_hold_is_refused_before_the_network(
    post: Post, upstream: Upstream, value: Any
) -> None:
    with pytest.raises(ArgumentError, match="JSON"):
        post({"a": value} if not isinstance(value, dict) else {"x": {1, float("inf")}}, "application/json")
    assert upstream.received == []


def test_null_is_a_body_and_omit_is_none(post: Post) -> None:
    assert post(None, "application/json").body == b"null"
    received = post(OMIT, "application/json")
    assert received.body == b""
    assert received.header("content-type") is None
    assert received.header("content-length") == "0"


def test_a_form_is_urlencoded(post: Post) -> None:
    value = {"a": "x y&z", "list": [1, 2], "object": {"k": 1}, "none": None, "flag": True}
    received = post(value, "application/x-www-form-urlencoded")
    assert received.body == b"a=x+y%26z&list=1&list=2&object=%7B%22k%22%3A1%7D&none=&flag=true"
    assert received.header("content-type") == "application/x-www-form-urlencoded"


def test_a_form_property_follows_its_encoding(post: Post) -> None:
    encoding = {
        "deep": {"style": "deepObject", "explode": True},
        "flat": {"style": "form", "explode": False},
        "json": {"contentType": "application/json"},
    }
    value = {"deep": {"a": {"b": 1}}, "flat": [1, 2], "json": "text"}
    received = post(value, "application/x-www-form-urlencoded", encoding=encoding)
    assert received.body == b"deep%5Ba%5D%5Bb%5D=1&flat=1,2&json=%22text%22"


def parts_of(received: Received) -> list[bytes]:
    content_type = received.header("content-type") or ""
    assert content_type.startswith("multipart/form-data; boundary=")
    boundary = content_type.partition("boundary=")[2].encode()
    pieces = received.body.split(b"--" + boundary)
    assert pieces[0] == b"" and pieces[-1] == b"--\r\n"
    return [piece.removeprefix(b"\r\n").removesuffix(b"\r\n") for piece in pieces[1:-1]]


def test_multipart_sends_each_property_as_its_encoding_says(post: Post, tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(b"\x89PNG")
    encoding = {
        "file": {"binary": True},
        "more": {"binary": True, "contentType": "image/*, text/csv"},
        "meta": {"contentType": "application/json"},
    }
    value = {
        "name": "Tom",
        "tags": ["a", "b"],
        "file": picture,
        "more": [b"1,2", ("x.txt", b"hi", "text/x-note")],
        "meta": "m",
        "object": {"k": None},
        "skipped": OMIT,
    }
    assert parts_of(post(value, "multipart/form-data", encoding=encoding)) == [
        b'Content-Disposition: form-data; name="name"\r\n\r\nTom',
        b'Content-Disposition: form-data; name="tags"\r\n\r\na',
        b'Content-Disposition: form-data; name="tags"\r\n\r\nb',
        b'Content-Disposition: form-data; name="file"; filename="cat.png"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89PNG",
        b'Content-Disposition: form-data; name="more"; filename="more"\r\nContent-Type: text/csv\r\n\r\n1,2',
        b'Content-Disposition: form-data; name="more"; filename="x.txt"\r\n'
        b"Content-Type: text/x-note\r\n\r\nhi",
        b'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n"m"',
        b'Content-Disposition: form-data; name="object"\r\nContent-Type: application/json\r\n\r\n{"k":null}',
    ]


def test_a_file_name_cannot_start_a_header(post: Post) -> None:
    received = post(
        {"file": ('a"\r\nX: 1.txt', b"x")}, "multipart/form-data", encoding={"file": {"binary": True}}
    )
    assert b'filename="a%22%0D%0AX: 1.txt"' in received.body


@pytest.mark.parametrize("kind", ["bytes", "path", "stream", "iterable"])
def test_binary_bodies_are_sent_as_they_are(post: Post, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "data.bin"
    path.write_bytes(b"\x00\x01" * 50_000)
    content = path.read_bytes()
    value: Any = {
        "bytes": content,
        "path": path,
        "stream": io.BytesIO(content),
        "iterable": [content[:5], content[5:]],
    }[kind]
    if kind == "iterable":
        value = iter(value)
    received = post(value, "application/octet-stream", binary=True)
    assert received.body == content
    assert received.header("content-type") == "application/octet-stream"
    assert received.header("content-length") == (None if kind == "iterable" else "100000")


def test_a_range_of_types_takes_the_type_of_the_file(post: Post) -> None:
    assert post(("a.png", b"x"), "image/*", binary=True).header("content-type") == "image/png"
    assert post({"a": 1}, "*/*").header("content-type") == "application/json"


def test_text_is_sent_in_the_charset_of_its_type(post: Post) -> None:
    assert post("ü", "text/plain").body == "ü".encode()
    assert post("ü", "text/plain; charset=latin-1").body == "ü".encode("latin-1")


def test_lines_of_json_are_sent_one_by_one(post: Post) -> None:
    assert post([{"a": 1}, 2], "application/x-ndjson").body == b'{"a":1}\n2\n'


def test_an_object_cannot_be_sent_as_text(post: Post) -> None:
    with pytest.raises(ArgumentError, match="must be text"):
        post({"a": 1}, "text/csv")


def test_the_caller_chooses_among_the_media_types(caller: Make, upstream: Upstream) -> None:
    body = {"content": [{"type": "application/json"}, {"type": "application/x-www-form-urlencoded"}]}
    one = caller({KEY: {"body": body}})
    operation = one.catalog.operation(KEY)
    one.call(operation, Arguments(body={"a": 1}, content_type="application/x-www-form-urlencoded"))
    assert upstream.last.body == b"a=1"


def test_a_file_that_is_not_there_is_an_argument_error(post: Post, upstream: Upstream) -> None:
    with pytest.raises(ArgumentError, match="No such file"):
        post(Path("/does/not/exist"), "application/octet-stream", binary=True)
    assert upstream.received == []


BOUND = {
    "parameters": [
        {"name": "X-Kind", "in": "header", "arg": "x_kind"},
        {"name": "filter[a]", "in": "query", "arg": "filter_a"},
    ],
    "body": {
        "fields": {"file": "file", "note_": "note"},
        "content": [{"type": "multipart/form-data", "encoding": {"file": {"binary": True}}}],
    },
}


def test_flat_arguments_find_their_places(caller: Make, upstream: Upstream) -> None:
    one = caller({KEY: BOUND})
    operation = one.catalog.operation(KEY)
    flat = {"x_kind": "k", "filter_a": 1, "file": base64.b64encode(b"\xff").decode(), "note_": "n"}
    one.call(operation, bind(operation, flat))
    assert upstream.last.header("X-Kind") == "k"
    assert upstream.last.target == "/things?filter%5Ba%5D=1"
    file, note = parts_of(upstream.last)
    assert file.endswith(b"\r\n\r\n\xff") and b'name="note"' in note


def test_a_tool_cannot_name_a_local_file(caller: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("s")
    operation = caller({KEY: BOUND}).catalog.operation(KEY)
    for text in (str(secret), "tmp/a.txt"):
        with pytest.raises(ArgumentError, match="`file` must be base64"):
            bind(operation, {"file": text})


def test_a_data_url_brings_its_type(caller: Make, upstream: Upstream) -> None:
    one = caller({KEY: BOUND})
    operation = one.catalog.operation(KEY)
    one.call(operation, bind(operation, {"file": "data:image/gif;base64,R0lG"}))
    assert b"Content-Type: image/gif\r\n\r\nGIF" in upstream.last.body


def test_an_unknown_argument_names_the_one_that_was_meant(caller: Make) -> None:
    operation = caller({KEY: BOUND}).catalog.operation(KEY)
    with pytest.raises(ArgumentError, match="did you mean `x_kind`"):
        bind(operation, {"x_kin": 1})


def test_json_that_looks_special_is_only_data(post: Post) -> None:
    value = {"$ref": "#/x", "__proto__": {"a": "</script>\u2028"}}
    assert json.loads(post(value, "application/json").body) == value


def test_other_kinds_of_multipart_keep_their_name(post: Post) -> None:
    received = post({"a": 1}, "multipart/mixed")
    assert (received.header("content-type") or "").startswith("multipart/mixed; boundary=")
