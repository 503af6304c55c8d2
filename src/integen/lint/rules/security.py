"""IG804, IG805 and IG809 to IG813: where requests go, and with which credentials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.api import Flow, SecurityScheme
from integen.ir.origin import ROOT, child
from integen.lint.subject import Subject, finding

_LOCAL = ("localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0")
_USABLE = frozenset({"authorizationCode", "clientCredentials", "deviceAuthorization"})


def servers(subject: Subject) -> Iterator[Diagnostic]:
    """Find servers that others could listen to, or that nobody could reach."""
    place = child(ROOT, "host" if "swagger" in subject.sources.main.value else "servers")
    if not subject.api.servers:
        yield finding("IG805", "the document names no server", ROOT)
    for server in subject.api.servers:
        if server.url.startswith("http://") and _host(server.url) not in _LOCAL:
            yield finding("IG804", f"`{server.url[:80]}` is not encrypted", place)
        elif "://" not in server.url and not server.url.startswith("{"):
            message = f"the server `{server.url[:80]}` has no host"
            yield finding("IG805", message, place, note="where to send requests must be said at run time")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def schemes(subject: Subject) -> Iterator[Diagnostic]:
    """Find credentials that agents cannot get, or that leak."""
    stated = isinstance(subject.sources.main.value.get("security"), list)
    if not subject.api.security_schemes and subject.api.operations and not stated:
        yield finding("IG809", "the document declares no security", ROOT)
    for scheme in subject.api.security_schemes:
        if scheme.kind == "oauth2":
            yield from _oauth(scheme)
        elif scheme.kind == "apiKey" and scheme.location == "query":
            message = f"`{scheme.key}` sends its key in the URL, which logs keep"
            yield finding("IG813", message, scheme.origin)


def _oauth(scheme: SecurityScheme) -> Iterator[Diagnostic]:
    kinds = [flow.kind for flow in scheme.flows]
    if not _USABLE & set(kinds):
        stated = " and ".join(f"`{kind}`" for kind in kinds) or "no flow"
        message = f"`{scheme.key}` offers {stated}, with which no client connects safely"
        yield finding("IG810", message, scheme.origin)
    for flow in scheme.flows:
        for url in _unusable_urls(flow):
            message = f"`{url[:80]}` of `{scheme.key}` is not an encrypted address"
            yield finding("IG811", message, scheme.origin)


def _unusable_urls(flow: Flow) -> list[str]:
    stated = [url for url in (flow.authorization_url, flow.token_url, flow.refresh_url) if url]
    return [url for url in stated if not url.startswith("https://") and _host(url) not in _LOCAL]


def operations(subject: Subject) -> Iterator[Diagnostic]:
    """Find operations that say nothing of security where most others do."""
    said = Counter(operation.security is not None for operation in subject.api.operations)
    if not subject.api.security_schemes or said[True] <= said[False]:
        return
    for operation in subject.api.operations:
        if operation.security is None:
            message = f"`{operation.key}` does not say which credentials it needs"
            yield finding("IG812", message, operation.origin)
