"""Segments of a path in the styles `label` and `matrix`, which openapi-core does not read."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import httpx2
from texts import pairs, text


def label(parameter: dict[str, Any], wanted: Any, key: str, sent: httpx2.Request) -> None:
    """`.a,b`, exploded `.a.b` or `.k=v`. Source: RFC 6570 section 3.2.5."""
    separator = "." if parameter.get("explode") else ","
    _assert_segment(parameter["name"], "." + separator.join(_pieces(parameter, wanted)), key, sent)


def matrix(parameter: dict[str, Any], wanted: Any, key: str, sent: httpx2.Request) -> None:
    """`;name=a,b`, exploded `;name=a;name=b` or `;k=v`. Source: RFC 6570 section 3.2.7."""
    pieces, head = _pieces(parameter, wanted), f";{parameter['name']}="
    if not parameter.get("explode"):
        expected = head + ",".join(pieces)
    else:
        expected = "".join(
            f";{each}" if isinstance(wanted, dict) else head + each for each in pieces
        )
    _assert_segment(parameter["name"], expected, key, sent)


def _pieces(parameter: dict[str, Any], wanted: Any) -> list[str]:
    if not isinstance(wanted, dict):
        return [text(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
    if parameter.get("explode"):
        return [f"{name}={value}" for name, value in pairs(wanted)]
    return [part for pair in pairs(wanted) for part in pair]


def _assert_segment(name: str, expected: str, key: str, sent: httpx2.Request) -> None:
    """Fail unless the segment of a parameter is what is expected."""
    template = key.partition(" ")[2].partition("?")[0].partition("#")[0]
    pieces = re.split(r"\{([^{}]*)\}", template)
    pattern = "".join(
        "([^/]+)" if number % 2 and each == name else "[^/]+" if number % 2 else re.escape(each)
        for number, each in enumerate(pieces)
    )
    found = re.fullmatch(f".*?{pattern}", sent.url.raw_path.decode().partition("?")[0])
    assert found is not None and unquote(found[1]) == expected, (
        f"{sent.url} was asked, without {expected}"
    )
