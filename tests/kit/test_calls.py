"""Retries, credentials, redirects and errors, against a real server."""

from __future__ import annotations

import io
import logging
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from integen.kit import http
from integen.kit.build import Arguments
from integen.kit.callers import SyncCaller
from integen.kit.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    ArgumentError,
    AuthenticationError,
    InternalServerError,
    NotFoundError,
    RateLimitError,
    UnprocessableEntityError,
)

from .catalogs import TOKEN
from .conftest import Waits
from .server import Received, Reply, Upstream, serving

Make = Callable[..., SyncCaller]
GET, POST = "GET /things", "POST /things"
JSON = {"body": {"content": [{"type": "application/json"}]}}
BINARY = {"body": {"content": [{"type": "application/octet-stream", "binary": True}]}}


def call(caller: SyncCaller, key: str = GET, body: Any = None, **options: Any) -> http.Response:
    arguments = Arguments(body=body) if body is not None else Arguments()
    return caller.call(caller.catalog.operation(key), arguments, **options)


def failing(caller: SyncCaller, key: str = GET) -> APIStatusError:
    operation = caller.catalog.operation(key)
    with pytest.raises(APIStatusError) as raised:
        caller.raise_for_status(operation, caller.call(operation, Arguments()))
    return raised.value


# Retries


@pytest.mark.parametrize("status", [0, 408, 429, 500, 502, 503, 504])
def test_a_read_is_tried_again_with_growing_waits(
    caller: Make, upstream: Upstream, waits: Waits, status: int
) -> None:
    upstream.replies = [Reply(status), Reply(status), Reply(200)]
    assert call(caller({GET: {}})).status_code == 200
    assert waits == [0.5, 1.0]
    assert len(upstream.received) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 501])
def test_an_answer_that_will_not_change_is_final(
    caller: Make, upstream: Upstream, waits: Waits, status: int
) -> None:
    upstream.reply(status)
    assert call(caller({GET: {}})).status_code == status
    assert waits == []


def test_the_last_answer_is_given_back_when_the_tries_are_used_up(caller: Make, upstream: Upstream) -> None:
    upstream.reply(503)
    one = caller({GET: {}}, max_retries=1)
    assert call(one).status_code == 503
    assert len(upstream.received) == 2
    call(one, max_retries=0)
    assert len(upstream.received) == 3


@pytest.mark.parametrize("status", [0, 500, 502, 503])
def test_a_write_is_never_repeated_when_it_may_have_happened(
    caller: Make, upstream: Upstream, waits: Waits, status: int
) -> None:
    upstream.reply(status)
    one = caller({POST: JSON})
    if status:
        assert call(one, POST, body={}).status_code == status
    else:
        with pytest.raises(APIConnectionError):
            call(one, POST, body={})
    assert len(upstream.received) == 1
    assert waits == []


@pytest.mark.parametrize(
    ("record", "options"),
    [
        ({}, {"idempotency_key": "k1"}),
        ({}, {"headers": {"Idempotency-Key": "k1"}}),
        ({"idempotent": True}, {}),
    ],
)
def test_a_write_that_may_be_repeated_is(
    caller: Make, upstream: Upstream, record: dict[str, Any], options: dict[str, Any]
) -> None:
    upstream.replies = [Reply(500), Reply(200)]
    assert call(caller({POST: {**JSON, **record}}), POST, body={"a": 1}, **options).status_code == 200
    assert [received.body for received in upstream.received] == [b'{"a":1}'] * 2
    if options:
        assert {received.header("idempotency-key") for received in upstream.received} == {"k1"}


@pytest.mark.parametrize(("status", "headers"), [(429, {}), (503, {"Retry-After": "1"})])
def test_a_write_that_was_refused_unheard_is_repeated(
    caller: Make, upstream: Upstream, status: int, headers: dict[str, str]
) -> None:
    upstream.replies = [Reply(status, headers=headers), Reply(200)]
    assert call(caller({POST: JSON}), POST, body={}).status_code == 200


