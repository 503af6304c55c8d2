"""Every documented status and media type: what comes back is what was sent, or an error with its status."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from answering import networks, value_of
from cases import CASES, Answer, Case
from clients import CLIENTS
from server import tool_result
from support import COUNTED, Network

import github_api
from github_api import models

ANSWERED = [case for case in CASES if case.tries and case.answers]
_ERRORS = {
    400: "BadRequestError", 401: "AuthenticationError", 403: "PermissionDeniedError", 404: "NotFoundError",
    409: "ConflictError", 422: "UnprocessableEntityError", 429: "RateLimitError",
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERED, ids=str)
def test_the_sdk_gives_what_was_answered(case: Case) -> None:
    for answer, network in networks(case):
        COUNTED["answers"] += 1
        for name, how in CLIENTS.items():
            network.sent.clear()
            where = f"{name}, {network.status} {answer.media}"
            if network.status >= 300:
                with pytest.raises(github_api.APIStatusError) as caught:
                    how(case, case.least, network)
                check_error(case, answer, network, caught.value, where)
            elif not answer.beside:
                value = how(case, case.least, network)
                assert not network.content or same(value, answer), f"{where}: {value!r}"
                assert not network.content or is_a(value, answer.model), (
                    f"{where}: {value!r} is no {answer.model}"
                )
            assert len(network.sent) <= 1


def check_error(
    case: Case, answer: Answer, network: Network, error: github_api.APIStatusError, where: str
) -> None:
    """Fail unless the error has the class of its status, and says which call, which status, and what came."""
    status = network.status
    named = _ERRORS.get(status, "InternalServerError" if status >= 500 else "APIStatusError")
    assert type(error) is getattr(github_api, named), where
    assert error.status_code == status
    assert str(error).startswith(f"{case.key} answered {status}"), where
    if network.content and not isinstance(value_of(answer), bytes):
        assert error.body == value_of(answer), where
        assert is_a(error.error, answer.model), f"{where}: {error.error!r} is no {answer.model}"


def same(value: Any, answer: Answer) -> bool:
    """Whether a caller got what was answered."""
    wanted = value_of(answer)
    if isinstance(wanted, bytes):
        return bool(value == wanted)
    found = plain(value)
    return (full(found) == full(wanted)) if answer.sent is not None else bool(found == wanted)


def full(value: Any) -> Any:
    """Return a value without empty lists: XML has no other way to write them than leaving them out."""
    if isinstance(value, dict):
        return {name: full(each) for name, each in value.items() if each != []}
    return [full(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("case", [case for case in ANSWERED if case.tool], ids=str)
def test_the_tool_says_what_was_answered(case: Case) -> None:
    for answer, network in networks(case):
        result = tool_result(case, case.of_tool(case.least), network)
        where = f"{network.status} {answer.media}: {str(result.content)[:2000]}"
        assert result.is_error is (network.status >= 300), where
        if network.status >= 300:
            assert str(network.status) in result.content[0].text, where
        elif network.content and len(network.content) < 50_000:
            assert shows(result.content[0], answer), where


def shows(block: Any, answer: Answer) -> bool:
    """Whether a block of content is what was answered: JSON and items as JSON, text as it is, the rest as bytes."""
    value = value_of(answer)
    if answer.sent is not None:
        return bool(block.text == answer.sent)
    if isinstance(value, bytes):
        if "json" in answer.media:
            return True  # no JSON at all: whatever a host can show
        data = block.resource.blob if block.type == "resource" else getattr(block, "data", None)
        return data is not None and base64.b64decode(data) == value
    if isinstance(value, str) and "json" not in answer.media:
        return bool(block.text == value)
    return bool(json.loads(block.text) == value)


def is_a(value: Any, model: str | None) -> bool:
    """Whether a value is what the document calls it, as far as that is a class."""
    if model and model.startswith("["):
        return isinstance(value, list) and all(is_a(each, model[1:-1]) for each in value)
    wanted = getattr(models, model, None) if model else None
    return isinstance(value, wanted) if isinstance(wanted, type) else True


def plain(value: Any) -> Any:
    """Return what the SDK gave as JSON: models as their document writes them."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value if isinstance(value, str | int | float | None) else str(value)
