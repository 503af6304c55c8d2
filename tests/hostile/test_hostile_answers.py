"""What an API answers is hostile too: every answer ends in a value or in one of our errors."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from mcp import Client

from .package import Generated, made
from .upstream import Answer, Upstream

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return made(tmp_path_factory.mktemp("answers"), "answering")


def says(body: bytes, content_type: str = "application/json", status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def endless(start: bytes, more: bytes, content_type: str) -> Answer:
    """Write for ever; the client has to have enough of it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", content_type)
        handler.end_headers()
        handler.wfile.write(start)
        while True:
            handler.wfile.write(more)

    return answer


def raw(text: bytes) -> Answer:
    return lambda handler: handler.wfile.write(text) and None


def packed(times: int) -> bytes:
    body = gzip.compress(bytes(120 * MEGABYTE), 9)
    for _ in range(times - 1):
        body = gzip.compress(body, 9)
    return body


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
ANSWERS: dict[str, Callable[[], Answer]] = {
    "deep-json": lambda: says(b"[" * 100_000 + b"]" * 100_000),
    "deep-json-in-a-member": lambda: says(b'{"x":' * 100_000 + b"1" + b"}" * 100_000),
    "number-of-many-digits": lambda: says(b'{"id": ' + b"9" * 100_000 + b"}"),
    "number-with-a-huge-exponent": lambda: says(b'{"price": 1e999999}'),
    "numbers-that-are-none": lambda: says(b'{"price": NaN, "a": Infinity, "b": -Infinity}'),
    "lone-surrogates": lambda: says(b'{"name": "\\ud800", "\\udfff": "\\udc00x"}'),
    "surrogates-as-utf-8": lambda: says(b'{"name": "\xed\xa0\x80"}'),
    "not-utf-8": lambda: says(b'{"name": "\xff\xfe"}'),
    "nul": lambda: says(b'{"name": "a\\u0000b"}\x00'),
    "names-of-python": lambda: says(
        b'{"__class__": "x", "__dict__": {}, "model_dump": 1, "self": 2, "__init__": 3, "model_fields": 4}'
    ),
    "names-of-javascript": lambda: says(b'{"__proto__": {"x": 1}, "constructor": {"prototype": {"y": 1}}}'),
    "terminal-sequences": lambda: says(b'{"name": "\\u001b]52;c;Q0FOQVJZ\\u0007\\u001b[2J"}'),
    "terminal-sequences-in-an-error": lambda: says(
        b'{"message": "\\u001b]0;x\\u0007\\u202eabc\\u2066\\u200b"}', status=400
    ),
    "error-that-is-html": lambda: says(b"<script>x</script>" * 1000, "text/html", 500),
    "duplicate-keys": lambda: says(b'{"id": 1, "id": "x"}'),
    "charset-of-bytes": lambda: says(b"616263", "application/json; charset=hex"),
    "charset-of-compression": lambda: says(zlib.compress(b"x" * 1000), "text/plain; charset=zlib"),
    "charset-rot13": lambda: says(b"nop", "text/plain; charset=rot13"),
    "charset-unicode-escape": lambda: says(b"\\N{DIGIT ONE}", "application/json; charset=unicode_escape"),
    "charset-undefined": lambda: says(b'"x"', "application/json; charset=undefined"),
    "charset-utf-7": lambda: says(b"+ADw-script+AD4-", "application/json; charset=utf-7"),
    "charset-idna": lambda: says(b"xn--a" * 20_000, "text/plain; charset=idna"),
    "charset-with-controls": lambda: says(b"x", "text/plain; charset=\x1b[31m"),
    "content-type-broken": lambda: says(b"{}", ";;;=,"),
    "content-type-long": lambda: says(b"{}", "a/" + "b" * 60_000),
    "xml-of-laughs": lambda: says(
        f"<!DOCTYPE a [<!ENTITY a0 'ha'>{_LAUGHS}]><pet>&a11;</pet>".encode(), "application/xml"
    ),
    "xml-of-files": lambda: says(
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><pet>&x;</pet>', "application/xml"
    ),
    "xml-deep": lambda: says(b"<a>" * 50_000 + b"</a>" * 50_000, "application/xml"),
    "xml-wide": lambda: says(b"<pet>" + b"<a/>" * 200_000 + b"</pet>", "application/xml"),
    "xml-of-attributes": lambda: says(
        b"<pet " + b" ".join(b'a%d="1"' % n for n in range(20_000)) + b"/>", "application/xml"
    ),
    "gzip-bomb": lambda: says(packed(1), Content_Encoding="gzip"),
    "gzip-in-gzip-bomb": lambda: says(packed(2), Content_Encoding="gzip, gzip"),
    "gzip-that-is-none": lambda: says(b"nothing", Content_Encoding="gzip"),
    "deflate-bomb": lambda: says(zlib.compress(bytes(120 * MEGABYTE), 9), Content_Encoding="deflate"),
    "encoding-unknown": lambda: says(b"{}", Content_Encoding="evil"),
    "encodings-many": lambda: says(b"{}", Content_Encoding=", ".join(["gzip"] * 2000)),
    "status-unknown": lambda: raw(b"HTTP/1.1 799 \x1b[31m\r\ncontent-length: 2\r\n\r\n{}"),
    "status-of-no-number": lambda: raw(b"HTTP/1.1 abc\r\n\r\n"),
    "length-that-lies": lambda: raw(
        b"HTTP/1.1 200 x\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{}"
    ),
    "length-twice": lambda: raw(b"HTTP/1.1 200 x\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}abc"),
    "headers-huge": lambda: raw(
        b"HTTP/1.1 200 x\r\nx: " + b"a" * 5_000_000 + b"\r\ncontent-length: 2\r\n\r\n{}"
    ),
    "headers-many": lambda: raw(
        b"HTTP/1.1 200 x\r\n" + b"".join(b"x%d: a\r\n" % n for n in range(50_000)) + b"\r\n{}"
    ),
    "link-header-long": lambda: says(b"{}", Link="<" * 30_000 + ";rel=next" * 2_000),
    "disposition": lambda: says(
        b"x", "application/octet-stream", Content_Disposition='attachment; filename="../../CANARY"'
    ),
    "nothing-at-all": lambda: raw(b""),
    "endless-json": lambda: endless(b'{"name": "', b"x" * 65_536, "application/json"),
    "endless-line-of-events": lambda: endless(b"data: ", b"x" * 65_536, "text/event-stream"),
    "endless-event": lambda: endless(b"", b"data: x\n" * 8_192, "text/event-stream"),
    "endless-comments": lambda: endless(b"", b": x\n" * 8_192, "text/event-stream"),
    "redirect-to-a-file": lambda: says(b"", status=302, Location="file:///etc/passwd"),
    "redirect-to-nowhere": lambda: says(b"", status=302, Location="http://[::1"),
    "redirect-in-a-circle": lambda: says(b"", status=302, Location="/v1/pets/1"),
    "redirect-with-controls": lambda: says(b"", status=302, Location="/x\x0b\x1b[31m"),
}
NEVER_ENDING = frozenset(("endless-json", "endless-comments"))
"""A client of the SDK that asked for all of it gets all of it: its timeouts are between bytes."""


