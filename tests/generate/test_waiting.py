"""`wait` gives the result of operations that answer before they are done, from real answers."""

from __future__ import annotations

import asyncio
import inspect
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.generate.conftest import Upstream, generated_module

THING = {"$ref": "#/components/schemas/Thing"}
LONG = {"x-ms-long-running-operation": True}


def operation(name: str, *headers: str, **more: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": THING}}
    named = {header: {"schema": {"type": "string"}} for header in headers}
    return {
        "operationId": name,
        "tags": ["things"],
        "requestBody": {"content": content, "required": True},
        "responses": {
            "200": {"description": "", "content": content},
            "202": {"description": "", "headers": named},
        },
        **more,
    }


VERSION = {"name": "v", "in": "query", "required": True, "schema": {"type": "string"}}
MATCH = {"name": "If-Match", "in": "header", "schema": {"type": "string"}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Waiting", "version": "1"},
    "security": [{"token": []}],
    "paths": {
        "/jobs": {"post": operation("create", "Location")},
        "/monitored": {"post": operation("monitor", "Operation-Location")},
        "/things/{id}": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                VERSION,
                MATCH,
            ],
            "put": operation("replace", **LONG),
        },
    },
    "components": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        "schemas": {"Thing": {"type": "object", "properties": {"name": {"type": "string"}}}},
    },
}
NOW = {"retry_after": "0"}


@pytest.fixture(scope="session")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    folder: Path = tmp_path_factory.mktemp("waiting")
    (folder / "waiting.json").write_text(json.dumps(DOCUMENT))
    return generated_module(folder / "waiting.json", folder / "out", "waiting")


def asked(upstream: Upstream) -> list[str]:
    return [f"{request.method} {request.target}" for request in upstream.received]


def client_of(waiting: ModuleType, upstream: Upstream) -> Any:
    return waiting.Client(base_url=upstream.url, token="secret", max_retries=0)


def answer_location(upstream: Upstream) -> None:
    upstream.answer(status=202, location="/jobs/1", **NOW)
    upstream.answer({"status": "running"}, status=202, location="/jobs/1?again=1", **NOW)
    upstream.answer({"name": "done"})


def test_the_address_of_a_202_is_asked_until_the_result_is_there(
    waiting: ModuleType, upstream: Upstream
) -> None:
    answer_location(upstream)
    thing = waiting.wait(client_of(waiting, upstream).things.create)(name="new")
    assert (type(thing).__name__, thing.name) == ("Thing", "done")
    assert asked(upstream) == ["POST /jobs", "GET /jobs/1", "GET /jobs/1?again=1"]
    assert [request.body for request in upstream.received[1:]] == [b"", b""]
    assert {request.headers["authorization"] for request in upstream.received} == {"Bearer secret"}


def test_a_monitor_that_sends_on_to_the_result_is_followed(waiting: ModuleType, upstream: Upstream) -> None:
    upstream.answer(status=202, location="/jobs/1", **NOW)
    upstream.answer(status=303, location="/things/9")
    upstream.answer({"name": "made"})
    assert waiting.wait(client_of(waiting, upstream).things.create)().name == "made"
    assert asked(upstream) == ["POST /jobs", "GET /jobs/1", "GET /things/9"]


def test_the_async_client_waits_too(waiting: ModuleType, upstream: Upstream) -> None:
    answer_location(upstream)

    async def run() -> Any:
        async with waiting.AsyncClient(base_url=upstream.url, token="secret") as client:
            return await waiting.wait(client.things.create)(name="new")

    assert asyncio.run(run()).name == "done"
    assert asked(upstream) == ["POST /jobs", "GET /jobs/1", "GET /jobs/1?again=1"]


def test_a_monitor_is_asked_and_the_result_is_read_where_it_says(
    waiting: ModuleType, upstream: Upstream
) -> None:
    upstream.answer(status=202, operation_location=f"{upstream.url}/operations/7", **NOW)
    upstream.answer({"status": "Running"}, **NOW)
    upstream.answer({"status": "Succeeded", "name": "from the monitor"})
    assert waiting.wait(client_of(waiting, upstream).things.monitor)().name == "from the monitor"
    assert asked(upstream) == ["POST /monitored", "GET /operations/7", "GET /operations/7"]


