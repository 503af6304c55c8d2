"""How much it takes to ask a judge about a value: parts that name parts twice double it at every step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MOST = 100_000
"""Schemas that apply to one and the same value. Those of real documents stay far below a thousand."""
_PREFIX = "#/components/schemas/"
_IN_PLACE = ("allOf", "anyOf", "oneOf")


def is_bearable(contract: Mapping[str, Any]) -> bool:
    """Return whether every component can be asked about. Looks at each of them once."""
    schemas: Mapping[str, Any] = contract.get("components", {}).get("schemas", {})
    weights: dict[str, int] = {}
    begun: dict[str, list[str]] = {}
    for name in schemas:
        waiting = [name]
        while waiting:
            current = waiting[-1]
            if current not in begun:
                begun[current] = [each for each in _named(schemas[current]) if each in schemas]
                waiting += {each: None for each in begun[current] if each not in begun}
                continue
            waiting.pop()
            if current not in weights:
                # Not known yet is only what leads here again: on a circle it counts once.
                weights[current] = 1 + sum(weights.get(each, 1) for each in begun[current])
                if weights[current] > MOST:
                    return False
    return True


def _named(schema: Any) -> Iterator[str]:
    """Yield the components that apply to the same value, as often as they are named."""
    waiting = [schema]
    while waiting:
        current = waiting.pop()
        if not isinstance(current, Mapping):
            continue
        reference = current.get("$ref")
        if isinstance(reference, str) and reference.startswith(_PREFIX):
            yield reference.removeprefix(_PREFIX)
        for keyword in _IN_PLACE:
            waiting += current.get(keyword, ())
