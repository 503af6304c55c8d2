"""Documents whose parts name parts many times end in fewer samples, and end."""

from __future__ import annotations

from typing import Any

import pytest

from integen.plan.samples.weight import MOST, is_bearable


def contract(**schemas: Any) -> dict[str, Any]:
    return {"components": {"schemas": schemas}}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize("keyword", ["allOf", "anyOf", "oneOf"])
def test_doubling_at_every_step_is_too_much(keyword: str) -> None:
    steps = MOST.bit_length()
    doubling = {f"s{step}": {keyword: [ref(f"s{step + 1}")] * 2} for step in range(steps)}
    assert not is_bearable(contract(**doubling, **{f"s{steps}": {}}))
    few = {f"s{step}": {keyword: [ref(f"s{step + 1}")] * 2} for step in range(steps - 2, steps)}
    assert is_bearable(contract(**few, **{f"s{steps}": {}}))


def test_circles_and_long_chains_are_no_trouble() -> None:
    assert is_bearable(contract(base={"oneOf": [ref("heir")]}, heir={"allOf": [ref("base"), {}]}))
    assert is_bearable(contract(**{f"s{step}": {"allOf": [ref(f"s{step + 1}")]} for step in range(20_000)}))


def test_what_applies_to_other_values_does_not_count() -> None:
    steps = MOST.bit_length()
    nested = {
        f"s{step}": {"properties": {"a": ref(f"s{step + 1}"), "b": ref(f"s{step + 1}")}}
        for step in range(steps)
    }
    assert is_bearable(contract(**nested))


def test_a_document_without_components_is_fine() -> None:
    assert is_bearable({"paths": {}})
