"""Finds the provider that a document means: by the host of its authorization and token URLs."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from integen.providers.code_hosts import ATLASSIAN, GITLAB, LINEAR
from integen.providers.commerce import QUICKBOOKS, SHOPIFY, STRIPE, XERO
from integen.providers.documents import ASANA, BOX, DROPBOX, NOTION
from integen.providers.github import GITHUB
from integen.providers.google import GOOGLE
from integen.providers.microsoft import MICROSOFT
from integen.providers.people import DISCORD, HUBSPOT, SALESFORCE, SPOTIFY, ZOOM
from integen.providers.provider import Provider
from integen.providers.slack import SLACK

PROVIDERS = {
    provider.key: provider
    for provider in (
        ASANA, ATLASSIAN, BOX, DISCORD, DROPBOX, GITHUB, GITLAB, GOOGLE, HUBSPOT, LINEAR, MICROSOFT, NOTION,
        QUICKBOOKS, SALESFORCE, SHOPIFY, SLACK, SPOTIFY, STRIPE, XERO, ZOOM,
    )
}  # fmt: skip
"""Every provider that is known, by its key."""


def provider_of(urls: Iterable[str]) -> Provider | None:
    """Return the provider of the first URL whose host is known."""
    for url in urls:
        host = host_of(url)
        for provider in PROVIDERS.values() if host else ():
            if any(_is(host, known) for known in provider.hosts):
                return provider
    return None


def retirement(provider: Provider, url: str) -> str | None:
    """Return why a URL must not be used any more; None for those that are good or not known."""
    found = provider.retired.get(_plain(url))
    return str(found.value) if found else None


def host_of(url: str) -> str:
    """Return the host in lower case, empty for what is no absolute http URL."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _is(host: str, known: str) -> bool:
    return host.endswith(known[1:]) if known.startswith("*.") else host == known


def _plain(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"https://{(parts.hostname or '').lower()}{parts.path.rstrip('/')}"
