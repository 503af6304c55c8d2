"""Every alternative of credentials: what it needs is sent, where it belongs, and nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import httpx2
import pytest
from cases import CASES, Case
from clients import CLIENTS, sent_by
from contract import contract, contracted
from support import SECRET, credentials, integration

SECURED = [case for case in CASES if case.tries]


def alternatives(case: Case) -> Iterator[dict[str, list[str]]]:
    """Yield what the contract asks for, as far as a request can show it: a certificate is not seen here."""
    known = contract()["components"]["securitySchemes"]
    for alternative in contracted(case.key).get("security", ()):
        if all(known.get(name, {}).get("type") in ("apiKey", "http") for name in alternative):
            yield alternative


def wanted(name: str, held: dict[str, str]) -> tuple[str, str, str]:
    """Return where the contract puts the credential of a scheme, its name there, and its value."""
    scheme = contract()["components"]["securitySchemes"][name]
    values = [held[argument] for argument in integration()["schemes"][name]["args"]]
    if scheme["type"] == "apiKey":
        return scheme["in"], scheme["name"], values[0]
    if scheme["scheme"] == "basic":
        return (
            "header",
            "Authorization",
            f"Basic {base64.b64encode(':'.join(values).encode()).decode()}",
        )
    return "header", "Authorization", f"{scheme['scheme'].capitalize()} {values[0]}"


def found(sent: httpx2.Request) -> set[tuple[str, str, str]]:
    """Return all credentials in a request, wherever they stand."""
    cookies = SimpleCookie(sent.headers.get("cookie", ""))
    places = {
        "query": sent.url.params.multi_items(),
        "header": [item for item in sent.headers.multi_items() if item[0] != "cookie"],
        "cookie": [(name, item.value) for name, item in cookies.items()],
    }
    members = {(place, name, value) for place, items in places.items() for name, value in items}
    assert SECRET not in sent.url.path
    assert SECRET.encode() not in sent.content
    return {(place, name, value) for place, name, value in members if SECRET in shown(value)}


def shown(value: str) -> str:
    """Return a value with what Basic credentials hide in base64."""
    kind, _, rest = value.partition(" ")
    return base64.b64decode(rest).decode() if kind == "Basic" and rest.isascii() else value


def lower(members: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Return members with names of headers as they are compared."""
    return {
        (place, name.lower() if place == "header" else name, value)
        for place, name, value in members
    }


@pytest.mark.parametrize("case", SECURED, ids=str)
def test_each_alternative_sends_its_own_credentials(case: Case) -> None:
    schemes = integration().get("schemes", {})
    for alternative in alternatives(case):
        own = {argument for name in alternative for argument in schemes[name]["args"]}
        held = {name: value for name, value in credentials().items() if name in own}
        given = {
            (place, name, "")
            for place, members in case.expected(case.least).items()
            for name in members
        }
        taken = {each[:2] for each in lower(given)}  # where an argument of the same name stands
        expected = lower({wanted(name, held) for name in alternative})
        for how in CLIENTS.values():
            sent = found(sent_by(how, case, case.least, held))
            assert {each for each in sent ^ expected if each[:2] not in taken} == set()


@pytest.mark.parametrize("case", SECURED, ids=str)
def test_no_credentials_are_sent_that_nobody_asked_for(case: Case) -> None:
    asked: Any = contracted(case.key).get("security")
    assert found(sent_by(CLIENTS["Client"], case, case.least, {})) == set()
    if asked == []:
        assert found(sent_by(CLIENTS["Client"], case, case.least)) == set()
