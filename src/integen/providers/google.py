"""Google: Gmail, Calendar, Drive and the other APIs below googleapis.com."""

from __future__ import annotations

from integen.providers.provider import Provider, fact
from integen.providers.sources import AS_OF

GOOGLE = Provider(
    key="google",
    title="Google",
    as_of=AS_OF,
    hosts=("accounts.google.com", "oauth2.googleapis.com"),
    facts={
        "authorization_url": fact("https://accounts.google.com/o/oauth2/v2/auth", "nango", "grant"),
        "token_url": fact("https://oauth2.googleapis.com/token", "nango", "grant"),
        "scope_separator": fact(" ", "grant"),
        "pkce": fact("S256", "nango", note="accepted; not required of web applications"),
        "authorization_parameters": fact(
            {"access_type": "offline", "prompt": "consent"},
            "nango",
            "fastmcp",
            note="a refresh token comes with access_type=offline only, and again only when consent is shown",
        ),
        "granted_scopes": fact(
            "`scope` of the token answer",
            "google",
            note="people may untick scopes: compare with what was asked",
        ),
        "refresh_lifetime": fact(
            "until revoked, unused for six months or pushed out by newer tokens; "
            "with scopes of Gmail also until the password changes",
            "google",
        ),
    },
    retired={
        "https://accounts.google.com/o/oauth2/auth": fact(
            "replaced by accounts.google.com/o/oauth2/v2/auth", "google", "apis-guru"
        ),
        "https://accounts.google.com/o/oauth2/token": fact(
            "replaced by oauth2.googleapis.com/token", "google", "social-core", "apis-guru"
        ),
    },
)
