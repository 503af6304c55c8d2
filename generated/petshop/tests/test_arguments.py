"""Bad arguments never reach the network, and whoever gave them is told which."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pytest
from cases import CASES, Case
from clients import CLIENTS
from contract import contracted
from server import tool_result
from support import Network

import petshop_api

NONE = object()
UNKNOWN = "no_such_argument"


@pytest.mark.parametrize("case", [case for case in CASES if case.tries], ids=str)
def test_the_sdk_refuses_bad_arguments(case: Case) -> None:
    python = {arg: name for arg, name, _, _ in case.arguments}
    wrong = [({**case.least, UNKNOWN: 1}, UNKNOWN)]
    wrong += [(without(case.least, arg), python[arg]) for arg in case.required]
    wrong += [
        ({**case.least, arg: steps}, arg) for arg in segments(case) for steps in ("..", "a/../b")
    ]
    for arguments, blamed in wrong:
        for name, how in CLIENTS.items():
            network = Network()
            with pytest.raises((TypeError, petshop_api.ArgumentError)) as caught:
                how(case, arguments, network)
            assert blamed in str(caught.value), f"{name}: {caught.value}"
            assert network.sent == []


def without(given: dict[str, Any], gone: str) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != gone}


def segments(case: Case) -> list[str]:
    """Return arguments that are a whole segment of the path: none may lead elsewhere."""
    styles = {
        each["name"]: each.get("style")
        for each in contracted(case.key)["parameters"]
        if each["in"] == "path"
    }
    return [
        arg
        for arg, _, place, wire in case.arguments
        if place == "path" and styles.get(wire) == "simple"
    ]


@pytest.mark.parametrize("case", [case for case in CASES if case.tool and case.tries], ids=str)
def test_the_tool_refuses_bad_arguments(case: Case) -> None:
    least = case.of_tool(case.least)
    needed = [arg for arg in case.required if arg not in case.hidden and arg not in case.presets]
    wrong = [({**least, UNKNOWN: 1}, [UNKNOWN])]
    wrong += [(without(least, arg), [arg]) for arg in needed]
    for together in rounds(case.wrong):
        wrong.append(({**least, **together}, list(together)))
    for arguments, blamed in wrong:
        network = Network()
        result = tool_result(case, arguments, network)
        text = result.content[0].text
        assert result.is_error, f"{blamed} was taken: {arguments!r}"
        for name in blamed:
            assert f"`{name}" in text, f"{name} is not named: {text}"
        assert network.sent == []


def rounds(wrong: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Yield wrong values of different arguments, few enough that a message names all of them."""
    for number, values in enumerate(zip_longest(*wrong.values(), fillvalue=NONE)):
        together = [
            (name, value) for name, value in zip(wrong, values, strict=True) if value is not NONE
        ]
        most = 2 if number else 5  # a value of another type is one problem, any other may be two
        for start in range(0, len(together), most):
            yield dict(together[start : start + most])
