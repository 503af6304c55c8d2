"""Bodies: JSON, forms, multipart, bytes, text, sequences; and which of several media types is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .row import CHANNELS, SDK, Row, body, parameter

TEXT = {"type": "string"}
FILE = {"type": "string", "format": "binary"}
OBJECT = {"type": "object"}
PET = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": TEXT,
        "note": {"type": ["string", "null"]},
        "tags": {"type": "array", "items": TEXT},
        "born": {"type": "object", "properties": {"on": {"type": "string", "format": "date"}}},
    },
}
JSON = "application/json"


def json_bodies() -> list[Row]:
    source = "RFC 8259; OAS 3.2 section 4.14"
    wholes: list[tuple[str, str, Any, Any, bytes]] = [
        ("text", JSON, TEXT, "a\"b", b'"a\\"b"'),
        ("empty text", JSON, TEXT, "", b'""'),
        ("integer", JSON, {"type": "integer"}, 7, b"7"),
        ("large integer", JSON, {"type": "integer"}, 2**63, b"9223372036854775808"),
        ("number", JSON, {"type": "number"}, 1.5, b"1.5"),
        ("zero", JSON, {"type": "integer"}, 0, b"0"),
        ("true", JSON, {"type": "boolean"}, True, b"true"),
        ("false", JSON, {"type": "boolean"}, False, b"false"),
        ("null", JSON, {"type": ["string", "null"]}, None, b"null"),
        ("list", JSON, {"type": "array", "items": TEXT}, ["a", "b"], b'["a","b"]'),
        ("empty list", JSON, {"type": "array", "items": TEXT}, [], b"[]"),
        ("list with null", JSON, {"type": "array", "items": {}}, [1, None], b"[1,null]"),
        ("list of lists", JSON, {"type": "array", "items": {}}, [[1], []], b"[[1],[]]"),
        ("free object", JSON, OBJECT, {"b": 1, "a": {"c": [True]}}, b'{"b":1,"a":{"c":[true]}}'),
        ("empty object", JSON, OBJECT, {}, b"{}"),
        ("member that is null", JSON, OBJECT, {"a": None}, b'{"a":null}'),
        ("unicode", JSON, OBJECT, {"é": "日\u2028"}, '{"é":"日\u2028"}'.encode()),
        ("map", JSON, {"type": "object", "additionalProperties": {"type": "integer"}}, {"a": 1}, b'{"a":1}'),
        ("vendor type", "application/vnd.x.v2+json", OBJECT, {"a": 1}, b'{"a":1}'),
        ("type with a parameter", "application/json; charset=utf-8", OBJECT, {"a": 1}, b'{"a":1}'),
        ("problem", "application/problem+json", OBJECT, {"title": "x"}, b'{"title":"x"}'),
        ("patch", "application/json-patch+json", {"type": "array", "items": OBJECT},
         [{"op": "remove", "path": "/a"}], b'[{"op":"remove","path":"/a"}]'),
        ("text/json", "text/json", OBJECT, {"a": 1}, b'{"a":1}'),
        ("any type", "*/*", OBJECT, {"a": 1}, b'{"a":1}'),
        ("base64 text is passed on", JSON, {"type": "string", "contentEncoding": "base64"}, "aGk=",
        b'"aGk="'),
        ("base64url text is passed on", JSON, {"type": "string", "contentEncoding": "base64url"}, "-_8",
         b'"-_8"'),
    ]  # fmt: skip
    rows = [
        Row(
            rule=f"JSON body: {rule}",
            source=source,
            operation=body(media_type, schema),
            method="post",
            arguments={"body": value},
            body=expected,
            headers={
                "content-type": JSON if media_type == "*/*" else media_type,
                "content-length": str(len(expected)),
            },
        )
        for rule, media_type, schema, value, expected in wholes
    ]
    given: list[tuple[str, Mapping[str, Any], Any, dict[str, Any], bytes]] = [
        ("properties", PET, JSON, {"name": "Rex", "tags": ["a"]}, b'{"name":"Rex","tags":["a"]}'),
        ("absent properties", PET, JSON, {"name": "Rex"}, b'{"name":"Rex"}'),
        ("null is not absent", PET, JSON, {"name": "Rex", "note": None}, b'{"name":"Rex","note":null}'),
        ("empty is neither", PET, JSON, {"name": "", "note": "", "tags": []},
         b'{"name":"","note":"","tags":[]}'),
        ("an object inside", PET, JSON, {"name": "Rex", "born": {"on": "2020-01-02"}},
         b'{"name":"Rex","born":{"on":"2020-01-02"}}'),
        ("merge patch removes by null", {**PET, "required": []}, "application/merge-patch+json",
         {"note": None}, b'{"note":null}'),
        ("no property is needed", {**PET, "required": []}, JSON, {}, b"{}"),
    ]  # fmt: skip
    rows += [
        Row(
            rule=f"JSON object: {rule}",
            source="RFC 7396; absent, null and empty are three things" if "null" in rule else source,
            operation=body(media_type, schema),
            method="patch",
            arguments=arguments,
            body=expected,
            headers={"content-type": media_type},
        )
        for rule, schema, media_type, arguments, expected in given
    ]
    rows += [
        Row(
            rule="readOnly is no argument",
            source="OAS 3.2 section 4.24.1 readOnly",
            operation=body(JSON, PET),
            method="post",
            arguments={"name": "Rex", "id": 1},
            refused="id",
            channels=("mcp",),
        ),
        Row(
            rule="an optional body that is not given",
            source="OAS 3.2 section 4.13 required",
            operation=body(JSON, OBJECT, required=False),
            method="post",
            body=b"",
            headers={"content-type": None, "content-length": "0"},
        ),
        Row(
            rule="an optional object of which nothing is given",
            source="OAS 3.2 section 4.13 required",
            operation=body(JSON, {**PET, "required": []}, required=False),
            method="post",
            body=b"",
            headers={"content-type": None},
        ),
        Row(
            rule="an optional body that is an empty object",
            source="empty is not absent",
            operation=body(JSON, OBJECT, required=False),
            method="post",
            arguments={"body": {}},
            body=b"{}",
        ),
        Row(
            rule="a required body that is missing",
            source="OAS 3.2 section 4.13 required",
            operation=body(JSON, OBJECT),
            method="post",
            refused="body",
            channels=("mcp",),
        ),
        Row(
            rule="not a number is no JSON",
            source="RFC 8259 section 6",
            operation=body(JSON, {"type": "number"}),
            method="post",
            arguments={"body": float("nan")},
            refused="JSON",
            channels=SDK,
        ),
    ]
    return rows


def urlencoded() -> list[Row]:
    form = "application/x-www-form-urlencoded"
    source = "WHATWG URL section 5; OAS 3.2 section 4.15 encoding"
    stripe = "OAS 3.2 leaves nesting open; Stripe, Rails, PHP, qs"

    def row(rule: str, value: dict[str, Any], expected: str, why: str = source, **encoding: Any) -> Row:
        schema = {"type": "object", "properties": {name: {} for name in value}}
        media = {"encoding": dict.fromkeys(value, encoding)} if encoding else {}
        return Row(
            rule=f"urlencoded: {rule}",
            source=why,
            operation=body(form, schema, **media),
            method="post",
            arguments=value,
            body=expected.encode(),
            headers={"content-type": form, "content-length": str(len(expected))},
        )

    return [
        row("primitives", {"a": "x", "b": 1, "c": True, "d": 1.5}, "a=x&b=1&c=true&d=1.5"),
        row("space", {"a": "x y"}, "a=x+y"),
        row("reserved characters", {"a": "&=+%/?#;"}, "a=%26%3D%2B%25%2F%3F%23%3B"),
        row("unicode", {"a": "é☕"}, "a=%C3%A9%E2%98%95"),
        row("line break", {"a": "x\r\ny"}, "a=x%0D%0Ay"),
        row("empty text", {"a": ""}, "a="),
        row("list", {"a": ["x", "y z"]}, "a=x&a=y+z"),
        row("list of one", {"a": ["x"]}, "a=x"),
        row("empty list", {"a": [], "b": 1}, "b=1"),
        row("object is JSON", {"a": {"b": 1}}, "a=%7B%22b%22%3A1%7D", "OAS 3.1 section 4.8.14.4"),
        row("list joined", {"a": ["x", "y z"]}, "a=x,y%20z", style="form", explode=False),
        row("list exploded by style", {"a": ["x", "y"]}, "a=x&a=y", style="form"),
        row("list by spaces", {"a": ["x", "y"]}, "a=x%20y", style="spaceDelimited", explode=False),
        row("list by pipes", {"a": ["x", "y"]}, "a=x%7Cy", style="pipeDelimited", explode=False),
        row("object joined", {"a": {"b": 1, "c": 2}}, "a=b,1,c,2", style="form", explode=False),
        row("object exploded", {"a": {"b": 1, "c": 2}}, "b=1&c=2", style="form", explode=True),
        row("deepObject", {"a": {"b": 1, "c": {"d": "x"}}}, "a%5Bb%5D=1&a%5Bc%5D%5Bd%5D=x", stripe,
            style="deepObject", explode=True),
        row("deepObject: list", {"a": ["x", "y"]}, "a%5B%5D=x&a%5B%5D=y", stripe, style="deepObject",
            explode=True),
        row("deepObject: list of objects", {"a": [{"b": 1}, {"b": 2}]}, "a%5B0%5D%5Bb%5D=1&a%5B1%5D%5Bb%5D=2",
            stripe, style="deepObject", explode=True),
        row("deepObject: text", {"a": "x"}, "a=x", stripe, style="deepObject", explode=True),
        row("allowReserved", {"a": "x/y:z"}, "a=x/y:z", allowReserved=True),
        row("JSON by contentType", {"a": [1, 2]}, "a=%5B1%2C2%5D", contentType="application/json"),
        row("JSON text by contentType", {"a": "x"}, "a=%22x%22", contentType="application/json"),
        Row(
            rule="urlencoded: null is empty",
            source="HTML forms have no null; PHP and Rails read the empty text as none",
            operation=body(form, {"type": "object", "properties": {"a": {"type": ["string", "null"]}}}),
            method="post",
            arguments={"a": None},
            body=b"a=",
        ),
        Row(
            rule="urlencoded: a name with brackets",
            source="WHATWG URL section 5",
            operation=body(form, {"type": "object", "properties": {"a[]": {"type": "array", "items": TEXT}}}),
            method="post",
            arguments={"a[]": ["x", "y"]},
            body=b"a%5B%5D=x&a%5B%5D=y",
        ),
        Row(
            rule="urlencoded: a free form",
            source=source,
            operation=body(form, OBJECT),
            method="post",
            arguments={"body": {"a": "x", "b": ["y"]}},
            body=b"a=x&b=y",
        ),
    ]  # fmt: skip


def part(name: str, content: bytes, more: str = "", *, kind: str | None = None) -> bytes:
    head = f'--BOUNDARY\r\nContent-Disposition: form-data; name="{name}"{more}\r\n'
    return (head + (f"Content-Type: {kind}\r\n" if kind else "") + "\r\n").encode() + content + b"\r\n"


END = b"--BOUNDARY--\r\n"


def multipart() -> list[Row]:
    form = "multipart/form-data"
    source = "RFC 7578 section 4; OAS 3.2 section 4.15"

    def row(
        rule: str,
        properties: dict[str, Any],
        value: dict[str, Any],
        parts: bytes,
        *,
        why: str = source,
        channels: tuple[str, ...] = ("sync", "async", "mcp"),
        kind: str = form,
        **encoding: Any,
    ) -> Row:
        media = {"encoding": encoding} if encoding else {}
        return Row(
            rule=f"multipart: {rule}",
            source=why,
            operation=body(kind, {"type": "object", "properties": properties}, **media),
            method="post",
            arguments=value,
            body=parts + END,
            headers={"content-type": f"{kind}; boundary=BOUNDARY"},
            channels=channels,
        )

    octets = "application/octet-stream"
    named = '; filename="f"'
    files = {"type": "array", "items": FILE}
    fixed = {"X-Kind": {"schema": {"type": "string", "const": "avatar"}}}
    return [
        row("text", {"a": TEXT}, {"a": "x é"}, part("a", "x é".encode())),
        row("number and boolean", {"a": {"type": "integer"}, "b": {"type": "boolean"}}, {"a": 1, "b": False},
            part("a", b"1") + part("b", b"false")),
        row("empty text", {"a": TEXT}, {"a": ""}, part("a", b"")),
        row("object is JSON", {"a": OBJECT}, {"a": {"b": [1]}}, part("a", b'{"b":[1]}', kind=JSON)),
        row("list of texts", {"a": {"type": "array", "items": TEXT}}, {"a": ["x", "y"]},
            part("a", b"x") + part("a", b"y")),
        row("list of objects", {"a": {"type": "array", "items": OBJECT}}, {"a": [{"b": 1}, {"b": 2}]},
            part("a", b'{"b":1}', kind=JSON) + part("a", b'{"b":2}', kind=JSON)),
        row("file", {"f": FILE}, {"f": b"\x00\xff"}, part("f", b"\x00\xff", named, kind=octets)),
        row("empty file", {"f": FILE}, {"f": b""}, part("f", b"", named, kind=octets)),
        row("several files", {"f": files}, {"f": [b"1", b"2"]},
            part("f", b"1", named, kind=octets) + part("f", b"2", named, kind=octets)),
        row("file and text", {"a": TEXT, "f": FILE}, {"a": "x", "f": b"1"},
            part("a", b"x") + part("f", b"1", named, kind=octets)),
        row("file with a name", {"f": FILE}, {"f": ("a.png", b"1")},
            part("f", b"1", '; filename="a.png"', kind="image/png"), channels=SDK),
        row("file with a name and a type", {"f": FILE}, {"f": ("a", b"1", "x/y")},
            part("f", b"1", '; filename="a"', kind="x/y"), channels=SDK),
        row("file name with a quote", {"f": FILE}, {"f": ('a".txt', b"1")},
            part("f", b"1", '; filename="a%22.txt"', kind="text/plain"), channels=SDK,
            why="WHATWG HTML section 4.10.21.8"),
        row("file name with a line break", {"f": FILE}, {"f": ("a\r\n.txt", b"1")},
            part("f", b"1", '; filename="a%0D%0A.txt"', kind="text/plain"), channels=SDK,
            why="WHATWG HTML section 4.10.21.8"),
        row("file of a declared type", {"f": FILE}, {"f": b"1"}, part("f", b"1", named, kind="image/png"),
            f={"contentType": "image/png"}),
        row("file of one of the declared types", {"f": FILE}, {"f": b"1"},
            part("f", b"1", named, kind="image/png"), f={"contentType": "image/png, image/jpeg"}),
        row("text of a declared type", {"a": TEXT}, {"a": "x"}, part("a", b"x", kind="text/markdown"),
            a={"contentType": "text/markdown"}),
        row("text in a declared charset", {"a": TEXT}, {"a": "é"},
            part("a", b"\xe9", kind="text/plain; charset=iso-8859-1"),
            a={"contentType": "text/plain; charset=iso-8859-1"}),
        row("text as JSON", {"a": TEXT}, {"a": "x"}, part("a", b'"x"', kind=JSON), a={"contentType": JSON}),
        row("list as one JSON", {"a": {"type": "array", "items": TEXT}}, {"a": ["x", "y"]},
            part("a", b'["x","y"]', kind=JSON), a={"contentType": JSON}),
        row("object of a vendor type", {"a": OBJECT}, {"a": {"b": 1}},
            part("a", b'{"b":1}', kind="application/vnd.x+json"),
            a={"contentType": "application/vnd.x+json"}),
        row("list joined by a style", {"a": {"type": "array", "items": TEXT}}, {"a": ["x", "y z"]},
            part("a", b"x,y z"), a={"style": "form", "explode": False},
            why="OAS 3.2 section 4.15.1.2: RFC 6570 for form-data, without percent-encoding"),
        row("list joined by spaces", {"a": {"type": "array", "items": TEXT}}, {"a": ["x", "y"]},
            part("a", b"x y"), a={"style": "spaceDelimited", "explode": False},
            why="OAS 3.2 section 4.15.1.2"),
        row("list joined by pipes", {"a": {"type": "array", "items": TEXT}}, {"a": ["x", "y"]},
            part("a", b"x|y"), a={"style": "pipeDelimited", "explode": False},
            why="OAS 3.2 section 4.15.1.2"),
        row("object by deepObject", {"a": OBJECT}, {"a": {"b": 1, "c": 2}},
            part("a[b]", b"1") + part("a[c]", b"2"), a={"style": "deepObject", "explode": True},
            why="OAS 3.2 section 4.15.1.2; PHP, Rails"),
        row("object exploded by form", {"a": OBJECT}, {"a": {"b": 1, "c": 2}},
            part("b", b"1") + part("c", b"2"), a={"style": "form", "explode": True},
            why="OAS 3.2 section 4.15.1.2"),
        Row(
            rule="multipart: a header of a part that has one value",
            source="OAS 3.2 section 4.15 encoding.headers",
            operation=body(form, {"type": "object", "properties": {"f": FILE}},
                           encoding={"f": {"headers": fixed}}),
            method="post",
            arguments={"f": b"1"},
            body=b'--BOUNDARY\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n'
            b"X-Kind: avatar\r\nContent-Type: application/octet-stream\r\n\r\n1\r\n--BOUNDARY--\r\n",
        ),
        row("base64 stays text", {"a": {"type": "string", "contentEncoding": "base64"}}, {"a": "aGk="},
            part("a", b"aGk=")),
        row("null is left out", {"a": {"type": ["string", "null"]}, "b": TEXT}, {"a": None, "b": "x"},
            part("b", b"x"), why="RFC 7578 has no null"),
        row("name with a quote", {'a"b': TEXT}, {'a"b': "x"}, part("a%22b", b"x"),
            why="WHATWG HTML section 4.10.21.8"),
        row("mixed", {"a": OBJECT, "f": FILE}, {"a": {"b": 1}, "f": b"1"},
            part("a", b'{"b":1}', kind=JSON) + part("f", b"1", named, kind=octets), kind="multipart/mixed"),
        row("related", {"a": OBJECT, "f": FILE}, {"a": {"b": 1}, "f": b"1"},
            part("a", b'{"b":1}', kind=JSON) + part("f", b"1", named, kind=octets), kind="multipart/related"),
        row("nothing in it", {"a": TEXT}, {}, b""),
        Row(
            rule="multipart: parts by position",
            source="OAS 3.2 section 4.14.5: itemSchema and itemEncoding of multipart/mixed",
            operation=body("multipart/mixed", itemSchema=OBJECT, itemEncoding={"contentType": JSON}),
            method="post",
            arguments={"body": [{"a": 1}, {"a": 2}]},
            body=b'--BOUNDARY\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n'
            b'--BOUNDARY\r\nContent-Type: application/json\r\n\r\n{"a":2}\r\n--BOUNDARY--\r\n',
            headers={"content-type": "multipart/mixed; boundary=BOUNDARY"},
        ),
        Row(
            rule="multipart: parts by position, each as its position says",
            source="OAS 3.2 section 4.14.5: prefixEncoding and itemEncoding",
            operation=body("multipart/mixed", {"type": "array", "items": {}}, **BY_POSITION),
            method="post",
            arguments={"body": ["a", "b", "c"]},
            body=b'--BOUNDARY\r\nContent-Type: application/json\r\n\r\n"a"\r\n'
            b"--BOUNDARY\r\nContent-Type: text/csv\r\nX-Kind: rows\r\n\r\nb\r\n"
            b"--BOUNDARY\r\nContent-Type: text/markdown\r\n\r\nc\r\n--BOUNDARY--\r\n",
            headers={"content-type": "multipart/mixed; boundary=BOUNDARY"},
        ),
    ]  # fmt: skip


BY_POSITION = {
    "prefixEncoding": [
        {"contentType": JSON},
        {"contentType": "text/csv", "headers": {"X-Kind": {"schema": {"const": "rows"}}}},
    ],
    "itemEncoding": {"contentType": "text/markdown"},
}


def others() -> list[Row]:
    octets = "application/octet-stream"
    cases: list[tuple[str, str, Any, Any, bytes, str]] = [
        ("octets", octets, FILE, b"\x00\xff\r\n", b"\x00\xff\r\n", octets),
        ("no octets", octets, FILE, b"", b"", octets),
        ("octets without a schema", octets, None, b"\x00\xff", b"\x00\xff", octets),
        ("image", "image/png", FILE, b"\x89PNG", b"\x89PNG", "image/png"),
        ("pdf by contentMediaType", "application/pdf",
         {"type": "string", "contentMediaType": "application/pdf"}, b"%PDF", b"%PDF", "application/pdf"),
        ("text", "text/plain", TEXT, "é", "é".encode(), "text/plain"),
        ("empty text", "text/plain", TEXT, "", b"", "text/plain"),
        ("text in Latin-1", "text/plain; charset=iso-8859-1", TEXT, "é", b"\xe9",
         "text/plain; charset=iso-8859-1"),
        ("text in UTF-16", "text/plain; charset=utf-16le", TEXT, "é", b"\xe9\x00",
         "text/plain; charset=utf-16le"),
        ("number as text", "text/plain", {"type": "integer"}, 7, b"7", "text/plain"),
        ("boolean as text", "text/plain", {"type": "boolean"}, True, b"true", "text/plain"),
        ("csv", "text/csv", TEXT, "a,b\r\n", b"a,b\r\n", "text/csv"),
        ("html", "text/html", TEXT, "<p>", b"<p>", "text/html"),
        ("yaml", "application/yaml", TEXT, "a: 1\n", b"a: 1\n", "application/yaml"),
        ("graphql", "application/graphql", TEXT, "{a}", b"{a}", "application/graphql"),
        ("JSON Lines", "application/jsonl", {"type": "array", "items": OBJECT}, [{"a": 1}, {"b": "\n"}],
         b'{"a":1}\n{"b":"\\n"}\n', "application/jsonl"),
        ("JSON Lines, none", "application/jsonl", {"type": "array", "items": OBJECT}, [], b"",
         "application/jsonl"),
        ("NDJSON", "application/x-ndjson", {"type": "array", "items": OBJECT}, [{"a": 1}], b'{"a":1}\n',
         "application/x-ndjson"),
        ("JSON sequence", "application/json-seq", {"type": "array", "items": OBJECT}, [{"a": 1}, {"a": 2}],
         b'\x1e{"a":1}\n\x1e{"a":2}\n', "application/json-seq"),
    ]  # fmt: skip
    rows = [
        Row(
            rule=f"body: {rule}",
            source={
                "JSON Lines": "jsonlines.org; OAS 3.2 section 4.14.4",
                "JSON sequence": "RFC 7464 section 2.2",
            }.get(rule, "OAS 3.2 section 4.14.3 and 4.24.3; RFC 9110 section 8.3"),
            operation=body(media_type, schema),
            method="post",
            arguments={"body": value},
            body=expected,
            headers={"content-type": sent, "content-length": str(len(expected))},
        )
        for rule, media_type, schema, value, expected, sent in cases
    ]
    rows += [
        Row(
            rule=f"body: items of {media_type}",
            source="OAS 3.2 section 4.14.4 itemSchema",
            operation=body(media_type, itemSchema=OBJECT),
            method="post",
            arguments={"body": [{"a": 1}, {"a": 2}]},
            body=expected,
            headers={"content-type": media_type},
        )
        for media_type, expected in (
            ("application/jsonl", b'{"a":1}\n{"a":2}\n'),
            ("application/json-seq", b'\x1e{"a":1}\n\x1e{"a":2}\n'),
        )
    ]
    rows += [
        Row(
            rule="body: text that its charset cannot hold",
            source="RFC 9110 section 8.3.2",
            operation=body("text/plain; charset=iso-8859-1", TEXT),
            method="post",
            arguments={"body": "日"},
            refused="iso-8859-1",
        ),
        Row(
            rule="body: an object as YAML",
            source="YAML 1.2 section 1.3: JSON is YAML",
            operation=body("application/apply-patch+yaml", OBJECT),
            method="patch",
            arguments={"body": {"a": [1]}},
            body=b'{"a":[1]}',
            headers={"content-type": "application/apply-patch+yaml"},
        ),
        Row(
            rule="body: any image, the file says which",
            source="OAS 3.2 section 4.14: a range matches",
            operation=body("image/*", FILE),
            method="post",
            arguments={"body": ("a.png", b"1")},
            body=b"1",
            headers={"content-type": "image/png"},
            channels=SDK,
        ),
        Row(
            rule="body: any type, raw",
            source="OAS 3.2 section 4.14: a range matches",
            operation=body("*/*", FILE),
            method="post",
            arguments={"body": b"1"},
            body=b"1",
            headers={"content-type": octets},
        ),
    ]
    return rows


def choices() -> list[Row]:
    source = "OAS 3.2 section 4.13 content: the caller may send any of them"
    operation = {
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {"schema": OBJECT},
                "application/json": {"schema": OBJECT},
                "text/plain": {"schema": TEXT},
            },
        }
    }
    cases: list[tuple[str, dict[str, Any], Any, bytes, str]] = [
        ("JSON is the best", {}, {"a": "x y"}, b'{"a":"x y"}', JSON),
        ("a form by choice", {"content_type": "application/x-www-form-urlencoded"}, {"a": "x y"}, b"a=x+y",
         "application/x-www-form-urlencoded"),
        ("text by choice", {"content_type": "text/plain"}, "x y", b"x y", "text/plain"),
        ("with a parameter of its own", {"content_type": "text/plain; charset=iso-8859-1"}, "é", b"\xe9",
         "text/plain; charset=iso-8859-1"),
    ]  # fmt: skip
    return [
        Row(
            rule=f"several media types: {rule}",
            source=source,
            operation=operation,
            method="post",
            arguments={"body": value},
            options=options,
            body=expected,
            headers={"content-type": sent},
            channels=SDK if options else ("sync", "async", "mcp"),
        )
        for rule, options, value, expected, sent in cases
    ]


def other_bodies() -> list[Row]:
    """A body of another shape takes the place of the properties that are arguments."""
    source = "OAS 3.2 section 4.13 content: the caller may send any of them"
    analyzed = {"type": "object", "required": ["source"], "properties": {"source": TEXT}}
    uploaded = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
    several = {JSON: {"schema": analyzed}, "application/pdf": {}, "image/png": {}, "text/plain": {}}
    binary = {JSON: {"schema": analyzed}, "application/pdf": {}, "image/png": {}}
    form = {JSON: {"schema": analyzed}, "multipart/form-data": {"schema": uploaded}}
    texts = {"text/plain": {"schema": TEXT}, "text/markdown": {"schema": TEXT}}
    png = {"body": b"\x89P", "content_type": "image/png"}
    file = b'--BOUNDARY\r\nContent-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: '
    file += b"application/octet-stream\r\n\r\nhi\r\n--BOUNDARY--\r\n"
    cases: list[tuple[str, dict[str, Any], dict[str, Any], bytes, str]] = [
        ("properties make the best one", several, {"source": "s"}, b'{"source":"s"}', JSON),
        ("bytes in their place", binary, {"body": b"%PDF"}, b"%PDF", "application/pdf"),
        ("bytes of another type by choice", several, png, b"\x89P", "image/png"),
        ("a text in their place", several, {"body": "t", "content_type": "text/plain"}, b"t", "text/plain"),
        ("one other needs no choice", {JSON: several[JSON], "application/pdf": {}}, {"body": b"%PDF"},
         b"%PDF", "application/pdf"),
        ("a form in their place", form, {"body": {"file": b"hi"}}, file,
         "multipart/form-data; boundary=BOUNDARY"),
        ("the first text", texts, {"body": "*t*"}, b"*t*", "text/plain"),
        ("another text", texts, {"body": "*t*", "content_type": "text/markdown"}, b"*t*", "text/markdown"),
        ("a type within a range", {"image/*": {}}, {"body": b"P", "content_type": "image/png"}, b"P",
         "image/png"),
    ]  # fmt: skip
    rows = [
        Row(
            rule=f"several media types: {rule}",
            source=source,
            operation={"requestBody": {"required": True, "content": content}},
            method="post",
            arguments=arguments,
            body=expected,
            headers={"content-type": sent},
        )
        for rule, content, arguments, expected, sent in cases
    ]
    refused: list[tuple[str, dict[str, Any], str]] = [
        ("both", {"source": "s", **png}, "`body` is sent in place of `source`"),
        ("text that may be base64", {"body": "JVBE"}, "say which one with `content_type`"),
        ("neither", {}, "missing `source`: give that, or `body`"),
        ("properties for bytes", {"source": "s", "content_type": "image/png"}, "must be bytes"),
    ]
    return rows + [
        Row(
            rule=f"several media types: {rule} is refused",
            source=source,
            operation={"requestBody": {"required": True, "content": several}},
            method="post",
            arguments=arguments,
            refused=why,
            channels=("mcp",) if "which one" in why else CHANNELS,
        )
        for rule, arguments, why in refused
    ]


def bytes_as_text() -> list[Row]:
    """Who has bytes gives bytes; texts are base64 already."""
    source = "JSON Schema Validation 2020-12 section 8.3 contentEncoding; OpenAPI Format Registry; RFC 4648"
    raw = b"\xfb\xff\xfe?"
    plain = {"type": "string", "contentEncoding": "base64"}
    safe = {"type": "string", "format": "base64url"}
    nested = {"type": "object", "properties": {
        "file": {"type": "string", "format": "byte"},
        "parts": {"type": "array", "items": {"type": "object", "properties": {"key": safe}}},
    }}  # fmt: skip
    form = "application/x-www-form-urlencoded"
    cases: list[tuple[str, Any, Any, dict[str, Any], bytes]] = [
        ("a whole body", JSON, plain, {"body": raw}, b'"+//+Pw=="'),
        ("a whole body, safe in URLs", JSON, safe, {"body": raw}, b'"-__-Pw"'),
        ("members", JSON, nested, {"file": raw, "parts": [{"key": raw}, {"key": "dGV4dA"}]},
         b'{"file":"+//+Pw==","parts":[{"key":"-__-Pw"},{"key":"dGV4dA"}]}'),
        ("a form", form, {"type": "object", "properties": {"key": safe}}, {"key": raw}, b"key=-__-Pw"),
    ]  # fmt: skip
    rows = [
        Row(
            rule=f"bytes as text: {rule}",
            source=source,
            operation=body(media_type, schema),
            method="post",
            arguments=arguments,
            body=expected,
            headers={"content-type": media_type},
            channels=SDK,
        )
        for rule, media_type, schema, arguments, expected in cases
    ]
    part = b'--BOUNDARY\r\nContent-Disposition: form-data; name="key"\r\n\r\n-__-Pw\r\n--BOUNDARY--\r\n'
    multipart_body = body("multipart/form-data", {"type": "object", "properties": {"key": safe}})
    sent = {"content-type": "multipart/form-data; boundary=BOUNDARY"}
    return [
        *rows,
        Row(rule="bytes as text: a part", source=source, operation=multipart_body, method="post",
            arguments={"key": raw}, body=part, headers=sent, channels=SDK),
        Row(rule="bytes as text: a query", source=source, operation=parameter("key", "query", safe),
            arguments={"key": raw}, target="?key=-__-Pw", channels=SDK),
        Row(rule="bytes as text: a header", source=source, operation=parameter("X-Key", "header", plain),
            arguments={"X-Key": raw}, headers={"x-key": "+//+Pw=="}, channels=SDK),
        Row(rule="bytes as text: a path", source=source, operation=parameter("key", "path", safe),
            path="/{key}", arguments={"key": raw}, target="/-__-Pw", channels=SDK),
        Row(rule="bytes as text: a tool gives the text", source=source, operation=body(JSON, nested),
            method="post", arguments={"file": "+//+Pw=="}, body=b'{"file":"+//+Pw=="}'),
    ]  # fmt: skip


ROWS = [*json_bodies(), *urlencoded(), *multipart(), *others(), *choices(), *other_bodies(), *bytes_as_text()]
