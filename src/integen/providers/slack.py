"""Slack."""

from __future__ import annotations

from integen.providers.provider import Provider, fact
from integen.providers.sources import AS_OF

_OLD = "the first version of the flow, for legacy apps; replaced by oauth/v2"

SLACK = Provider(
    key="slack",
    title="Slack",
    as_of=AS_OF,
    hosts=("slack.com",),
    facts={
        "authorization_url": fact("https://slack.com/oauth/v2/authorize", "slack-sdk", "nango"),
        "token_url": fact("https://slack.com/api/oauth.v2.access", "slack-sdk", "nango"),
        "revocation_url": fact("https://slack.com/api/auth.revoke", "gitguardian"),
        "scope_separator": fact(",", "slack-sdk", "nango"),
        "second_scope_parameter": fact(
            "user_scope", "slack-sdk", note="scopes of the token that acts as the user"
        ),
        "pkce": fact(
            "optional",
            "slack-pkce",
            note="turning it on makes the app a public client, which its owner cannot undo",
        ),
        "client_authentication": fact(("basic", "post"), "slack-methods"),
        "refresh_rotates": fact(True, "slack-rotation", note="the old refresh token is revoked"),
        "refresh_token": fact(
            "only when token rotation is switched on for the app; without it access tokens never expire",
            "slack-rotation",
        ),
        "access_lifetime": fact(43_200, "slack-rotation", note="with rotation"),
        "account": fact("`team.id` of the token answer", "nango"),
    },
    retired={
        "https://slack.com/oauth/authorize": fact(_OLD, "grant", "social-core", "apis-guru"),
        "https://slack.com/api/oauth.access": fact(_OLD, "grant", "social-core", "apis-guru"),
    },
    notes=(
        fact("failures are answered with status 200 and `ok: false`", "nango"),
        fact("the user's token stands in `authed_user` of the token answer", "nango"),
    ),
)
