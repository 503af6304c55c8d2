"""Salesforce, HubSpot, Zoom, Discord and Spotify: where people talk, meet, sell and listen."""

from __future__ import annotations

from integen.providers.provider import Provider, fact
from integen.providers.sources import AS_OF

SALESFORCE = Provider(
    key="salesforce",
    title="Salesforce",
    as_of=AS_OF,
    hosts=("login.salesforce.com", "test.salesforce.com", "*.my.salesforce.com"),
    facts={
        "authorization_url": fact("https://{host}/services/oauth2/authorize", "nango", "social-core"),
        "token_url": fact("https://{host}/services/oauth2/token", "nango", "social-core"),
        "revocation_url": fact("https://{host}/services/oauth2/revoke", "social-core"),
        "introspection_url": fact("https://{host}/services/oauth2/introspect", "salesforce-nango"),
        "variables": fact(
            {"host": "`login.salesforce.com`, `test.salesforce.com`, or the host of My Domain"},
            "nango",
            "social-core",
        ),
        "scope_separator": fact(" ", "social-core"),
        "pkce": fact("S256", "nango", note="accepted"),
        "offline_scopes": fact(("refresh_token",), "nango", note="or offline_access"),
        "refresh_rotates": fact("a setting of the app", "salesforce-help"),
        "access_lifetime": fact("a setting of the organisation", "salesforce-help", note="no `expires_in`"),
        "account": fact("`instance_url` of the token answer: where the API is", "salesforce-nango", "nango"),
    },
    notes=(
        fact("a user may approve an app five times; the sixth revokes the oldest", "oracle"),
        fact("hosts below lightning.force.com do not work", "nango"),
    ),
)

HUBSPOT = Provider(
    key="hubspot",
    title="HubSpot",
    as_of=AS_OF,
    hosts=("app.hubspot.com", "api.hubapi.com"),
    facts={
        "authorization_url": fact("https://app.hubspot.com/oauth/authorize", "hubspot", "nango"),
        "token_url": fact("https://api.hubapi.com/oauth/2026-03/token", "hubspot"),
        "introspection_url": fact("https://api.hubapi.com/oauth/2026-03/token/introspect", "hubspot"),
        "second_scope_parameter": fact("optional_scope", "hubspot"),
        "pkce": fact("S256", "hubspot", note="code_verifier is a documented parameter"),
        "client_authentication": fact(("post",), "hubspot"),
        "access_lifetime": fact("half an hour: read `expires_in`", "hubspot-schema", "hubspot"),
        "account": fact("`hub_id` of the token answer", "hubspot"),
    },
    retired={
        "https://api.hubapi.com/oauth/v1/token": fact(
            "ends on 2027-02-16; replaced by /oauth/2026-03/token", "hubspot"
        )
    },
    notes=(fact("allow tokens of 300 characters and more", "hubspot"),),
)

ZOOM = Provider(
    key="zoom",
    title="Zoom",
    as_of=AS_OF,
    hosts=("zoom.us",),
    facts={
        "authorization_url": fact("https://zoom.us/oauth/authorize", "zoom", "nango"),
        "token_url": fact("https://zoom.us/oauth/token", "zoom", "nango"),
        "revocation_url": fact("https://zoom.us/oauth/revoke", "zoom"),
        "scope_separator": fact(" ", "zoom", "nango", note="granular scopes are set on the app"),
        "pkce": fact("S256", "zoom"),
        "client_authentication": fact(("basic",), "zoom"),
        "refresh_rotates": fact(True, "zoom", note="the old one is invalid at once"),
        "refresh_lifetime": fact("about 90 days", "zoom"),
        "access_lifetime": fact(3_600, "zoom"),
        "granted_scopes": fact("`scope` of the token answer", "zoom"),
    },
    notes=(fact("authorizing the same user again ends earlier tokens (error 4741)", "zoom"),),
)

DISCORD = Provider(
    key="discord",
    title="Discord",
    as_of=AS_OF,
    hosts=("discord.com", "discordapp.com"),
    facts={
        "authorization_url": fact("https://discord.com/api/oauth2/authorize", "discord", "nango"),
        "token_url": fact("https://discord.com/api/oauth2/token", "discord", "nango"),
        "revocation_url": fact("https://discord.com/api/oauth2/token/revoke", "discord"),
        "scope_separator": fact(" ", "discord"),
        "client_authentication": fact(("post", "basic"), "discord"),
        "token_encoding": fact("form", "discord", note="JSON is refused"),
        "access_lifetime": fact(604_800, "discord"),
        "granted_scopes": fact("`scope` of the token answer", "discord"),
    },
)

SPOTIFY = Provider(
    key="spotify",
    title="Spotify",
    as_of=AS_OF,
    hosts=("accounts.spotify.com",),
    facts={
        "authorization_url": fact("https://accounts.spotify.com/authorize", "spotipy", "nango"),
        "token_url": fact("https://accounts.spotify.com/api/token", "spotipy", "nango"),
        "scope_separator": fact(" ", "social-core", "spotipy"),
        "pkce": fact("S256", "spotipy", note="as a flow of its own, without a client secret"),
        "client_authentication": fact(("basic",), "spotipy"),
        "refresh_lifetime": fact(
            15_897_600, "spotify", note="six months from consent, which refreshing does not extend"
        ),
        "refresh_token": fact("may be missing when refreshing: keep the old one", "spotipy"),
        "access_lifetime": fact(3_600, "spotipy"),
        "granted_scopes": fact("`scope` of the token answer", "spotipy"),
    },
)
