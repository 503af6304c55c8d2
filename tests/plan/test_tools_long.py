"""What tools of operations that take long say of it, and what the catalog keeps of why."""

from __future__ import annotations

from typing import Any

from tests.plan.plans import TEXT, document, operation, plan_of


def described(responses: dict[str, Any], method: str = "post") -> str:
    paths = {"/x": {method: operation(summary="Do it", responses=responses)}}
    (tool,) = plan_of(document(paths)).catalog.tools
    text: str = tool["description"]
    return text


def test_a_tool_that_starts_work_says_that_it_waits() -> None:
    accepted = {"202": {"description": "", "headers": {"Location": {"schema": TEXT}}}}
    assert described(accepted) == "Do it. Waits for the result, up to 50 seconds or `_wait`."


def test_a_tool_that_streams_says_when_it_ends() -> None:
    streamed = {"200": {"description": "", "content": {"text/event-stream": {}}}}
    assert described(streamed, "get").endswith("arrives within 50 seconds or `_wait`, or `_max_items`.")


def test_a_tool_that_answers_at_once_says_nothing_of_it() -> None:
    assert described({"200": {"description": "", "content": {"application/json": {}}}}) == "Do it."


def test_the_catalog_keeps_why_pages_are_followed_and_work_is_waited_for() -> None:
    rows = {"type": "array", "items": TEXT}
    paged = operation(
        parameters=[{"name": "page", "in": "query", "schema": {"type": "integer"}}],
        responses={"200": {"description": "", "content": {"application/json": {"schema": rows}}}},
    )
    accepted = {"202": {"description": "", "headers": {"Location": {"schema": TEXT}}}}
    paths = {"/rows": {"get": paged}, "/jobs": {"post": operation(responses=accepted)}}
    records = plan_of(document(paths)).catalog.operations
    assert records["GET /rows"]["pagination"]["reason"] == "`page` counts pages"
    assert records["POST /jobs"]["polling"]["reason"] == "a 202 comes with `Location`"


def test_of_many_kinds_of_message_the_usual_one_is_the_best() -> None:
    kinds = {"message/cpim": {}, "message/rfc822": {}}
    paths = {"/x": {"post": operation(requestBody={"content": kinds})}}
    (record,) = plan_of(document(paths)).catalog.operations.values()
    assert [content["type"] for content in record["body"]["content"]] == ["message/rfc822", "message/cpim"]
