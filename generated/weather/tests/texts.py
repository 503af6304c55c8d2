"""Values as texts and pairs, by the rules that parameters and forms share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def pairs(value: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the pairs of a form: a list is its name more than once."""
    return [
        (name, text(each))
        for name, member in value.items()
        for each in (member if isinstance(member, list) else [member])
    ]


def text(value: Any) -> str:
    return (
        value
        if isinstance(value, str)
        else json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    )


def members(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from members(f"{name}[{key}]", member)
    elif isinstance(value, list):
        for each in value:
            yield from members(f"{name}[]", each)
    else:
        yield name, text(value)
