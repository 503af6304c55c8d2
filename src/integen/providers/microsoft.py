"""Microsoft: the identity platform (Entra ID), for Graph and others."""

from __future__ import annotations

from integen.providers.provider import Provider, fact
from integen.providers.sources import AS_OF

_LOGIN = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0"

MICROSOFT = Provider(
    key="microsoft",
    title="Microsoft",
    as_of=AS_OF,
    hosts=("login.microsoftonline.com",),
    facts={
        "authorization_url": fact(f"{_LOGIN}/authorize", "microsoft-docs", "nango"),
        "token_url": fact(f"{_LOGIN}/token", "nango"),
        "variables": fact(
            {"tenant": "`common`, `organizations`, `consumers`, or the id of a tenant"}, "microsoft-docs"
        ),
        "scope_separator": fact(" ", "microsoft-docs"),
        "pkce": fact("S256", "microsoft-docs", note="recommended for every kind of app"),
        "offline_scopes": fact(("offline_access",), "nango", "microsoft-docs"),
        "authorization_parameters": fact({"response_mode": "query"}, "nango"),
        "refresh_rotates": fact(
            True, "microsoft-refresh", note="the old refresh token stays valid: discard it all the same"
        ),
        "refresh_lifetime": fact(
            7_776_000, "microsoft-refresh", note="24 hours for redirect URIs of kind spa"
        ),
    },
    notes=(
        fact("scopes begin with their resource: https://graph.microsoft.com/Mail.Read", "microsoft-docs"),
        fact("one authorization may ask for several resources, each token is for one", "microsoft-docs"),
        fact("a request with both an Origin header and a client secret is refused", "microsoft-docs"),
    ),
)
