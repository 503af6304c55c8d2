"""How an account is connected: credentials, consents and their scopes, and what surprises people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from integen.plan.docs.page import Connection, Credential, Fact, Grant, ScopeRow

_REDIRECTING = ("authorizationCode", "implicit")
_FLOWS = {
    "authorizationCode": "Authorization code: the user agrees in a browser",
    "clientCredentials": "Client credentials: the application itself, no user",
    "deviceAuthorization": "Device: the user types a code in a browser elsewhere",
    "implicit": "Implicit: do not use it for anything new (RFC 9700)",
    "password": "Password: do not use it for anything new (RFC 9700)",
}
_SHOWN_ELSEWHERE = ("authorization_url", "token_url")
_SECONDS = ("access_lifetime", "refresh_lifetime", "refresh_grace")
_SPANS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))
_WORDS = {"pkce": "PKCE", "url": "URL"}


def connection(integration: Mapping[str, Any], oauth: Mapping[str, Any] | None) -> Connection:
    """Return it from the catalog's record of the API and the values of `oauth.json`."""
    schemes = integration.get("schemes", {})
    credentials = tuple(
        Credential(
            scheme=name,
            kind=kind_of(scheme),
            argument=argument,
            variable=variable,
            deprecated=bool(scheme.get("deprecated")),
        )
        for name, scheme in schemes.items()
        for argument, variable in zip(scheme.get("args", ()), scheme.get("env", ()), strict=False)
    )
    return Connection(
        credentials=credentials,
        grants=tuple(_grants(oauth)) if oauth is not None else (),
        open=not schemes,
    )


def kind_of(scheme: Mapping[str, Any]) -> str:
    """Return what a scheme takes, for people."""
    match scheme["kind"]:
        case "oauth2" | "openIdConnect":
            return "OAuth"
        case "apiKey":
            return f"API key in {_place(scheme)}"
        case "mutualTLS":
            return "client certificate"
    kind = scheme.get("scheme", "bearer")
    return {"basic": "user name and password", "bearer": "bearer token"}.get(kind, f"{kind} token")


def _place(scheme: Mapping[str, Any]) -> str:
    where = {"query": "query parameter", "cookie": "cookie"}.get(scheme.get("in", ""), "header")
    return f"the {where} {scheme.get('parameter', '')}".strip()


def _grants(oauth: Mapping[str, Any]) -> Iterator[Grant]:
    used = Counter(
        scope
        for operation in oauth["operations"].values()
        for scope in {
            each for option in operation.get("any_of", ()) for part in option.values() for each in part
        }
    )
    for key, grant in oauth["grants"].items():
        provider = oauth.get("providers", {}).get(grant["provider"] or "", {})
        flows = [flow for name in grant["schemes"] for flow in oauth["schemes"][name].get("flows", ())]
        yield Grant(
            key=key,
            provider=provider.get("title", ""),
            as_of=provider.get("as_of", ""),
            flows=tuple(_flow(flow) for flow in flows),
            redirects=any(flow["kind"] in _REDIRECTING for flow in flows) or not flows,
            scopes=tuple(
                ScopeRow(
                    name=name,
                    description=scope["description"],
                    brings=tuple(scope.get("implies", {}).get("value", ())),
                    declared=scope.get("declared", True),
                    operations=used[name],
                )
                for name, scope in grant["scopes"].items()
            ),
            facts=tuple(
                _fact(name, fact)
                for name, fact in provider.get("facts", {}).items()
                if name not in _SHOWN_ELSEWHERE
            ),
            notes=tuple(_sentence(str(note["value"])) for note in provider.get("notes", ())),
        )


def _flow(flow: Mapping[str, Any]) -> Fact:
    addresses = [
        str(flow[name]["value"]) for name in ("authorization_url", "token_url", "refresh_url") if name in flow
    ]
    return Fact(name=_FLOWS.get(flow["kind"], flow["kind"]), value=" ".join(dict.fromkeys(addresses)))


def _fact(name: str, fact: Mapping[str, Any]) -> Fact:
    value = fact["value"]
    words = " ".join(_WORDS.get(word, word) for word in name.split("_"))
    return Fact(name=words[0].upper() + words[1:], value=_shown(name, value), note=fact.get("note", ""))


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and name in _SECONDS:
        return _span(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={each}" for key, each in value.items())
    return {" ": "a space", ",": "a comma"}.get(value, str(value))


def _span(seconds: int) -> str:
    for length, unit in _SPANS:
        if seconds % length == 0 and seconds >= length:
            count = seconds // length
            return f"{count:,} {unit}{'' if count == 1 else 's'}"
    return f"{seconds:,} seconds"


def _sentence(text: str) -> str:
    return re.sub(r"^[a-z]", lambda found: found[0].upper(), text)
