from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest

from integen.kit.build import Arguments, build
from integen.kit.errors import ArgumentError
from integen.kit.omit import OMIT
from integen.kit.records import Operation

LIST = ["blue", "black"]
OBJECT = {"R": 100, "G": 200}


class Color(Enum):
    RED = "red"


def sent(where: str, style: str, explode: bool, value: Any, **record: Any) -> Any:
    """Return what one parameter `color` becomes."""
    path = "/{color}" if where == "path" else "/"
    parameter = {"name": "color", "in": where, "style": style, "explode": explode, **record}
    operation = Operation.from_json(f"GET {path}", {"parameters": [parameter]})
    place = {"query": "query", "path": "path", "header": "headers", "cookie": "cookies"}[where]
    parts = build(operation, Arguments(**{place: {"color": value}}), base_url="https://x.test")
    if where == "header":
        return parts.headers["color"][1]
    return {"path": parts.url[len("https://x.test/") :], "query": "&".join(parts.query)}.get(
        where, "; ".join(parts.cookies)
    )


@pytest.mark.parametrize(
    ("where", "style", "explode", "value", "wire"),
    [
        ("path", "simple", False, "blue", "blue"),
        ("path", "simple", False, LIST, "blue,black"),
        ("path", "simple", True, LIST, "blue,black"),
        ("path", "simple", False, OBJECT, "R,100,G,200"),
        ("path", "simple", True, OBJECT, "R=100,G=200"),
        ("path", "label", False, "blue", ".blue"),
        ("path", "label", False, LIST, ".blue,black"),
        ("path", "label", True, LIST, ".blue.black"),
        ("path", "label", False, OBJECT, ".R,100,G,200"),
        ("path", "label", True, OBJECT, ".R=100.G=200"),
        ("path", "matrix", False, "blue", ";color=blue"),
        ("path", "matrix", False, "", ";color"),
        ("path", "matrix", False, LIST, ";color=blue,black"),
        ("path", "matrix", True, LIST, ";color=blue;color=black"),
        ("path", "matrix", False, OBJECT, ";color=R,100,G,200"),
        ("path", "matrix", True, OBJECT, ";R=100;G=200"),
        ("query", "form", False, "", "color="),
        ("query", "form", True, "a b&c=d/ü", "color=a%20b%26c%3Dd%2F%C3%BC"),
        ("query", "form", False, LIST, "color=blue,black"),
        ("query", "form", False, ["a,b", "c"], "color=a%2Cb,c"),
        ("query", "form", True, LIST, "color=blue&color=black"),
        ("query", "form", True, [], ""),
        ("query", "form", False, OBJECT, "color=R,100,G,200"),
        ("query", "form", True, OBJECT, "R=100&G=200"),
        ("query", "spaceDelimited", False, LIST, "color=blue%20black"),
        ("query", "pipeDelimited", False, LIST, "color=blue%7Cblack"),
        ("query", "pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200"),
        ("query", "deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200"),
        ("query", "deepObject", True, {"a": {"b": {"c": 1}}}, "color%5Ba%5D%5Bb%5D%5Bc%5D=1"),
        ("query", "deepObject", True, {"a": [1, 2]}, "color%5Ba%5D%5B%5D=1&color%5Ba%5D%5B%5D=2"),
        ("query", "deepObject", True, {"a": [{"b": 1}]}, "color%5Ba%5D%5B0%5D%5Bb%5D=1"),
        ("query", "form", True, OMIT, ""),
        ("query", "form", True, None, ""),
        ("query", "form", True, [{"a": 1}], "color=%7B%22a%22%3A1%7D"),
        ("header", "simple", False, LIST, "blue,black"),
        ("header", "simple", True, OBJECT, "R=100,G=200"),
        ("header", "simple", False, "a b/c", "a b/c"),
        ("cookie", "form", True, "a b", "color=a%20b"),
        ("cookie", "form", False, LIST, "color=blue,black"),
        ("cookie", "cookie", True, "a b=", "color=a b="),
        ("cookie", "cookie", True, LIST, "color=blue; color=black"),
    ],
)
def test_a_value_goes_out_as_its_style_says(
    where: str, style: str, explode: bool, value: Any, wire: str
) -> None:
    assert sent(where, style, explode, value) == wire


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (True, "true"),
        (False, "false"),
        (1.5, "1.5"),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03%3A04%3A05Z"),
        (timedelta(days=1, seconds=90), "P1DT90S"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Color.RED, "red"),
        (b"\x00\xff", "AP8%3D"),
        ((1, 2), "1&color=2"),
    ],
)
def test_python_values_are_written_as_json_schema_formats(value: Any, wire: str) -> None:
    assert sent("query", "form", True, value) == f"color={wire}"


