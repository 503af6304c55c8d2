"""GitHub: OAuth apps and GitHub apps."""

from __future__ import annotations

from integen.providers.provider import Implied, Provider, fact
from integen.providers.sources import AS_OF

_APPLICATION = "https://api.github.com/applications/{client_id}"

GITHUB = Provider(
    key="github",
    title="GitHub",
    as_of=AS_OF,
    hosts=("github.com",),
    facts={
        "authorization_url": fact("https://github.com/login/oauth/authorize", "github-docs", "nango"),
        "token_url": fact("https://github.com/login/oauth/access_token", "github-docs", "nango"),
        "device_authorization_url": fact("https://github.com/login/device/code", "github-docs"),
        "revocation_url": fact(f"{_APPLICATION}/token", "github-spec", note="with DELETE, unlike RFC 7009"),
        "introspection_url": fact(f"{_APPLICATION}/token", "github-spec", note="with POST"),
        "scope_separator": fact(" ", "github-docs"),
        "scope_separator_in_answers": fact(",", "github-docs"),
        "pkce": fact("S256", "github-pkce", note="recommended; not in the device flow"),
        "client_authentication": fact(("post",), "github-docs"),
        "refresh_token": fact("GitHub apps only; tokens of OAuth apps do not expire", "github-docs"),
        "refresh_rotates": fact(
            True, "github-refresh", note="GitHub apps: the old refresh and the old access token die"
        ),
        "refresh_lifetime": fact(15_897_600, "github-refresh", note="six months, for GitHub apps"),
        "access_lifetime": fact(28_800, "github-refresh", note="for GitHub apps"),
        "granted_scopes": fact(
            "header X-OAuth-Scopes of every answer",
            "github-mcp",
            note="not for fine-grained tokens and tokens of GitHub apps; public_repo is never listed",
        ),
    },
    implied=Implied(
        scopes={
            "repo": ("public_repo", "repo:status", "repo_deployment", "repo:invite", "security_events"),
            "admin:repo_hook": ("write:repo_hook",),
            "write:repo_hook": ("read:repo_hook",),
            "admin:org": ("write:org",),
            "write:org": ("read:org",),
            "admin:public_key": ("write:public_key",),
            "write:public_key": ("read:public_key",),
            "admin:gpg_key": ("write:gpg_key",),
            "write:gpg_key": ("read:gpg_key",),
            "user": ("read:user", "user:email", "user:follow"),
            "project": ("read:project",),
            "write:packages": ("read:packages",),
            "write:discussion": ("read:discussion",),
        },
        sources=("github-mcp", "github-scopes"),
    ),
    notes=(
        fact("token answers are forms unless the request says Accept: application/json", "github-docs"),
        fact("asking for no scope gives those that were granted before", "github-docs"),
        fact("the signed-in account may be another one the next time: look who it is", "github-docs"),
        fact("apps are reported to have a setting that lets their tokens expire", "github-community"),
        fact("tokens of GitHub apps have the permissions of the installation, and no scopes", "github-mcp"),
    ),
)
