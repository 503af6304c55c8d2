"""Every documented status and media type: what comes back is what was sent, or an error with its status."""

from __future__ import annotations

import json
from typing import Any

import pytest
from server import tool_result
from support import CASES, COUNTED, Case, Network, call
from values import with_bytes

from petshop_api import models
from petshop_api._kit.errors import APIStatusError

ANSWERED = [case for case in CASES if case.tries and case.answers]
_FREE = {"2": (200, 299), "3": (399,), "4": (404, 418), "5": (500, 599), "1": ()}


def network_of(case: Case, status: str, media: str | None, value: Any) -> Network | None:
    """Return a network that answers so; None where no status is left that this answer would be for."""
    documented = {each[0] for each in case.answers}
    number = (
        int(status)
        if status.isdigit()
        else next(
            (each for each in _FREE.get(status[0], (500, 404)) if str(each) not in documented), 0
        )
    )
    if number < 200 or 300 <= number < 400 or (media and "*" in media):
        return None
    content = with_bytes(value)
    if media is None or number == 204:
        content, headers = b"", {}
    else:
        headers = {"content-type": media}
        if not isinstance(content, bytes):
            is_text = media.startswith("text/") and isinstance(content, str)
            content = (content if is_text else json.dumps(content)).encode()
    return Network(status=number, headers=headers, content=content)


@pytest.mark.parametrize("case", ANSWERED, ids=str)
def test_the_sdk_gives_what_was_answered(case: Case) -> None:
    for status, media, value, model in case.answers:
        COUNTED["answers"] += 1
        network = network_of(case, status, media, value)
        if network is None:
            continue
        if network.status >= 400:
            with pytest.raises(APIStatusError) as caught:
                call(case, case.tries[0], network)
            assert caught.value.status_code == network.status
            if media and "json" in media:
                assert caught.value.body == value
                assert is_a(caught.value.error, model), (
                    f"{status}: {caught.value.error!r} is no {model}"
                )
        else:
            result = call(case, case.tries[0], network)
            if media and "json" in media and network.content:
                assert plain(result) == value, f"{status} {media}"
                assert is_a(result, model), f"{status}: {result!r} is no {model}"
        assert len(network.sent) == 1


@pytest.mark.parametrize("case", [case for case in ANSWERED if case.tool], ids=str)
def test_the_tool_says_whether_it_failed(case: Case) -> None:
    for status, media, value, _ in case.answers:
        network = network_of(case, status, media, value)
        if network is None:
            continue
        result = tool_result(case, case.tries[0], network)
        assert result.is_error is (network.status >= 400), f"{status} {media}: {result.content}"
        if network.status >= 400:
            assert str(network.status) in result.content[0].text


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
