"""Notion, Dropbox, Box and Asana: where people keep documents and tasks."""

from __future__ import annotations

from integen.providers.provider import Provider, fact
from integen.providers.sources import AS_OF

NOTION = Provider(
    key="notion",
    title="Notion",
    as_of=AS_OF,
    hosts=("api.notion.com",),
    facts={
        "authorization_url": fact("https://api.notion.com/v1/oauth/authorize", "nango", "grant"),
        "token_url": fact("https://api.notion.com/v1/oauth/token", "notion-sdk", "nango"),
        "revocation_url": fact("https://api.notion.com/v1/oauth/revoke", "notion-sdk"),
        "introspection_url": fact("https://api.notion.com/v1/oauth/introspect", "notion-sdk"),
        "authorization_parameters": fact({"owner": "user"}, "nango"),
        "client_authentication": fact(("basic",), "notion-sdk", "nango"),
        "token_encoding": fact("json", "nango"),
        "refresh_token": fact("may be missing", "notion-sdk"),
        "account": fact("`workspace_id` of the token answer", "notion-sdk"),
        "api_header": fact("Notion-Version", "nango"),
    },
    notes=(fact("there are no scopes: the integration has capabilities, people pick pages", "nango"),),
)

DROPBOX = Provider(
    key="dropbox",
    title="Dropbox",
    as_of=AS_OF,
    hosts=("www.dropbox.com", "api.dropboxapi.com", "api.dropbox.com"),
    facts={
        "authorization_url": fact("https://www.dropbox.com/oauth2/authorize", "dropbox-sdk", "nango"),
        "token_url": fact("https://api.dropboxapi.com/oauth2/token", "dropbox-sdk", "nango"),
        "scope_separator": fact(" ", "dropbox-sdk"),
        "pkce": fact("S256", "dropbox-sdk"),
        "authorization_parameters": fact({"token_access_type": "offline"}, "dropbox-sdk", "nango"),
        "refresh_rotates": fact(False, "dropbox-sdk"),
        "refresh_lifetime": fact("until revoked", "dropbox-blog"),
        "access_lifetime": fact("about four hours", "dropbox-blog"),
        "account": fact("`account_id` of the token answer, `team_id` for tokens of teams", "dropbox-sdk"),
    },
    notes=(fact("asking for no scope gives all scopes of the app", "dropbox-sdk"),),
)

BOX = Provider(
    key="box",
    title="Box",
    as_of=AS_OF,
    hosts=("account.box.com", "api.box.com", "www.box.com"),
    facts={
        "authorization_url": fact("https://account.box.com/api/oauth2/authorize", "box-spec", "box-docs"),
        "token_url": fact("https://api.box.com/oauth2/token", "box-spec", "box-docs"),
        "revocation_url": fact("https://api.box.com/oauth2/revoke", "box-spec"),
        "scope_separator": fact(" ", "grant", note="normally set on the app; optional in the URL"),
        "client_authentication": fact(("post",), "box-spec"),
        "refresh_rotates": fact(True, "box-docs", note="each is good for one use"),
        "refresh_lifetime": fact(5_184_000, "box-docs"),
        "access_lifetime": fact("about an hour: read `expires_in`", "box-docs"),
        "granted_scopes": fact("`restricted_to`, for downscoped tokens only", "box-spec"),
    },
    retired={
        "https://www.box.com/api/oauth2/authorize": fact(
            "replaced by account.box.com", "social-core", "box-docs"
        ),
        "https://www.box.com/api/oauth2/token": fact("replaced by api.box.com", "social-core", "box-spec"),
        "https://api.box.com/oauth2/authorize": fact("replaced by account.box.com", "grant", "box-docs"),
    },
)

ASANA = Provider(
    key="asana",
    title="Asana",
    as_of=AS_OF,
    hosts=("app.asana.com",),
    facts={
        "authorization_url": fact("https://app.asana.com/-/oauth_authorize", "asana", "apis-guru"),
        "token_url": fact("https://app.asana.com/-/oauth_token", "asana", "apis-guru"),
        "revocation_url": fact("https://app.asana.com/-/oauth_revoke", "asana"),
        "scope_separator": fact(" ", "cdata", "grant"),
        "pkce": fact("S256", "nango", note="accepted"),
    },
    notes=(fact("apps registered with full permissions ask for the scope `default`", "cdata", "nango"),),
)