def _paths(case: str) -> Iterator[str]:
    if "event" in case or "comments" in case:
        yield "watch"
    elif case.startswith("xml"):
        yield "get_xml"
    else:
        yield "get"


@pytest.mark.parametrize("case", [case for case in ANSWERS if case not in NEVER_ENDING])
def test_the_sdk_gives_a_value_or_one_of_its_errors(
    package: Generated, upstream: Upstream, case: str
) -> None:
    upstream.answer = ANSWERS[case]()
    with package.root.Client(base_url=f"{upstream.url}/v1", max_retries=0, timeout=30.0) as client:
        for name in _paths(case):
            method = getattr(client.pets, name)
            try:
                value = method(id="1") if name == "get" else method()
                for item in value if name == "watch" else (value,):
                    assert len(repr(item)) < 2 * 64 * MEGABYTE
                    break
            except package.root.APIError as error:
                assert str(error).isprintable(), repr(str(error))
                assert len(str(error)) < 1500


@pytest.mark.parametrize("case", ANSWERS)
def test_the_server_answers_every_call_with_json_of_bounded_size(
    package: Generated, upstream: Upstream, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream.answer = ANSWERS[case]()
    monkeypatch.setenv("ANSWERING_BASE_URL", f"{upstream.url}/v1")

    async def call() -> list[Any]:
        async with Client(package.server.create_server(), mode="legacy", read_timeout_seconds=60) as client:
            tools = {"get": "get_pet", "watch": "watch", "get_xml": "get_xml"}
            results = []
            for name in _paths(case):
                results.append(await client.call_tool(tools[name], {"id": "1"} if name == "get" else {}))
            return results

    for result in asyncio.run(call()):
        line = result.model_dump_json(by_alias=True, exclude_unset=True)
        json.loads(line, parse_constant=_refuse)
        line.encode()
        assert len(line) < 3 * MEGABYTE


_OWN_STYLES = re.compile(r"\x1b\[[0-9;]*m")
"""Bold and colours that the command itself writes."""


def _refuse(name: str) -> float:
    raise AssertionError(f"{name} is no JSON")


def test_an_answer_cannot_write_to_the_terminal_of_who_calls(
    package: Generated, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    pty = pytest.importorskip("pty")
    from integen.cli.app import main

    for case in ("terminal-sequences", "terminal-sequences-in-an-error", "names-of-python"):
        upstream.answer = ANSWERS[case]()
        controller, terminal = pty.openpty()
        with os.fdopen(terminal, "w") as stream:
            monkeypatch.setattr("sys.stdout", stream)
            monkeypatch.setattr("sys.stderr", stream)
            monkeypatch.setenv("NO_COLOR", "1")
            words = ["call", "answering", "getPet", "id=1", "--base-url", f"{upstream.url}/v1"]
            main([*words, "--output", str(package.folder.parent)])
            stream.flush()
            monkeypatch.undo()
            shown = _OWN_STYLES.sub("", os.read(controller, 65_536).decode())
        os.close(controller)
        assert shown.strip()
        assert all(char in "\r\n" or char.isprintable() for char in shown), repr(shown)


def test_credentials_and_cookies_do_not_follow_an_answer_elsewhere(
    package: Generated, upstream: Upstream, tmp_path: Path
) -> None:
    from .upstream import running

    with running() as other:
        upstream.answer = says(b"", status=307, Location=f"{other.url}/stolen", Set_Cookie="a=1; Path=/")
        with package.root.Client(api_key="secret", base_url=f"{upstream.url}/v1", max_retries=0) as client:
            client.pets.get(id="1", session="mine", x_trace="t")
            upstream.seen.clear()
            upstream.answer = says(b"{}")
            client.pets.get(id="1")
        _, path, headers = other.seen[0]
        assert path == "/stolen"
        assert "secret" not in str(headers) and "mine" not in str(headers) and "X-Trace" not in headers
        assert "Cookie" not in upstream.seen[0][2], "cookies of an answer are not kept"