def test_a_state_in_the_resource_is_asked_for_at_its_own_address(
    waiting: ModuleType, upstream: Upstream
) -> None:
    upstream.answer({"name": "a", "properties": {"provisioningState": "Creating"}}, status=201, **NOW)
    upstream.answer({"name": "b", "properties": {"provisioningState": "Something new"}}, **NOW)
    upstream.answer({"name": "c", "properties": {"provisioningState": "Succeeded"}})
    replace = waiting.wait(client_of(waiting, upstream).things.replace)
    thing = replace(id="x", v="1", if_match="tag", options={"headers": {"X-Trace": "t"}})
    assert thing.name == "c"
    assert asked(upstream) == ["PUT /things/x?v=1", "GET /things/x?v=1", "GET /things/x?v=1"]
    assert [request.headers.get("if-match") for request in upstream.received] == ["tag", None, None]
    assert [request.headers.get("x-trace") for request in upstream.received] == ["t", "t", "t"]


def test_an_answer_that_is_the_result_is_given_at_once(waiting: ModuleType, upstream: Upstream) -> None:
    upstream.answer({"name": "at once", "status": "pending"})
    assert waiting.wait(client_of(waiting, upstream).things.create)().name == "at once"
    assert len(upstream.received) == 1


def test_without_wait_the_first_answer_is_the_result(waiting: ModuleType, upstream: Upstream) -> None:
    upstream.answer(status=202, location="/jobs/1")
    assert client_of(waiting, upstream).things.create() is None
    assert len(upstream.received) == 1


@pytest.mark.parametrize("state", ["Failed", "Canceled", "cancelled"])
def test_work_that_fails_is_an_error_with_the_servers_words(
    waiting: ModuleType, upstream: Upstream, state: str
) -> None:
    upstream.answer(status=202, operation_location="/operations/7", **NOW)
    upstream.answer({"status": state, "error": {"message": "no room for secret"}}, x_request_id="r1")
    with pytest.raises(waiting.OperationFailedError, match="no room for") as caught:
        waiting.wait(client_of(waiting, upstream).things.monitor)()
    assert caught.value.body["status"] == state
    assert caught.value.request_id == "r1"
    assert "secret" not in str(caught.value)
    assert isinstance(caught.value, waiting.APIStatusError)


def test_a_question_that_is_refused_is_an_error(waiting: ModuleType, upstream: Upstream) -> None:
    upstream.answer(status=202, location="/jobs/1", **NOW)
    upstream.answer({"message": "the job is gone"}, status=410)
    with pytest.raises(waiting.APIStatusError, match="the job is gone"):
        waiting.wait(client_of(waiting, upstream).things.create)()


@pytest.mark.parametrize("elsewhere", ["http://127.0.0.2:9/steal", "//127.0.0.2:9/steal", "http://[::1/"])
@pytest.mark.parametrize(("method", "header"), [("create", "location"), ("monitor", "operation_location")])
def test_an_address_at_another_server_is_not_asked(
    waiting: ModuleType, upstream: Upstream, method: str, header: str, elsewhere: str
) -> None:
    upstream.answer(status=202, **{header: elsewhere}, **NOW)
    with pytest.raises(waiting.APIResponseError, match="address"):
        waiting.wait(getattr(client_of(waiting, upstream).things, method))()
    assert len(upstream.received) == 1


def test_a_monitor_that_says_nothing_is_an_error(waiting: ModuleType, upstream: Upstream) -> None:
    upstream.answer(status=202, operation_location="/operations/7", **NOW)
    upstream.answer({})
    with pytest.raises(waiting.APIResponseError, match="does not say how far"):
        waiting.wait(client_of(waiting, upstream).things.monitor)()


def test_work_that_would_outlast_the_patience_is_left(waiting: ModuleType, upstream: Upstream) -> None:
    upstream.answer(status=202, location="/jobs/1", retry_after="61")
    with pytest.raises(waiting.APITimeoutError, match="within 60 seconds"):
        waiting.wait(client_of(waiting, upstream).things.create, within=60)()
    assert len(upstream.received) == 1


def test_the_method_keeps_its_signature(waiting: ModuleType, upstream: Upstream) -> None:
    method = client_of(waiting, upstream).things.create
    assert inspect.signature(waiting.wait(method)) == inspect.signature(method)
