"""Which security schemes one token satisfies: those of one provider, or of one host that issues tokens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from integen.ir.api import Api, SecurityScheme
from integen.providers.provider import Provider
from integen.providers.registry import host_of, provider_of

KINDS = ("oauth2", "openIdConnect")
"""Kinds of schemes that people are asked for scopes for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a person consents to once."""

    key: str
    """The provider's key, or the first scheme's where the provider is not known."""
    provider: Provider | None
    schemes: tuple[SecurityScheme, ...]
    """In document order, at least one."""


def plan_grants(api: Api) -> tuple[Grant, ...]:
    """Return the grants in document order; empty for an API without OAuth 2.0 and OpenID Connect."""
    groups: dict[str, list[SecurityScheme]] = {}
    providers: dict[str, Provider | None] = {}
    for scheme in api.security_schemes:
        if scheme.kind not in KINDS:
            continue
        provider = provider_of(urls_of(scheme))
        host = next(filter(None, map(host_of, urls_of(scheme))), "")
        group = f"provider {provider.key}" if provider else f"host {host}" if host else f"scheme {scheme.key}"
        groups.setdefault(group, []).append(scheme)
        providers[group] = provider
    return tuple(
        Grant(key=key, provider=providers[group], schemes=tuple(groups[group]))
        for key, group in zip(_keys(groups, providers), groups, strict=True)
    )


def _keys(groups: dict[str, list[SecurityScheme]], providers: dict[str, Provider | None]) -> list[str]:
    """Return a key for each group: a scheme that is called like another group's provider gives way."""
    keys: list[str] = []
    known = {provider.key for provider in providers.values() if provider}
    for group, schemes in groups.items():
        provider = providers[group]
        name = schemes[0].key
        keys.append(provider.key if provider else f"{name}-scheme" if name in known else name)
    return keys


def urls_of(scheme: SecurityScheme) -> Iterator[str]:
    """Yield every URL that tells who issues the tokens, the most telling ones first."""
    for flow in scheme.flows:
        yield from filter(None, (flow.authorization_url, flow.token_url, flow.refresh_url))
    yield from filter(None, (scheme.openid_url, scheme.metadata_url))