def test_a_write_that_never_left_is_repeated(caller: Make, waits: Waits) -> None:
    with serving() as gone:
        url = gone.url
    with pytest.raises(APIConnectionError, match=r"POST /things: cannot reach `127.0.0.1`"):
        call(caller({POST: JSON}, base_url=url), POST, body={})
    assert waits == [0.5, 1.0]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after-ms": "250", "Retry-After": "7"}, 0.25),
        ({"Retry-After": "soon"}, 0.5),
        ({"Retry-After": "-5"}, 0.5),
        ({"Retry-After": "nan"}, 0.5),
    ],
)
def test_the_server_decides_the_wait(
    caller: Make, upstream: Upstream, waits: Waits, headers: dict[str, str], wait: float
) -> None:
    served = []

    def handler(received: Received) -> Reply:
        served.append(received)
        return Reply(429, headers=headers) if len(served) == 1 else Reply()

    upstream.handler = handler
    call(caller({GET: {}}))
    assert waits == [wait]


def test_a_wait_of_more_than_a_minute_is_left_to_the_caller(
    caller: Make, upstream: Upstream, waits: Waits
) -> None:
    upstream.reply(429, retry_after="3600")
    error = failing(caller({GET: {}}))
    assert isinstance(error, RateLimitError)
    assert (error.retry_after, error.retryable, waits) == (3600.0, True, [])


def test_a_stream_is_sent_again_only_if_it_can_be_read_again(caller: Make, upstream: Upstream) -> None:
    one = caller({"PUT /things": BINARY})
    upstream.replies = [Reply(500), Reply(200)]
    stream = io.BytesIO(b"xxabc")
    stream.seek(2)
    assert call(one, "PUT /things", body=stream).status_code == 200
    assert [received.body for received in upstream.received] == [b"abc", b"abc"]
    upstream.replies = [Reply(500)]
    assert call(one, "PUT /things", body=iter([b"a", b"b"])).status_code == 500
    assert len(upstream.received) == 3


# Credentials

SCHEMES = {
    **TOKEN,
    "key": {"kind": "apiKey", "in": "header", "parameter": "X-Key", "args": ["key"], "env": ["PETS_KEY"]},
    "query": {
        "kind": "apiKey",
        "in": "query",
        "parameter": "api key",
        "args": ["query_key"],
        "env": ["PETS_Q"],
    },
    "cookie": {"kind": "apiKey", "in": "cookie", "parameter": "sid", "args": ["sid"], "env": ["PETS_SID"]},
    "basic": {
        "kind": "http",
        "scheme": "basic",
        "args": ["user", "password"],
        "env": ["PETS_USER", "PETS_PASSWORD"],
    },
    "oauth": {"kind": "oauth2", "args": ["access_token"], "env": ["PETS_ACCESS"]},
}


