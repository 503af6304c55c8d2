"""Parameters that openapi-core does not read, by the standard's rules: OAS 3.2, "Style Values"."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2
from segments import label, matrix
from support import SECRET
from texts import members, pairs, text


def check_unread(
    parameters: Iterable[dict[str, Any]],
    expected: dict[str, dict[str, Any]],
    key: str,
    sent: httpx2.Request,
) -> set[tuple[str, str]]:
    """Fail unless the parameters say what is expected; return the place and name of those looked at here."""
    found: set[tuple[str, str]] = set()
    for parameter in parameters:
        place, name = parameter["in"], parameter["name"]
        read = _READ.get(place) or _READ[parameter["style"]]
        if name in expected.get(place, {}):
            read(parameter, expected[place][name], key, sent)
            found.add((place, name))
    return found


def _querystring(parameter: dict[str, Any], wanted: Any, key: str, sent: httpx2.Request) -> None:
    """The whole query is one value of a media type; credentials may stand beside it."""
    query = "&".join(each for each in sent.url.query.decode().split("&") if SECRET not in each)
    (media,) = parameter["content"]
    if "json" in media:
        assert json.loads(unquote(query)) == wanted
    elif "form-urlencoded" in media:
        assert sorted(parse_qsl(query)) == sorted(pairs(wanted)), (
            f"{query} was sent and not {wanted!r}"
        )
    else:
        assert unquote(query) == wanted


def _cookie(parameter: dict[str, Any], wanted: Any, key: str, sent: httpx2.Request) -> None:
    """Cookies as they are, with nothing encoded."""
    name = parameter["name"]
    if isinstance(wanted, dict):
        members = pairs(wanted)
    else:
        members = pairs({name: wanted})
    if not parameter.get("explode", True) and not isinstance(wanted, str | int | float):
        flat = (
            [part for pair in members for part in pair]
            if isinstance(wanted, dict)
            else [each for _, each in members]
        )
        members = [(name, ",".join(flat))]
    header = sent.headers.get("cookie", "").split("; ")
    for member, value in members:
        assert f"{member}={value}" in header, f"{header} was sent and not {wanted!r}"


def _delimited(parameter: dict[str, Any], wanted: Any, key: str, sent: httpx2.Request) -> None:
    """Items between delimiters, or the name more than once."""
    found = [value for name, value in query_of(sent) if name == parameter["name"]]
    items = (
        [part for pair in wanted.items() for part in pair] if isinstance(wanted, dict) else wanted
    )
    expected = [text(each) for each in (items if isinstance(items, list) else [items])]
    delimiter = " " if parameter["style"] == "spaceDelimited" else "\t"
    assert found == (expected if parameter.get("explode") else [delimiter.join(expected)])


def query_of(sent: httpx2.Request) -> list[tuple[str, str]]:
    return parse_qsl(sent.url.query.decode(), keep_blank_values=True)


def _spread(parameter: dict[str, Any], wanted: Any, key: str, sent: httpx2.Request) -> None:
    """Members of an object as parameters of their own."""
    if parameter["in"] == "cookie":
        found = [(name, unquote(value)) for name, _, value in _cookies(sent)]
    else:
        found = query_of(sent)
    members = pairs(wanted if isinstance(wanted, dict) else {parameter["name"]: wanted})
    assert [each for each in members if each not in found] == [], (
        f"{found!r} was sent and not {members!r}"
    )


def _cookies(sent: httpx2.Request) -> list[tuple[str, str, str]]:
    return [each.partition("=") for each in sent.headers.get("cookie", "").split("; ")]


def _deep(parameter: dict[str, Any], wanted: Any, key: str, sent: httpx2.Request) -> None:
    """An object whose members are named in brackets, at any depth; how items are counted is left open."""
    own = parameter["name"]
    found = [
        (re.sub(r"\[\d+\]", "[]", name), value)
        for name, value in query_of(sent)
        if name == own or name.startswith(f"{own}[")
    ]
    assert sorted(found) == sorted(members(parameter["name"], wanted)), (
        f"{found!r} was sent and not {wanted!r}"
    )


_READ: dict[str, Callable[[dict[str, Any], Any, str, httpx2.Request], None]] = {
    "label": label,
    "matrix": matrix,
    "querystring": _querystring,
    "cookie": _cookie,
    "tabDelimited": _delimited,
    "spaceDelimited": _delimited,
    "form": _spread,
    "deepObject": _deep,
}
