"""GitLab, Atlassian and Linear: where people plan and keep software."""

from __future__ import annotations

from integen.providers.provider import Provider, fact
from integen.providers.sources import AS_OF

GITLAB = Provider(
    key="gitlab",
    title="GitLab",
    as_of=AS_OF,
    hosts=("gitlab.com",),
    facts={
        "authorization_url": fact("https://{host}/oauth/authorize", "gitlab", "nango"),
        "token_url": fact("https://{host}/oauth/token", "gitlab", "nango"),
        "device_authorization_url": fact("https://{host}/oauth/authorize_device", "gitlab"),
        "revocation_url": fact("https://{host}/oauth/revoke", "gitlab"),
        "variables": fact({"host": "`gitlab.com`, or where your own GitLab is"}, "gitlab"),
        "scope_separator": fact(" ", "gitlab"),
        "pkce": fact("S256", "gitlab"),
        "client_authentication": fact(("post",), "gitlab"),
        "refresh_rotates": fact(True, "gitlab", note="the old access and refresh tokens die"),
        "access_lifetime": fact(7_200, "gitlab"),
    },
    notes=(fact("redirect_uri has to be repeated when a token is refreshed", "gitlab"),),
)

ATLASSIAN = Provider(
    key="atlassian",
    title="Atlassian (Jira, Confluence)",
    as_of=AS_OF,
    hosts=("auth.atlassian.com",),
    facts={
        "authorization_url": fact("https://auth.atlassian.com/authorize", "atlassian-3lo", "nango"),
        "token_url": fact("https://auth.atlassian.com/oauth/token", "atlassian-3lo", "nango"),
        "authorization_parameters": fact(
            {"audience": "api.atlassian.com", "prompt": "consent"}, "atlassian-3lo", "nango"
        ),
        "scope_separator": fact(" ", "atlassian-3lo"),
        "pkce": fact("S256", "nango", note="accepted"),
        "client_authentication": fact(("post",), "atlassian-refresh"),
        "token_encoding": fact("json or form", "atlassian-refresh"),
        "offline_scopes": fact(("offline_access",), "atlassian-refresh", "nango"),
        "refresh_rotates": fact(True, "atlassian-refresh", "jira.js"),
        "refresh_grace": fact("there is one of unknown length", "workos"),
        "access_lifetime": fact(3_600, "jira.js"),
        "account_url": fact("https://api.atlassian.com/oauth/token/accessible-resources", "nango"),
        "granted_scopes": fact(
            "`scope` of the token answer, and per site at `account_url`", "jira.js", "nango"
        ),
    },
    notes=(
        fact("one grant may cover several sites: never take the first unasked", "nango"),
        fact("requests go to https://api.atlassian.com/ex/{product}/{cloudid}", "nango", "unified"),
        fact("an app has one callback URL", "unified"),
    ),
)

LINEAR = Provider(
    key="linear",
    title="Linear",
    as_of=AS_OF,
    hosts=("linear.app", "api.linear.app"),
    facts={
        "authorization_url": fact("https://linear.app/oauth/authorize", "linear", "nango"),
        "token_url": fact("https://api.linear.app/oauth/token", "nango"),
        "scope_separator": fact(",", "linear", "nango"),
        "pkce": fact("S256", "linear"),
        "refresh_token": fact("for all apps since 2026-04-01; older tokens lived ten years", "linear"),
        "access_lifetime": fact(86_400, "linear-issue"),
    },
    notes=(
        fact("the scope `read` is always granted", "linear"),
        fact("the parameter `actor` says whether issues are created as the user or as the app", "linear"),
    ),
)
