"""Every alternative of credentials: what it needs is sent, where it belongs, and nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import httpx2
import pytest
from judge import contract
from support import CASES, Case, credentials, integration, sent_by_call

SECURED = [case for case in CASES if case.tries]


def alternatives(case: Case) -> Iterator[dict[str, list[str]]]:
    """Yield what the contract asks for, as far as a request can show it: a certificate is not seen here."""
    method, _, path = case.key.partition(" ")
    operation = contract()["paths"].get(path, {}).get(method.lower(), {})
    known = contract()["components"]["securitySchemes"]
    for alternative in operation.get("security", ()):
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


def found(sent: httpx2.Request, place: str, name: str) -> str | None:
    """Return what stands there in the request."""
    if place == "cookie":
        cookies = SimpleCookie(sent.headers.get("cookie", ""))
        return cookies[name].value if name in cookies else None
    source: Any = sent.url.params if place == "query" else sent.headers
    return source.get(name)


@pytest.mark.parametrize("case", SECURED, ids=str)
def test_each_alternative_sends_its_own_credentials(case: Case) -> None:
    schemes = integration().get("schemes", {})
    for alternative in alternatives(case):
        own = {argument for name in alternative for argument in schemes[name]["args"]}
        held = {name: value for name, value in credentials().items() if name in own}
        sent = sent_by_call(case, case.tries[0], held)
        expected = {wanted(name, held) for name in alternative}
        places = {
            each[:2]
            for each in (
                wanted(name, credentials())
                for name in schemes
                if name in contract()["components"]["securitySchemes"]
            )
        }
        assert {
            (*place, value) for place in places if (value := found(sent, *place)) is not None
        } == expected
