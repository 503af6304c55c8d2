"""Forms whose members are no plain values, which openapi-core does not read. Source: OAS 3.1 section 4.8.15."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from texts import members, pairs, text

_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}


def check_form(encoding: dict[str, Any], wanted: dict[str, Any], content: str) -> None:
    """Fail unless the pairs of a form are those that its value means."""
    found = sorted(
        (counted(name), value) for name, value in parse_qsl(content, keep_blank_values=True)
    )
    expected = sorted(
        pair for name, value in wanted.items() for pair in form_pairs(encoding, name, value)
    )
    assert found == expected, f"body: {found!r} was sent and not {expected!r}"


def counted(name: str) -> str:
    """Return a name without how items are counted in it, which is left open."""
    return re.sub(r"\[\d+\]", "[]", name)


def form_pairs(encoding: dict[str, Any], name: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the pairs of one member: by its style where it has one, otherwise JSON where it is no plain value."""
    said = encoding.get(name, {})
    if "style" in said or "explode" in said:
        yield from _styled(said.get("style", "form"), said.get("explode"), name, value)
    elif "json" in said.get("contentType", ""):
        yield name, text(value)
    else:
        yield from pairs({name: value})


def _styled(style: str, explode: bool | None, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if style == "deepObject" or not isinstance(value, list | dict):
        yield from members(name, value)
    elif explode or (explode is None and style == "form"):
        yield from pairs(value if isinstance(value, dict) else {name: value})
    else:
        flat = (
            [part for pair in pairs(value) for part in pair]
            if isinstance(value, dict)
            else map(text, value)
        )
        yield name, _DELIMITERS.get(style, ",").join(flat)
