from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from integen.kit.http import Request, Response
from integen.kit.mcp.budget import cut, dumped
from integen.kit.mcp.results import MAX_BINARY, Rendering, rendered

URL = "https://user:secret@api.example/pets/1/photo?key=secret&page=1"


def answer(content: bytes, media_type: str | None, url: str = URL, **headers: str) -> Response:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    if media_type is not None:
        fields["content-type"] = media_type
    return Response(200, headers=fields, content=content, request=Request("GET", url))


def as_json(data: Any, **headers: str) -> Response:
    return answer(json.dumps(data).encode(), "application/json; charset=utf-8", **headers)


def texts(result: dict[str, Any]) -> list[str]:
    return [block["text"] for block in result["content"]]


def test_json_is_text_that_is_the_json_itself() -> None:
    result = rendered(as_json({"a": [1, None, "ü"]}), Rendering())
    assert texts(result) == ['{"a":[1,null,"ü"]}']
    assert result["structuredContent"] == {"a": [1, None, "ü"]}
    assert result["isError"] is False


def test_an_array_is_structured_content_only_where_the_revision_allows_it() -> None:
    assert "structuredContent" not in rendered(as_json([1]), Rendering())
    assert rendered(as_json([1]), Rendering(modern=True))["structuredContent"] == [1]


@pytest.mark.parametrize(
    "media_type", ["application/vnd.github+json", "application/problem+json", "text/json", None]
)
def test_other_names_of_json_are_json(media_type: str | None) -> None:
    assert rendered(answer(b'{"a": 1}', media_type), Rendering())["structuredContent"] == {"a": 1}


def test_json_that_is_none_is_shown_as_text() -> None:
    assert texts(rendered(answer(b"<html>", "application/json"), Rendering())) == ["<html>"]


def test_no_content_says_so() -> None:
    result = rendered(Response(204, request=Request("DELETE", URL)), Rendering())
    assert texts(result) == ["Done: 204 No Content, no content."]


def test_a_long_list_is_cut_between_elements_and_says_how_to_get_the_rest() -> None:
    data = {"total": 500, "items": [{"id": n, "text": "x" * 50} for n in range(500)]}
    how = Rendering(limit=5_000, arguments=("per_page", "page", "q"))
    text, note = texts(result := rendered(as_json(data), how))
    kept = json.loads(text)
    assert len(text) <= 5_000
    assert kept["total"] == 500
    assert kept["items"] == data["items"][: len(kept["items"])] and len(kept["items"]) > 60
    assert f"`items` shows {len(kept['items'])} of 500 elements" in note
    assert "`per_page`, `page`" in note and "_fields" in note and "`q`" not in note
    assert "structuredContent" not in result


@pytest.mark.parametrize(
    "data",
    [
        [["x" * 10_000] * 3] * 3,
        {"a": {"b": {"c": 'ü\n"' * 9_000}}},
        {f"k{n}": "v" * 100 for n in range(1_000)},
        "\x00" * 50_000,
        {"text": "x" * 50_000, "id": 7},
    ],
)
def test_whatever_is_cut_stays_json_within_the_budget(data: Any) -> None:
    kept, cuts = cut(data, 2_000)
    assert len(dumped(kept)) <= 2_000
    assert cuts
    assert json.loads(dumped(kept)) == kept


def test_small_members_survive_a_large_one() -> None:
    assert cut({"text": "x" * 50_000, "id": 7}, 2_000)[0]["id"] == 7


def test_fields_are_projected_through_arrays() -> None:
    data = {"items": [{"id": 1, "owner": {"name": "a", "age": 2}}, {"id": 2}], "total": 2}
    result = rendered(as_json(data), Rendering(fields=("items.id", "items.owner.name")))
    assert json.loads(texts(result)[0]) == {"items": [{"id": 1, "owner": {"name": "a"}}, {"id": 2}]}


def test_a_field_that_is_nowhere_is_reported_with_those_that_are() -> None:
    text, note = texts(rendered(as_json([{"id": 1, "name": "a"}]), Rendering(fields=("id", "nmae"))))
    assert json.loads(text) == [{"id": 1}]
    assert note == "[No such fields in the answer: nmae. It has: id, name.]"


def test_the_next_page_is_said_in_arguments_of_the_tool() -> None:
    link = (
        '<https://api.example/pets?page=2&key=secret&cursor=zzz>; rel="next", <https://x/?page=9>; rel="last"'
    )
    note = texts(rendered(as_json([1], link=link), Rendering(arguments=("page", "limit"))))[1]
    assert note == "[More results follow: repeat the call with page=2.]"


@pytest.mark.parametrize(("media_type", "kind"), [("image/png", "image"), ("audio/wav", "audio")])
def test_media_are_sent_as_what_they_are(media_type: str, kind: str) -> None:
    (block,) = rendered(answer(b"\x89PNG", media_type), Rendering())["content"]
    assert block == {"type": kind, "data": base64.b64encode(b"\x89PNG").decode(), "mimeType": media_type}


def test_a_file_is_embedded_under_an_address_without_secrets() -> None:
    (block,) = rendered(answer(b"PK", "application/zip"), Rendering())["content"]
    assert block["resource"] == {
        "uri": "https://api.example/pets/1/photo",
        "mimeType": "application/zip",
        "blob": base64.b64encode(b"PK").decode(),
    }


def test_a_large_file_is_a_link() -> None:
    link, note = rendered(answer(b"x" * (MAX_BINARY + 1), "application/zip"), Rendering())["content"]
    assert link["type"] == "resource_link" and link["uri"] == "https://api.example/pets/1/photo"
    assert link["size"] == MAX_BINARY + 1
    assert "700,001 bytes" in note["text"]


@pytest.mark.parametrize("media_type", ["text/csv", "application/xml", "image/svg+xml", "application/yaml"])
def test_text_is_text_and_cut_at_the_budget(media_type: str) -> None:
    text, note = texts(rendered(answer(b"abc" * 100, media_type), Rendering(limit=10)))
    assert text == "abcabcabca"
    assert "10 of 300 characters" in note
