"""Paths and methods: a value never leaves its segment."""

from __future__ import annotations

from typing import Any

from .row import NOTHING, Row, body, parameter

TEXT = {"type": "string"}

ENCODED = (
    ("a/b", "a%2Fb"),
    ("a\\b", "a%5Cb"),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("%", "%25"),
    ("%2F", "%252F"),
    ("100%", "100%25"),
    ("a..b", "a..b"),
    ("...", "..."),
    (" ", "%20"),
    ("\n", "%0A"),
    ("\x00", "%00"),
    ("~-_.x", "~-_.x"),
    ("{color}", "%7Bcolor%7D"),
    ("日本", "%E6%97%A5%E6%9C%AC"),
    ("😀", "%F0%9F%98%80"),
    (";v=1", "%3Bv%3D1"),
    ("a:b@c", "a%3Ab%40c"),
    ("a+b", "a%2Bb"),
    ("'\"<>`", "%27%22%3C%3E%60"),
)
ELSEWHERE = (".", "..", "../x", "x/..", "%2e%2e", "%2E%2e/x", "..\\x", "./x", "a/./b", "%2e")


def values() -> list[Row]:
    one = parameter("color", "path", TEXT)
    rows = [
        Row(
            rule=f"path value {value!r}",
            source="RFC 3986 section 2; OAS 3.2 section 4.8.2: `/`, `?` and `#` are escaped",
            operation=one,
            path="/{color}",
            arguments={"color": value},
            target=f"/{text}",
        )
        for value, text in ENCODED
    ]
    rows += [
        Row(
            rule=f"path value {value!r} leads elsewhere",
            source="RFC 3986 section 5.2.4; WHATWG URL: `%2e` is a dot, `\\` is `/`",
            operation=one,
            path="/{color}",
            arguments={"color": value},
            refused="color",
        )
        for value in ELSEWHERE
    ]
    rows.append(
        Row(
            rule="path value that is a lone surrogate",
            source="RFC 3629 section 3",
            operation=one,
            path="/{color}",
            arguments={"color": "\ud800"},
            refused="Unicode",
            channels=("sync", "async"),
        )
    )
    return rows


def templates() -> list[Row]:
    source = "OAS 3.2 section 4.8.2 path templating"
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("/{a}-{b}.{c}", {"a": "1", "b": "x-y", "c": "json"}, "/1-x-y.json"),
        ("/{a}{b}", {"a": "1", "b": "2"}, "/12"),
        ("/pre{a}post", {"a": "/"}, "/pre%2Fpost"),
        ("/{a}:verb", {"a": "1"}, "/1:verb"),
        ("/{a}/x/{b}", {"a": "x", "b": "a"}, "/x/x/a"),
        ("/{a}/", {"a": "1"}, "/1/"),
        ("/x(id={a})", {"a": "'1'"}, "/x(id=%271%27)"),
        ("/x.{a}", {"a": "json"}, "/x.json"),
        ("/{a}~{b}", {"a": "1", "b": "~"}, "/1~~"),
        ("/@{a}", {"a": "me"}, "/@me"),
    ]
    rows = [
        Row(
            rule=f"template {path}",
            source=source,
            operation=_several(values),
            path=path,
            arguments=values,
            target=target,
        )
        for path, values, target in cases
    ]
    rows.append(
        Row(
            rule="two values cannot join to a way up",
            source="RFC 3986 section 5.2.4",
            operation=_several({"a": "", "b": ""}),
            path="/{a}{b}/x",
            arguments={"a": ".", "b": "."},
            refused="path",
        )
    )
    mixed = {
        "parameters": [
            {"name": "a", "in": "path", "required": True, "style": "matrix", "schema": {"type": "integer"}},
            {"name": "b", "in": "path", "required": True, "style": "label", "schema": TEXT},
        ]
    }
    rows.append(
        Row(
            rule="styles mix in one segment",
            source="RFC 6570 section 3.2.5 and 3.2.7",
            operation=mixed,
            path="/x{b}{a}",
            arguments={"a": 1, "b": "json"},
            target="/x.json;a=1",
        )
    )
    return rows


def _several(values: dict[str, Any]) -> dict[str, Any]:
    return {"parameters": [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in values]}


def methods() -> list[Row]:
    source = "OAS 3.2 section 4.9.1: fixed fields, `query`, `additionalOperations`"
    rows = [
        Row(
            rule=f"method {method}",
            source=source,
            operation={},
            method=method,
            reply=NOTHING,
        )
        for method in ("get", "head", "options", "trace", "put", "post", "patch", "delete", "query")
    ]
    with_body = body("application/json", {"type": "object"})
    rows += [
        Row(
            rule=f"method {method} with a body",
            source=source,
            operation=with_body,
            method=method,
            arguments={"body": {"a": 1}},
            body=b'{"a":1}',
            headers={"content-type": "application/json", "content-length": "7"},
        )
        for method in ("get", "put", "post", "patch", "delete", "query", "LINK", "Purge", "M-SEARCH")
    ]
    rows += [
        Row(rule=f"method {method} keeps its case", source=source, operation={}, method=method)
        for method in ("COPY", "Lock")
    ]
    rows += [
        Row(
            rule=f"{method} without a body says that it is empty",
            source="RFC 9110 section 8.6",
            operation={},
            method=method,
            headers={"content-length": length, "content-type": None},
            body=b"",
        )
        for method, length in (("post", "0"), ("put", "0"), ("get", None), ("delete", None))
    ]
    return rows


ROWS = [*values(), *templates(), *methods()]
