"""Credentials: every scheme, where each goes, and which of several alternatives is used."""

from __future__ import annotations

import base64
from typing import Any

from .row import Row

SOURCE = "OAS 3.2 section 4.27 security schemes and section 4.30 requirements: an OR of ANDs"

KEYS = {"header_key": "hk", "query_key": "q&k=1", "cookie_key": "ck"}
BASIC = {"username": "me", "password": "p:w"}
TOKEN = {"token": "t"}
ME = "Basic " + base64.b64encode(b"me:p:w").decode()


def row(
    rule: str,
    security: list[dict[str, list[str]]] | None,
    given: dict[str, str],
    target: str = "",
    **headers: Any,
) -> Row:
    expected = {"x-key": None, "cookie": None, "authorization": None}
    return Row(
        rule=f"security: {rule}",
        source=SOURCE,
        operation={} if security is None else {"security": security},
        client=given,
        environment={f"WIRE_{name.upper()}": value for name, value in given.items()} or {"WIRE_NOTHING": ""},
        target=target,
        headers={**expected, **{name.replace("_", "-"): value for name, value in headers.items()}},
    )


ROWS = [
    row("key in a header", [{"headerKey": []}], KEYS, x_key="hk"),
    row("key in a query", [{"queryKey": []}], KEYS, "?api%26key=q%26k%3D1"),
    row("key in a cookie", [{"cookieKey": []}], KEYS, cookie="sid=ck"),
    row("basic", [{"basic": []}], BASIC, authorization=ME),
    row("basic without a password", [{"basic": []}], {"username": "me"}, authorization="Basic bWU6"),
    row("bearer", [{"bearer": []}], TOKEN, authorization="Bearer t"),
    row("bearer as it is pasted", [{"bearer": []}], {"token": "Bearer t"}, authorization="Bearer t"),
    row("another http scheme", [{"digestLike": []}], TOKEN, authorization="Hoba t"),
    row("oauth2", [{"oauth": ["read"]}], TOKEN, authorization="Bearer t"),
    row("openIdConnect", [{"openid": []}], TOKEN, authorization="Bearer t"),
    row("mutual TLS sends nothing", [{"tls": []}], TOKEN),
    row("mutual TLS and a token", [{"tls": [], "bearer": []}], TOKEN, authorization="Bearer t"),
    row("both of two", [{"headerKey": [], "cookieKey": []}], KEYS, x_key="hk", cookie="sid=ck"),
    row("all of three", [{"headerKey": [], "queryKey": [], "cookieKey": []}], KEYS, "?api%26key=q%26k%3D1",
        x_key="hk", cookie="sid=ck"),
    row("a key and a token", [{"headerKey": [], "bearer": []}], {**KEYS, **TOKEN}, x_key="hk",
        authorization="Bearer t"),
    row("a key and basic", [{"headerKey": [], "basic": []}], {**KEYS, **BASIC}, x_key="hk", authorization=ME),
    row("the first of two", [{"headerKey": []}, {"cookieKey": []}], KEYS, x_key="hk"),
    row("the one that needs more, when all of it is known",
        [{"headerKey": []}, {"headerKey": [], "cookieKey": []}], KEYS, x_key="hk", cookie="sid=ck"),
    row("a deprecated one after all others", [{"oldKey": []}, {"cookieKey": []}], {**KEYS, "old_key": "o"},
        cookie="sid=ck", x_old=None),
    row("a deprecated one when there is no other", [{"oldKey": []}, {"bearer": []}], {"old_key": "o"},
        x_old="o"),
    row("the second, when the first is not known", [{"bearer": []}, {"cookieKey": []}], KEYS,
    cookie="sid=ck"),
    row("one whole alternative, not a part of another", [{"headerKey": [], "bearer": []}, {"cookieKey": []}],
        KEYS, cookie="sid=ck"),
    row("optional and known", [{}, {"bearer": []}], TOKEN, authorization="Bearer t"),
    row("optional and not known", [{}, {"bearer": []}], {}),
    row("optional, written last", [{"bearer": []}, {}], {}),
    row("needed and not known: the server decides", [{"bearer": []}], {}),
    row("none needed, none sent", [], {**KEYS, **TOKEN, **BASIC}),
    row("not said: any that is known", None, TOKEN, authorization="Bearer t"),
    row("a secret with non-ASCII letters", [{"basic": []}], {"username": "é", "password": "é"},
        authorization="Basic " + base64.b64encode("é:é".encode()).decode()),
]  # fmt: skip
