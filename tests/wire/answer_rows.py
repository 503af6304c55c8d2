"""Answers: what may come is asked for, and what came is read by its status and its media type."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

from .row import SDK, Reply, Row, answers

TEXT = {"type": "string"}
JSON = "application/json"
PET = {"type": "object", "required": ["name"], "properties": {"name": TEXT, "age": {"type": "integer"}}}
SCHEMAS: dict[str, Any] = {
    "Pet": PET,
    "Trouble": {"type": "object", "properties": {"detail": TEXT}},
    "Event": {
        "type": "object",
        "required": ["data"],
        "properties": {"data": TEXT, "event": TEXT, "id": TEXT, "retry": {"type": "integer"}},
    },
}
REF = {"$ref": "#/components/schemas/Pet"}
EVENT = {"$ref": "#/components/schemas/Event"}
FILE = {"type": "string", "format": "binary"}


def reply(body: bytes, kind: str | None = JSON, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, body=body, headers={"Content-Type": kind, **named} if kind else named)


def accepts() -> list[Row]:
    source = "RFC 9110 section 12.5.1: what the operation can answer, JSON before anything else"
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("JSON", {JSON: {}}, JSON),
        ("vendor JSON", {"application/vnd.x+json": {}}, "application/vnd.x+json"),
        ("JSON and text", {"text/plain": TEXT, JSON: {}}, "application/json, text/plain;q=0.5"),
        (
            "two kinds of JSON",
            {JSON: {}, "application/hal+json": {}},
            "application/json, application/hal+json",
        ),
        ("text", {"text/csv": TEXT}, "text/csv"),
        ("image", {"image/png": FILE}, "image/png"),
        ("any image", {"image/*": FILE}, "image/*"),
        ("anything", {"*/*": {}}, "*/*"),
        ("events", {"text/event-stream": TEXT}, "text/event-stream"),
        ("XML and JSON", {"application/xml": {}, JSON: {}}, "application/json, application/xml;q=0.5"),
    ]
    return [
        Row(rule=f"Accept: {rule}", source=source, operation=answers(content), headers={"accept": expected})
        for rule, content, expected in cases
    ] + [Row(rule="Accept: nothing declared", source=source, operation={}, headers={"accept": "*/*"})]


def statuses() -> list[Row]:
    source = "OAS 3.2 section 4.16: the exact status, its range, `default`; RFC 9110 section 15"
    both = {
        "responses": {
            "200": {"description": "Pet", "content": {JSON: {"schema": REF}}},
            "2XX": {"description": "Count", "content": {JSON: {"schema": {"type": "integer"}}}},
            "default": {
                "description": "No",
                "content": {JSON: {"schema": {"$ref": "#/components/schemas/Trouble"}}},
            },
        }
    }
    one = answers({JSON: REF})
    pet = {"name": "Rex"}
    cases: list[tuple[str, dict[str, Any], Reply, Any, str]] = [
        ("exact", both, reply(b'{"name":"Rex"}'), pet, '{"name":"Rex"}'),
        ("range", both, reply(b"7", status=202), 7, "7"),
        ("another success of the range", both, reply(b"8", status=226), 8, "8"),
        ("undocumented success", one, reply(b'{"name":"Rex"}', status=201), pet, '{"name":"Rex"}'),
        ("no content", one, reply(b"", None, status=204), None, "Done: 204 No Content, no content."),
        ("empty body", one, reply(b""), None, "Done: 200 OK, no content."),
        ("no content declared, JSON came", {}, reply(b'{"a":1}'), None, '{"a":1}'),
        ("unknown members are kept", one, reply(b'{"name":"Rex","x":[1]}'), {"name": "Rex", "x": [1]},
         '{"name":"Rex","x":[1]}'),
        ("another shape is delivered", one, reply(b'{"name":7}'), {"name": 7}, '{"name":7}'),
        ("a list for an object is delivered", one, reply(b"[1]"), [1], "[1]"),
    ]  # fmt: skip
    errors = [
        ("404", both, reply(b'{"detail":"no such pet"}', status=404), "NotFoundError: no such pet"),
        ("400 of another shape", both, reply(b'{"errors":[{"message":"bad"}]}', status=400),
         "BadRequestError: bad"),
        ("undocumented 418", one, reply(b"short and stout", "text/plain", 418),
        "APIStatusError: short and stout"),
        ("401", one, reply(b"{}", status=401), "AuthenticationError: 401"),
        ("403", one, reply(b'{"error":"nope"}', status=403), "PermissionDeniedError: nope"),
        ("409", one, reply(b'{"message":"again"}', status=409), "ConflictError: again"),
        ("422", one, reply(b'{"detail":[{"loc":["body","a"],"msg":"is odd"}]}', status=422),
         "UnprocessableEntityError: is odd"),
        ("501", one, reply(b"", None, 501), "InternalServerError: 501"),
        ("problem", one, reply(b'{"title":"T","detail":"D"}', "application/problem+json", 400),
         "BadRequestError: D"),
        ("HTML", one, reply(b"<html><title>Gone fishing</title>", "text/html", 404),
         "NotFoundError: Gone fishing"),
        ("304", one, reply(b"", None, 304), "APIStatusError: 304"),
    ]  # fmt: skip
    return [
        Row(rule=f"answer: {rule}", source=source, operation=operation, reply=came, value=value, text=text)
        for rule, operation, came, value, text in cases
    ] + [
        Row(rule=f"error: {rule}", source=source, operation=operation, reply=came, raised=raised)
        for rule, operation, came, raised in errors
    ]


def media() -> list[Row]:
    source = "RFC 9110 section 8.3; OAS 3.2 section 4.14"
    text, octets = answers({"text/plain": TEXT}), answers({"application/octet-stream": FILE})
    pet, any_json = answers({JSON: REF}), answers({JSON: {}})
    packed = b'{"name":"Rex"}'
    deflated = zlib.compress(packed)
    rex = {"name": "Rex"}
    cases: list[tuple[str, dict[str, Any], Reply, Any, str | None]] = [
        ("text", text, reply("é".encode(), "text/plain"), "é", "é"),
        ("text in Latin-1", text, reply(b"\xe9", "text/plain; charset=iso-8859-1"), "é", "é"),
        ("text in UTF-16", text, reply("é".encode("utf-16"), "text/plain; charset=utf-16"), "é", "é"),
        ("text of an unknown charset", text, reply(b"x", "text/plain; charset=klingon"), "x", "x"),
        ("text that is no UTF-8", text, reply(b"a\xff", "text/plain; charset=utf-8"), "a\ufffd", "a\ufffd"),
        ("csv", answers({"text/csv": TEXT}), reply(b"a,b\r\n1,2\r\n", "text/csv"), "a,b\r\n1,2\r\n",
         "a,b\r\n1,2\r\n"),
        ("html", answers({"text/html": TEXT}), reply(b"<p>x", "text/html"), "<p>x", "<p>x"),
        ("octets", octets, reply(b"\x00\xff", "application/octet-stream"), b"\x00\xff", None),
        ("image", answers({"image/png": FILE}), reply(b"\x89PNG", "image/png"), b"\x89PNG", "iVBORw=="),
        ("sound", answers({"audio/mpeg": FILE}), reply(b"ID3", "audio/mpeg"), b"ID3", "SUQz"),
        ("pdf", answers({"application/pdf": FILE}), reply(b"%PDF", "application/pdf"), b"%PDF", None),
        ("no octets", octets, reply(b"", "application/octet-stream"), b"", None),
        ("JSON with a parameter", pet, reply(packed, "application/json; charset=utf-8"), rex,
        packed.decode()),
        ("vendor JSON", answers({"application/vnd.x+json": REF}), reply(packed, "application/vnd.x+json"),
        rex,
         packed.decode()),
        ("JSON of another type", pet, reply(packed, "application/vnd.y+json"), rex, packed.decode()),
        ("JSON called text", pet, reply(packed, "text/plain"), rex, None),
        ("JSON called HTML", pet, reply(packed, "text/html"), rex, None),
        ("JSON without a type", pet, reply(packed, None), rex, packed.decode()),
        ("JSON with a byte order mark", pet, reply(b"\xef\xbb\xbf" + packed), rex, None),
        ("JSON in Latin-1", any_json, reply('"é"'.encode("latin-1"), "application/json; charset=latin-1"),
        "é",
         None),
        ("JSON text", answers({JSON: TEXT}), reply(b'"x"'), "x", '"x"'),
        ("JSON number", answers({JSON: {"type": "integer"}}), reply(b"7"), 7, "7"),
        ("JSON false", answers({JSON: {"type": "boolean"}}), reply(b"false"), False, "false"),
        ("JSON null", answers({JSON: {"type": ["string", "null"]}}), reply(b"null"), None, "null"),
        ("JSON list", answers({JSON: {"type": "array", "items": REF}}), reply(b'[{"name":"Rex"}]'), [rex],
         '[{"name":"Rex"}]'),
        ("JSON without a schema", answers({JSON: None}), reply(b'{"a":1}'), {"a": 1}, '{"a":1}'),
        ("gzip", pet, reply(gzip.compress(packed), Content_Encoding="gzip"), rex, packed.decode()),
        ("deflate", pet, reply(deflated, Content_Encoding="deflate"), rex, packed.decode()),
        ("identity", pet, reply(packed, Content_Encoding="identity"), rex, packed.decode()),
        ("a file with a name", octets, reply(b"1", "application/zip",
         Content_Disposition='attachment; filename="a.zip"'), b"1", None),
        ("any type, text came", answers({"*/*": None}), reply(b"x", "text/plain"), b"x", "x"),
    ]  # fmt: skip
    rows = [
        Row(rule=f"media: {rule}", source=source, operation=operation, reply=came, value=value, text=shown)
        for rule, operation, came, value, shown in cases
    ]
    rows += [
        Row(
            rule=f"media: {rule}",
            source="the message of an unreadable answer says what came",
            operation=pet,
            reply=came,
            raised=f"APIResponseError: {part}",
            channels=SDK,
        )
        for rule, came, part in (
            ("broken JSON", reply(b'{"name":'), "its JSON is broken"),
            ("HTML for JSON", reply(b"<html><title>Log in</title>", "text/html"), "Log in"),
            ("image for JSON", reply(b"\x89PNG", "image/png"), "image/png"),
        )
    ]
    return rows


def sequences() -> list[Row]:
    lines = "jsonlines.org; OAS 3.2 section 4.14.4 sequential media types"
    sse = "WHATWG HTML section 9.2.6 (interpreting an event stream); OAS 3.2 section 4.14.4"
    pets = [{"name": "a"}, {"name": "b"}]
    two = b'{"name":"a"}\n{"name":"b"}\n'
    shown = '[{"name":"a"},{"name":"b"}]'
    listed = {"type": "array", "items": REF}
    events = "text/event-stream"

    def items(media_type: str, schema: Any = None, item: Any = None) -> dict[str, Any]:
        content = {"schema": schema} if schema else {"itemSchema": item} if item else {}
        return {"responses": {"200": {"description": "Items", "content": {media_type: content}}}}

    cases: list[tuple[str, str, dict[str, Any], Reply, Any, str | None]] = [
        ("JSON Lines by itemSchema", lines, items("application/jsonl", item=REF),
         reply(two, "application/jsonl"), pets, shown),
        ("JSON Lines by schema", lines, items("application/jsonl", listed), reply(two, "application/jsonl"),
         pets, shown),
        ("JSON Lines, the schema is of a line", lines, items("application/x-ndjson", REF),
         reply(two, "application/x-ndjson"), pets, shown),
        ("JSON Lines without a schema", lines, items("application/jsonl"), reply(two, "application/jsonl"),
         pets, shown),
        ("JSON Lines without the last line break", lines, items("application/jsonl", item=REF),
         reply(two[:-1], "application/jsonl"), pets, shown),
        ("JSON Lines with empty lines and CRLF", lines, items("application/jsonl", item=REF),
         reply(b'\r\n{"name":"a"}\r\n\r\n{"name":"b"}\r\n', "application/jsonl"), pets, shown),
        ("JSON Lines with a line separator in a text", lines, items("application/jsonl", item=REF),
         reply('{"name":"a\u2028b"}\n'.encode(), "application/jsonl"), [{"name": "a\u2028b"}], None),
        ("JSON Lines, none", lines, items("application/jsonl", item=REF), reply(b"", "application/jsonl"), [],
         None),
        ("JSON sequence", "RFC 7464 section 2.1", items("application/json-seq", item=REF),
         reply(b'\x1e{"name":"a"}\n\x1e{"name":\n"b"}\n', "application/json-seq"), pets, shown),
        ("events", sse, items(events, item=EVENT), reply(b"data: a\n\ndata: b\n\n", events),
         [{"data": "a"}, {"data": "b"}], '[{"data":"a"},{"data":"b"}]'),
        ("events with all fields", sse, items(events, item=EVENT),
         reply(b"event: add\nid: 7\nretry: 100\ndata: a\n\n", events),
         [{"event": "add", "data": "a", "id": "7", "retry": 100}], None),
        ("events of several lines", sse, items(events, item=EVENT), reply(b"data: a\ndata:b\ndata\n\n",
        events),
         [{"data": "a\nb\n"}], None),
        ("events with comments, CRLF and CR", sse, items(events, item=EVENT),
         reply(b": hi\r\ndata: a\r\n\r\ndata: b\r\r", events), [{"data": "a"}, {"data": "b"}], None),
        ("events with a byte order mark", sse, items(events, item=EVENT),
         reply(b"\xef\xbb\xbfdata: a\n\n", events), [{"data": "a"}], None),
        ("an event that is not ended is none", sse, items(events, item=EVENT),
         reply(b"data: a\n\ndata: b\n", events), [{"data": "a"}], None),
        ("an event without data is none", sse, items(events, item=EVENT),
         reply(b"event: x\n\ndata: a\n\n", events), [{"data": "a"}], None),
        ("events whose data is JSON", "OpenAI and others before 3.2: the schema is of the data",
         items(events, REF), reply(b'data: {"name":"a"}\n\ndata: {"name":"b"}\n\ndata: [DONE]\n\n', events),
         pets, shown),
        ("events without a schema", sse, items(events), reply(b"event: x\ndata: a\n\n", events),
         [{"event": "x", "data": "a"}], None),
    ]  # fmt: skip
    return [
        Row(
            rule=f"sequence: {rule}",
            source=source,
            operation=operation,
            reply=came,
            value=value,
            text=shown_text,
            headers={"accept": next(iter(operation["responses"]["200"]["content"]))},
        )
        for rule, source, operation, came, value, shown_text in cases
    ]


ROWS = [*accepts(), *statuses(), *media(), *sequences()]
