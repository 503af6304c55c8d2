"""`integen call`, against a real server on loopback."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Api, Integen

pytestmark = pytest.mark.usefixtures("generated")


@pytest.mark.parametrize(
    "operation", ["issues_get", "issues/get", "GET /repos/{owner}/{repo}/issues/{issue_number}", "issues.get"]
)
def test_an_operation_has_four_names(integen: Integen, api: Api, operation: str) -> None:
    told = integen("call", "github", operation, "owner=o", "repo=r", "issue_number=7", "--base-url", api.url)
    assert told.returncode == 0, told.stderr
    assert [request for request, _, _ in api.requests] == ["GET /repos/o/r/issues/7"]


def test_a_pipe_gets_the_bytes_of_the_answer(integen: Integen, api: Api) -> None:
    api.body = b'{"b":1,  "a":[\xe2\x82\xac]}'.replace(b"[\xe2\x82\xac]", b'"\xe2\x82\xac"')
    told = integen("call", "weather", "forecast_get", "latitude=1", "longitude=2", "--base-url", api.url)
    assert told.stdout == '{"b":1,  "a":"€"}\n'


def test_a_terminal_gets_it_indented_and_without_control_characters(
    on_a_terminal: Callable[..., str], api: Api
) -> None:
    api.body = json.dumps({"name": "a\u009b31m\u202eb"}, ensure_ascii=False).encode()
    shown = on_a_terminal(
        "call", "weather", "forecast_get", "latitude=1", "longitude=2", "--base-url", api.url, NO_COLOR="1"
    )
    assert re.sub(r"\x1b\[\d*m", "", shown) == '{\r\n  "name": "a\\x9b31m\\u202eb"\r\n}\r\n'
    assert "\u009b" not in shown
    assert "\u202e" not in shown


def test_binary_is_not_poured_over_a_terminal(on_a_terminal: Callable[..., str], api: Api) -> None:
    api.media_type, api.body = "image/png", b"\x89PNG\x1b[2J"
    shown = on_a_terminal(
        "call",
        "petshop",
        "downloadPhoto",
        "id=1",
        "photo=6f1d2c1e-0000-4000-8000-000000000000",
        "--base-url",
        api.url,
    )
    assert "the answer is 8 bytes of image/png" in shown
    assert "\x1b[2J" not in shown


def test_the_schema_decides_between_text_and_number(integen: Integen, api: Api) -> None:
    integen(
        "call",
        "github",
        "issues_create",
        "owner=o",
        "repo=r",
        "title=42",
        "milestone=3",
        "labels=bug",
        "labels=soon",
        "--base-url",
        api.url,
        GITHUB_TOKEN="secret",
    )
    ((request, headers, body),) = api.requests
    assert request == "POST /repos/o/r/issues"
    assert json.loads(body) == {"title": "42", "milestone": 3, "labels": ["bug", "soon"]}
    assert headers["authorization"] == "Bearer secret"


def test_a_whole_body_can_be_given_as_json(integen: Integen, api: Api, tmp_path: Path) -> None:
    (tmp_path / "body.json").write_text('{"kind": "cat", "name": "Mia", "price": "12.50"}')
    told = integen("call", "petshop", "createPet", "--json-body", "@body.json", "--base-url", api.url)
    assert told.returncode == 0, told.stderr
    assert json.loads(api.requests[0][2]) == {"kind": "cat", "name": "Mia", "price": "12.50"}


def test_a_file_is_sent_as_a_file(integen: Integen, api: Api, tmp_path: Path) -> None:
    (tmp_path / "cat.jpg").write_bytes(b"\xff\xd8 picture")
    told = integen(
        "call", "petshop", "uploadPhoto", "id=1", "photo=@cat.jpg", "caption=Mia", "--base-url", api.url
    )
    assert told.returncode == 0, told.stderr
    ((_, headers, body),) = api.requests
    assert headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b"\xff\xd8 picture" in body
    assert b'filename="cat.jpg"' in body


def test_a_refusal_is_a_message_and_nothing_on_standard_output(integen: Integen, api: Api) -> None:
    api.status, api.body = 404, b'{"message": "Not Found"}'
    told = integen("call", "github", "repos_get", "owner=o", "repo=r", "--base-url", api.url)
    assert (told.returncode, told.stdout) == (1, "")
    assert "404" in told.stderr
    assert "Not Found" in told.stderr


def test_a_401_names_the_variable_to_set(integen: Integen, api: Api) -> None:
    api.status, api.body = 401, b'{"message": "Requires authentication"}'
    told = integen("call", "github", "users_get_me", "--base-url", api.url)
    assert "`GITHUB_TOKEN`" in told.stderr


def test_a_secret_that_the_server_echoes_is_not_shown(integen: Integen, api: Api) -> None:
    api.status, api.body = 403, b'{"message": "bad token s3cret-value"}'
    told = integen("call", "github", "users_get_me", "--base-url", api.url, GITHUB_TOKEN="s3cret-value")
    assert told.returncode == 1
    assert "s3cret-value" not in told.stdout + told.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["repos_gt", "owner=o"], "did you mean `repos_get`"),
        (["repos_get", "owner=o"], "repo"),
        (["repos_get", "owner=o", "repo=r", "ower=x"], "did you mean `owner`?"),
        (["repos_get", "owner"], "`owner` is not `name=value`"),
        (["repos_get", "owner:={", "repo=r"], "`owner` is not JSON"),
        (["repos_get", "owner=..", "repo=r"], "owner"),
    ],
)
def test_arguments_that_make_no_request_are_told_before_the_network(
    integen: Integen, api: Api, arguments: list[str], message: str
) -> None:
    told = integen("call", "github", *arguments, "--base-url", api.url)
    assert told.returncode == 1
    assert told.stderr.startswith("error: ")
    assert message in told.stderr
    assert api.requests == []


def test_no_server_is_a_message(integen: Integen) -> None:
    told = integen(
        "call", "weather", "forecast_get", "latitude=1", "longitude=2", "--base-url", "http://127.0.0.1:9"
    )
    assert told.returncode == 1
    assert "cannot reach `127.0.0.1`" in told.stderr
    assert "Traceback" not in told.stderr