@pytest.mark.parametrize(
    ("credentials", "security", "expected"),
    [
        ({"token": "t"}, [{"token": []}], {"Authorization": "Bearer t"}),
        ({"token": "Bearer t"}, [{"token": []}], {"Authorization": "Bearer t"}),
        ({"access_token": "t"}, [{"oauth": ["read"]}], {"Authorization": "Bearer t"}),
        (
            {"user": "Aladdin", "password": "open sesame"},
            [{"basic": []}],
            {"Authorization": "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
        ),
        ({"user": "sk"}, [{"basic": []}], {"Authorization": "Basic c2s6"}),
        ({"key": "k"}, [{"key": []}], {"X-Key": "k"}),
        ({"sid": "s"}, [{"cookie": []}], {"Cookie": "sid=s"}),
        (
            {"key": "k", "sid": "s"},
            [{"token": []}, {"key": [], "cookie": []}],
            {"X-Key": "k", "Cookie": "sid=s"},
        ),
        ({"key": "k"}, [{"key": [], "cookie": []}, {}], {"X-Key": None}),
        ({"key": "k"}, [{}, {"key": []}], {"X-Key": "k"}),
        ({"key": "k"}, [], {"X-Key": "k"}),
    ],
)
def test_the_first_alternative_whose_credentials_are_known_is_used(
    caller: Make,
    upstream: Upstream,
    credentials: dict[str, str],
    security: Any,
    expected: dict[str, str | None],
) -> None:
    call(caller({GET: {}}, schemes=SCHEMES, security=security, credentials=credentials))
    assert {name: upstream.last.header(name) for name in expected} == expected


def test_an_operation_that_needs_none_gets_none(caller: Make, upstream: Upstream) -> None:
    call(
        caller({GET: {"security": []}}, schemes=SCHEMES, security=[{"token": []}], credentials={"token": "t"})
    )
    assert upstream.last.header("authorization") is None


def test_credentials_come_from_the_environment(
    caller: Make, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PETS_TOKEN", "from-env\n")
    call(caller({GET: {}}, schemes=TOKEN, security=[{"token": []}]))
    assert upstream.last.header("authorization") == "Bearer from-env"


def test_a_header_of_the_caller_and_a_custom_auth_win(caller: Make, upstream: Upstream) -> None:
    options: dict[str, Any] = {"schemes": TOKEN, "security": [{"token": []}], "credentials": {"token": "t"}}
    call(caller({GET: {}}, **options), headers={"authorization": "Mine"})
    assert upstream.last.header("authorization") == "Mine"
    call(caller({GET: {}}, auth=("u", "p"), **options))
    assert upstream.last.header("authorization") == "Basic dTpw"
    with http.Client(auth=("v", "q")) as own:
        call(caller({GET: {}}, http_client=own, **options))
    assert upstream.last.header("authorization") == "Basic djpx"


def test_a_credential_is_nowhere_but_in_the_request(
    caller: Make, upstream: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    one = caller(
        {GET: {}}, schemes=SCHEMES, security=[{"query": []}], credentials={"query_key": "s3cr3t-value"}
    )
    upstream.reply(400, '{"message":"bad key s3cr3t-value"}')
    with caplog.at_level(logging.DEBUG):
        error = failing(one)
    assert upstream.last.target == "/things?api%20key=s3cr3t-value"
    shown = [caplog.text, str(error), repr(error), repr(one.credentials), repr(one), repr(one.settings)]
    assert not [text for text in shown if "s3cr3t" in text]
    with pytest.raises(TypeError):
        pickle.dumps(one.credentials)


def test_a_credential_with_a_line_break_is_refused_without_being_shown(
    caller: Make, upstream: Upstream
) -> None:
    one = caller({GET: {}}, schemes=TOKEN, security=[{"token": []}], credentials={"token": "s3cret\r\nX: 1"})
    with pytest.raises(ArgumentError) as raised:
        call(one)
    assert "s3cret" not in str(raised.value)
    assert upstream.received == []


# Redirects


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("scheme", ["token", "key", "cookie"])
def test_a_credential_follows_a_redirect_only_within_its_origin(
    caller: Make, upstream: Upstream, same: bool, scheme: str
) -> None:
    with serving() as other:
        target = f"{upstream.url if same else other.url}/moved"
        upstream.handler = lambda r: (
            Reply() if r.target == "/moved" else Reply(307, headers={"Location": target})
        )
        credentials = {"token": "s3cret", "key": "s3cret", "sid": "s3cret"}
        one = caller(
            {GET: {}},
            schemes=SCHEMES,
            security=[{scheme: []}],
            credentials=credentials,
            headers={"X-Own": "s3cret"},
        )
        assert call(one).status_code == 200
        arrived = (upstream if same else other).last
        assert arrived.target == "/moved"
        # A header of one's own is kept, and so is the credential.
        assert str(arrived.headers).count("s3cret") == (2 if same else 0)


def test_a_custom_auth_does_not_follow_to_another_origin_nor_back(caller: Make, upstream: Upstream) -> None:
    with serving() as other:
        other.reply(302, location=f"{upstream.url}/back")
        upstream.handler = lambda r: (
            Reply() if r.target == "/back" else Reply(302, headers={"Location": other.url})
        )
        call(caller({GET: {}}, auth=("u", "p")))
        assert upstream.received[0].header("authorization") == "Basic dTpw"
        assert other.last.header("authorization") is None
        assert upstream.last.header("authorization") is None


def test_a_redirected_upload_is_sent_whole(caller: Make, upstream: Upstream) -> None:
    upstream.handler = lambda r: Reply() if r.target == "/b" else Reply(307, headers={"Location": "/b"})
    call(caller({POST: BINARY}), POST, body=io.BytesIO(b"abc"))
    assert (upstream.last.method, upstream.last.body) == ("POST", b"abc")


def test_redirects_without_end_are_an_error(caller: Make, upstream: Upstream) -> None:
    upstream.reply(302, location="/things")
    with pytest.raises(APIConnectionError, match="more than 10 redirects"):
        call(caller({GET: {}}))


# Errors


@pytest.mark.parametrize(
    ("status", "body", "kind", "text"),
    [
        (404, '{"message":"Not Found"}', NotFoundError, "GET /things answered 404 Not Found"),
        (
            401,
            '{"error":{"message":"Bad token"}}',
            AuthenticationError,
            "answered 401 Unauthorized: Bad token",
        ),
        (400, '{"error":"invalid_grant","error_description":"Expired"}', APIStatusError, ": Expired"),
        (
            422,
            '{"message":"Validation Failed","errors":[{"field":"name","code":"missing"}]}',
            UnprocessableEntityError,
            ": Validation Failed (name: missing)",
        ),
        (
            422,
            '{"detail":[{"loc":["body","age"],"msg":"not a number"}]}',
            UnprocessableEntityError,
            "body.age: not a number",
        ),
        (418, "short\x1b[31m and\nstout", APIStatusError, "418 I'm a Teapot: short [31m and stout"),
        (502, "<html><title>502 Bad Gateway</title></html>", InternalServerError, ": 502 Bad Gateway"),
        (500, "", InternalServerError, "answered 500 Internal Server Error"),
        (599, '["a","b"]', InternalServerError, "answered 599: a; b"),
    ],
)
def test_an_error_says_which_call_and_what_the_server_said(
    caller: Make, upstream: Upstream, status: int, body: str, kind: type[APIStatusError], text: str
) -> None:
    upstream.reply(status, body)
    error = failing(caller({GET: {}}, max_retries=0))
    assert type(error) is kind or kind is APIStatusError
    assert text in str(error)
    assert error.status_code == status


def test_an_error_names_the_request_and_the_variable_to_set(caller: Make, upstream: Upstream) -> None:
    upstream.reply(401, '{"message":"Requires authentication"}', x_request_id="abc-1")
    error = failing(caller({GET: {}}, schemes=TOKEN, security=[{"token": []}]))
    assert str(error) == (
        "GET /things answered 401 Unauthorized: Requires authentication (request abc-1). "
        "No credentials were sent: set `PETS_TOKEN`"
    )
    assert (error.request_id, error.body) == ("abc-1", {"message": "Requires authentication"})


def test_a_timeout_is_its_own_error(caller: Make, waits: Waits) -> None:
    class Slow(http.BaseTransport):
        def handle_request(self, request: http.Request) -> http.Response:
            assert request.extensions["timeout"]["read"] == 3
            raise http.TimeoutException("slow")

    with pytest.raises(APITimeoutError, match=r"no answer from `x\.test` in time") as raised:
        call(caller({GET: {}}, base_url="https://x.test/?k=v", transport=Slow()), timeout=3)
    assert raised.value.retryable
    assert len(waits) == 2


def test_without_a_server_the_caller_is_told_to_name_one(caller: Make) -> None:
    with pytest.raises(ArgumentError, match="pass `base_url`"):
        call(caller({GET: {}}, base_url=None))


def test_the_server_of_the_document_is_used_with_its_variables(caller: Make, upstream: Upstream) -> None:
    host, port = upstream.url.removeprefix("http://").split(":")
    server = {
        "url": "http://{host}:{port}/v1/",
        "variables": {"host": {"default": host}, "port": {"default": "1"}},
    }
    call(caller({GET: {}}, base_url=None, servers=[server], server_variables={"port": port}))
    assert upstream.last.target == "/v1/things"


def test_json_is_asked_for_before_anything_else(caller: Make, upstream: Upstream) -> None:
    answers = {
        "200": {"text/csv": None, "application/json": "Pet"},
        "4XX": {"application/problem+json": None},
    }
    call(caller({GET: {"responses": answers}}))
    assert upstream.last.header("accept") == "application/json, application/problem+json, text/csv;q=0.5"


def test_a_cookie_of_the_server_is_not_kept_for_others(caller: Make, upstream: Upstream) -> None:
    one = caller({GET: {}})
    upstream.reply(200, set_cookie="session=alice")
    call(one)
    call(one)
    assert upstream.last.header("cookie") is None


def test_an_additional_method_keeps_its_case(caller: Make, upstream: Upstream) -> None:
    call(caller({"Purge /things": {}}), "Purge /things")
    assert upstream.last.method == "Purge"
