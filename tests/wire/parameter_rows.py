"""What parameters have beside a style: reserved characters, emptiness, media types, formats, names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from .row import SDK, Row, parameter

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
OBJECT = {"type": "object"}

RESERVED = ":/?#[]@!$&'()*+,;="


def allow_reserved() -> list[Row]:
    source = "OAS 3.2 section 4.12.2.2 allowReserved; section 4.12.8: `& = +` of a form stay encoded as data"
    query = parameter("color", "query", TEXT, allowReserved=True)
    several = parameter("color", "query", TEXTS, allowReserved=True)
    joined = parameter("color", "query", TEXTS, allowReserved=True, explode=False)
    path = parameter("color", "path", TEXT, allowReserved=True)
    cases: list[tuple[str, dict[str, Any], Any, str]] = [
        ("reserved characters pass", query, RESERVED, "?color=:/?%23%5B%5D@!$%26'()*%2B,;="),
        ("triples pass", query, "50%25%2f", "?color=50%25%2f"),
        ("a lone percent sign is encoded", query, "50%", "?color=50%25"),
        ("a percent sign before no digits is encoded", query, "5%zz", "?color=5%25zz"),
        ("a space is encoded", query, "a b", "?color=a%20b"),
        ("unicode is encoded", query, "é", "?color=%C3%A9"),
        ("each item of an exploded list", several, ["a/b", "c:d"], "?color=a/b&color=c:d"),
        ("each item of a joined list", joined, ["a/b", "c:d"], "?color=a/b,c:d"),
        ("of a path keeps slashes", path, "a/b:c@d", "/a/b:c@d"),
        ("of a path cannot begin a query", path, "a?b#c", "/a%3Fb%23c"),
    ]
    return [
        Row(
            rule=f"allowReserved: {rule}",
            source="RFC 6570 section 3.2.3; Google's `{+name}`, AutoRest's x-ms-skip-url-encoding"
            if "path" in rule
            else source,
            operation=operation,
            path="/{color}" if operation is path else "",
            arguments={"color": value},
            target=target,
        )
        for rule, operation, value, target in cases
    ] + [
        Row(
            rule="allowReserved: of a path cannot go up",
            source="RFC 3986 section 5.2.4; a value never leaves the path that it is in",
            operation=path,
            path="/{color}",
            arguments={"color": "a/../b"},
            refused="color",
        )
    ]


def emptiness() -> list[Row]:
    source = "OAS 3.2 section 4.12.2.1 allowEmptyValue"
    allowed = parameter("color", "query", {"type": ["string", "null"]}, allowEmptyValue=True)
    listed = parameter("color", "query", TEXTS, allowEmptyValue=True)
    default = parameter("color", "query", {"type": "string", "default": "blue"})
    needed = parameter("color", "query", TEXT, required=True)
    return [
        Row(
            rule="allowEmptyValue: empty text",
            source=source,
            operation=allowed,
            arguments={"color": ""},
            target="?color=",
        ),
        Row(
            rule="allowEmptyValue: null",
            source=source,
            operation=allowed,
            arguments={"color": None},
            target="?color=",
            channels=SDK,
        ),
        Row(rule="allowEmptyValue: absent", source=source, operation=allowed, target=""),
        Row(
            rule="allowEmptyValue: empty list",
            source=source,
            operation=listed,
            arguments={"color": []},
            target="?color=",
        ),
        Row(
            rule="a default is the server's business",
            source="OAS 3.2 section 4.24: `default` is what the receiver assumes",
            operation=default,
            target="",
        ),
        Row(
            rule="a default is sent when it is given",
            source="OAS 3.2 section 4.24",
            operation=default,
            arguments={"color": "blue"},
            target="?color=blue",
        ),
        Row(
            rule="required and empty is there",
            source="OAS 3.2 section 4.12.2: required asks for presence",
            operation=needed,
            arguments={"color": ""},
            target="?color=",
        ),
        Row(
            rule="required and null is missing",
            source="RFC 6570 section 2.3: null is undefined",
            operation=needed,
            arguments={"color": None},
            refused="color",
        ),
        Row(
            rule="required and absent is missing",
            source="OAS 3.2 section 4.12.2",
            operation=needed,
            refused="color",
            channels=("mcp",),
        ),
        Row(
            rule="an unknown argument is refused",
            source="a misspelt argument must not vanish",
            operation=needed,
            arguments={"color": "x", "colour": "y"},
            refused="colour",
            channels=("mcp",),
        ),
    ]


def contents() -> list[Row]:
    source = "OAS 3.2 section 4.12.2.3 content; section 4.12.8: then encoded for its place"
    cases: list[tuple[str, str, Any, Any, str]] = [
        ("query", "application/json", OBJECT, {"a": [1, "b c"]}, "?q=%7B%22a%22%3A%5B1%2C%22b%20c%22%5D%7D"),
        ("query", "application/json", TEXTS, ["a", "b"], "?q=%5B%22a%22%2C%22b%22%5D"),
        ("query", "application/json", TEXTS, [], "?q=%5B%5D"),
        ("query", "application/json", TEXT, "blue", "?q=%22blue%22"),
        ("query", "application/json", {"type": "integer"}, 7, "?q=7"),
        ("query", "application/json", {"type": "boolean"}, False, "?q=false"),
        ("query", "application/vnd.x+json", OBJECT, {}, "?q=%7B%7D"),
        ("query", "application/json", OBJECT, {"é": None}, "?q=%7B%22%C3%A9%22%3Anull%7D"),
        ("query", "text/plain", TEXT, "a b", "?q=a%20b"),
        ("query", "text/plain", {"type": "integer"}, 7, "?q=7"),
        ("header", "application/json", OBJECT, {"a": "b"}, '{"a":"b"}'),
        ("header", "application/json", TEXTS, ["a", "b"], '["a","b"]'),
        ("header", "application/json", TEXT, "blue", '"blue"'),
        ("cookie", "application/json", OBJECT, {"a": 1}, "q=%7B%22a%22%3A1%7D"),
        ("path", "application/json", OBJECT, {"a": "/"}, "/%7B%22a%22%3A%22%2F%22%7D"),
        ("path", "application/json", TEXTS, ["a", "b"], "/%5B%22a%22%2C%22b%22%5D"),
    ]
    rows = []
    for where, media_type, schema, value, text in cases:
        item = {"name": "q", "in": where, "content": {media_type: {"schema": schema}}}
        operation = {"parameters": [{**item, "required": True} if where == "path" else item]}
        name = {"header": "q", "cookie": "cookie"}.get(where)
        rows.append(
            Row(
                rule=f"content of a {where} parameter: {media_type} {value!r}",
                source=source,
                operation=operation,
                path="/{q}" if where == "path" else "",
                arguments={"q": value},
                target="" if name else text,
                headers={name: text} if name else {},
            )
        )
    return rows


def querystrings() -> list[Row]:
    source = "OAS 3.2 section 4.12.2.4 querystring and its examples"
    cases: list[tuple[str, str, Any, Any, str]] = [
        (
            "form",
            "application/x-www-form-urlencoded",
            OBJECT,
            {"foo": "a + b", "bar": True},
            "?foo=a%20%2B%20b&bar=true",
        ),
        (
            "form with a list",
            "application/x-www-form-urlencoded",
            OBJECT,
            {"foo": [1, 2], "x": "é"},
            "?foo=1&foo=2&x=%C3%A9",
        ),
        ("form, nothing in it", "application/x-www-form-urlencoded", OBJECT, {}, ""),
        (
            "JSON",
            "application/json",
            OBJECT,
            {"numbers": [1, 2], "flag": None},
            "?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D",
        ),
        ("JSONPath", "application/jsonpath", TEXT, "$.a.b[1:1]", "?%24.a.b%5B1%3A1%5D"),
        ("text", "text/plain", TEXT, "a=b&c d", "?a%3Db%26c%20d"),
    ]
    return [
        Row(
            rule=f"querystring: {rule}",
            source=source,
            operation={
                "parameters": [
                    {"name": "q", "in": "querystring", "content": {media_type: {"schema": schema}}}
                ]
            },
            arguments={"q": value},
            target=target,
        )
        for rule, media_type, schema, value, target in cases
    ] + [
        Row(
            rule="querystring: absent",
            source=source,
            operation={
                "parameters": [
                    {"name": "q", "in": "querystring", "content": {"application/json": {"schema": {}}}}
                ]
            },
            target="",
        )
    ]


def formats() -> list[Row]:
    source = "OAS 3.2 section 4.12.5: JSON's text of a primitive; RFC 3339 for date and date-time"
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    precise = datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC)
    one = UUID("12345678-1234-5678-1234-567812345678")
    cases: list[tuple[str, Any, Any, str, tuple[str, ...]]] = [
        ("date-time", {"type": "string", "format": "date-time"}, moment, "2026-01-02T03:04:05Z", ()),
        (
            "date-time with a fraction",
            {"type": "string", "format": "date-time"},
            precise,
            "2026-01-02T03:04:05.678000Z",
            SDK,
        ),
        ("date", {"type": "string", "format": "date"}, date(2026, 1, 2), "2026-01-02", ()),
        ("uuid", {"type": "string", "format": "uuid"}, one, "12345678-1234-5678-1234-567812345678", ()),
        ("a large integer", {"type": "integer"}, 12345678901234567890, "12345678901234567890", ()),
        ("a number without a fraction", {"type": "number"}, 3, "3", ()),
        ("a float without a fraction", {"type": "number"}, 3.0, "3.0", ()),
        ("a small number", {"type": "number"}, 1e-7, "1e-07", ()),
        ("a decimal", {"type": "number", "format": "decimal"}, Decimal("0.10"), "0.10", SDK),
        ("zero", {"type": "integer"}, 0, "0", ()),
        ("false", {"type": "boolean"}, False, "false", ()),
        ("an enum", {"type": "string", "enum": ["a", "b"]}, "b", "b", ()),
        (
            "a list of booleans",
            {"type": "array", "items": {"type": "boolean"}},
            [True, False],
            "true,false",
            (),
        ),
        (
            "a list of dates",
            {"type": "array", "items": {"type": "string", "format": "date"}},
            [date(2026, 1, 2), date(2026, 1, 3)],
            "2026-01-02,2026-01-03",
            (),
        ),
    ]
    rows = []
    for rule, schema, value, text, channels in cases:
        encoded = text.replace(":", "%3A")
        exploded = "&".join(f"v={part}" for part in encoded.split(","))
        more: dict[str, Any] = {"channels": channels} if channels else {}
        rows += [
            Row(
                rule=f"format in a query: {rule}",
                source=source,
                operation=parameter("v", "query", schema),
                arguments={"v": value},
                target=f"?{exploded}",
                **more,
            ),
            Row(
                rule=f"format in a path: {rule}",
                source=source,
                operation=parameter("v", "path", schema),
                path="/{v}",
                arguments={"v": value},
                target=f"/{encoded}",
                **more,
            ),
            Row(
                rule=f"format in a header: {rule}",
                source=source,
                operation=parameter("X-V", "header", schema),
                arguments={"X-V": value},
                headers={"x-v": text},
                **more,
            ),
        ]
    return rows


def members() -> list[Row]:
    deep = parameter("f", "query", OBJECT, style="deepObject", explode=True)
    source = "OAS 3.2 leaves nesting in deepObject open"
    php = f"{source}; PHP, Rails, qs (Express), Stripe"
    plain = parameter("f", "query", OBJECT)
    listed = parameter("f", "query", {"type": "array", "items": {}})
    undefined = "RFC 6570 section 2.3: an undefined member is left out"
    cases: list[tuple[str, str, dict[str, Any], Any, str]] = [
        ("three levels", php, deep, {"a": {"b": {"c": 1}}}, "?f%5Ba%5D%5Bb%5D%5Bc%5D=1"),
        (
            "a list of objects",
            php,
            deep,
            {"a": [{"b": 1}, {"b": 2}]},
            "?f%5Ba%5D%5B0%5D%5Bb%5D=1&f%5Ba%5D%5B1%5D%5Bb%5D=2",
        ),
        ("an empty list", php, deep, {"a": []}, ""),
        ("an empty object", php, deep, {}, ""),
        ("an empty text", php, deep, {"a": ""}, "?f%5Ba%5D="),
        ("null in deepObject", undefined, deep, {"a": None, "b": 1}, "?f%5Bb%5D=1"),
        ("null in an object", undefined, plain, {"a": None, "b": 1}, "?b=1"),
        ("null in a list", undefined, listed, ["a", None, "b"], "?f=a&f=b"),
        ("a name with brackets in deepObject", php, deep, {"a]b": 1}, "?f%5Ba%5Db%5D=1"),
        ("a name with reserved characters", "RFC 6570 section 3.2.8", plain, {"a&b": "c"}, "?a%26b=c"),
        ("booleans in deepObject", php, deep, {"a": True}, "?f%5Ba%5D=true"),
        ("an empty text in a list", "RFC 6570 section 3.2.8", listed, ["", "a"], "?f=&f=a"),
    ]
    return [
        Row(
            rule=f"members: {rule}",
            source=why,
            operation=operation,
            arguments={"f": value},
            target=target,
        )
        for rule, why, operation, value, target in cases
    ]


def names() -> list[Row]:
    source = "OAS 3.2 section 4.12.8: names are percent-encoded too"
    rows = [
        Row(
            rule=f"name in a query: {name}",
            source=source,
            operation=parameter(name, "query", TEXT),
            arguments={name: "v"},
            target=f"?{encoded}=v",
        )
        for name, encoded in (
            ("$top", "%24top"),
            ("filter[x]", "filter%5Bx%5D"),
            ("a.b", "a.b"),
            ("a-b", "a-b"),
            ("a:b", "a%3Ab"),
            ("_sort", "_sort"),
        )
    ]
    ordered = {
        "parameters": [
            {"name": "b", "in": "query", "schema": TEXT},
            {"name": "a", "in": "query", "schema": TEXT},
            {"name": "c", "in": "query", "schema": TEXT},
        ]
    }
    rows.append(
        Row(
            rule="parameters stand in the order of the document",
            source="the standard is silent; signatures of queries and caches need one order",
            operation=ordered,
            arguments={"a": "1", "b": "2", "c": "3"},
            target="?b=2&a=1&c=3",
        )
    )
    cookies = {
        "parameters": [
            {"name": "a", "in": "cookie", "schema": TEXT},
            {"name": "b", "in": "cookie", "schema": TEXT},
        ]
    }
    rows += [
        Row(
            rule="several cookies are one header",
            source="RFC 6265 section 5.4",
            operation=cookies,
            arguments={"a": "1", "b": "2"},
            headers={"cookie": "a=1; b=2"},
        ),
        Row(
            rule="no cookies, no header",
            source="RFC 6265 section 5.4",
            operation=cookies,
            headers={"cookie": None},
        ),
        Row(
            rule="a header cannot begin another",
            source="RFC 9110 section 5.5",
            operation=parameter("X-V", "header", TEXT),
            arguments={"X-V": "a\r\nX-Evil: 1"},
            refused="control characters",
        ),
        Row(
            rule="a cookie of style form cannot begin another",
            source="OAS 3.2 section 4.12.8: percent-encoded",
            operation=cookies,
            arguments={"a": "1; evil=1"},
            headers={"cookie": "a=1%3B%20evil%3D1"},
        ),
        Row(
            rule="a header Accept is not a parameter",
            source="OAS 3.2 section 4.12.1: Accept, Content-Type and Authorization are ignored",
            operation={
                **parameter("Accept", "header", {"type": "string", "default": "text/evil"}),
                "responses": {"200": {"description": "Text", "content": {"text/csv": {}}}},
            },
            headers={"accept": "text/csv"},
        ),
    ]
    return rows


ROWS = [*allow_reserved(), *emptiness(), *contents(), *querystrings(), *formats(), *members(), *names()]