def test_reserved_characters_pass_where_they_are_allowed_but_cannot_end_the_value() -> None:
    assert sent("query", "form", True, "a/b?c=d&e#f%20%zz+", allowReserved=True) == (
        "color=a/b?c=d%26e%23f%20%25zz%2B"
    )


def test_a_parameter_with_content_is_json_text() -> None:
    assert sent("query", "form", True, {"a": [1, None]}, content="application/json") == (
        "color=%7B%22a%22%3A%5B1%2Cnull%5D%7D"
    )
    assert sent("header", "simple", False, {"a": "x"}, content="application/json") == '{"a":"x"}'


def test_an_empty_value_is_sent_where_the_api_allows_it() -> None:
    assert sent("query", "form", True, None, allowEmpty=True) == "color="
    assert sent("query", "form", True, [], allowEmpty=True) == "color="


@pytest.mark.parametrize("value", [".", "..", "", "../x", "a/../b", "a\\..\\b", "%2e%2e", [], {}])
def test_a_path_value_that_could_lead_elsewhere_is_refused(value: Any) -> None:
    with pytest.raises(ArgumentError, match="`color`"):
        sent("path", "simple", False, value)


@pytest.mark.parametrize("value", ["%2e%2e", "%2E%2e/x", "a/%2e%2e/b"])
def test_an_encoded_way_up_is_refused_where_encoding_passes(value: str) -> None:
    with pytest.raises(ArgumentError):
        sent("path", "simple", False, value, allowReserved=True)


@pytest.mark.parametrize(
    ("value", "wire"),
    [("a/b", "a%2Fb"), ("a?b#c", "a%3Fb%23c"), ("..a", "..a"), ("a%2fb", "a%252fb"), ("é", "%C3%A9")],
)
def test_a_path_value_stays_in_its_segment(value: str, wire: str) -> None:
    assert sent("path", "simple", False, value) == wire


def test_two_values_of_one_segment_cannot_make_dots() -> None:
    operation = Operation.from_json(
        "GET /{a}{b}/x", {"parameters": [{"name": "a", "in": "path"}, {"name": "b", "in": "path"}]}
    )
    with pytest.raises(ArgumentError):
        build(operation, Arguments(path={"a": ".", "b": "."}), base_url="https://x.test")


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nb", "a\x00b", "\ud800"])
@pytest.mark.parametrize("where", ["header"])
def test_a_header_value_cannot_start_another_header(where: str, value: str) -> None:
    with pytest.raises(ArgumentError, match="line breaks"):
        sent(where, "simple", False, value)


def test_a_cookie_without_encoding_cannot_start_a_header() -> None:
    with pytest.raises(ArgumentError, match="line breaks"):
        sent("cookie", "cookie", True, "a\r\nX: 1")


def test_a_lone_surrogate_is_an_argument_error() -> None:
    with pytest.raises(ArgumentError, match="Unicode"):
        sent("query", "form", True, "\ud800")


def test_missing_required_arguments_are_named_together() -> None:
    operation = Operation.from_json(
        "POST /{id}",
        {
            "parameters": [
                {"name": "id", "in": "path", "arg": "pet_id", "required": True},
                {"name": "q", "in": "query", "required": True},
                {"name": "X-A", "in": "header", "arg": "x_a", "required": True},
            ],
            "body": {"required": True, "content": [{"type": "application/json"}]},
        },
    )
    with pytest.raises(ArgumentError) as raised:
        build(operation, Arguments(query={"q": OMIT}), base_url="https://x.test")
    assert raised.value.names == ("pet_id", "q", "x_a", "body")
    assert "`pet_id`, `q`, `x_a`, `body`" in str(raised.value)


def test_the_whole_query_string_can_be_one_value() -> None:
    parameter = {"name": "q", "in": "querystring", "content": "application/x-www-form-urlencoded"}
    operation = Operation.from_json("GET /", {"parameters": [parameter]})
    parts = build(operation, Arguments(query={"q": {"a": 1, "b": ["x", "y z"]}}), base_url="https://x.test")
    assert parts.full_url == "https://x.test/?a=1&b=x&b=y%20z"
