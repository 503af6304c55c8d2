"""IG630 and IG631: what it takes to connect an account."""

from __future__ import annotations

from collections.abc import Iterator

from integen.diagnostics.diagnostic import Diagnostic
from integen.ir.api import Operation, SecurityScheme
from integen.ir.origin import child
from integen.lint.subject import Subject, finding
from integen.plan.oauth.flows import flow_place
from integen.plan.oauth.grants import urls_of
from integen.providers.registry import provider_of, retirement

_SHOWN = 80


def retired(subject: Subject) -> Iterator[Diagnostic]:
    """Find authorization and token URLs that providers have replaced."""
    for scheme in subject.api.security_schemes:
        provider = provider_of(urls_of(scheme))
        for flow in scheme.flows if provider else ():
            members = {"authorizationUrl": flow.authorization_url, "tokenUrl": flow.token_url}
            for member, url in members.items():
                why = retirement(provider, url) if provider and url else None
                if provider and url and why:
                    message = f"`{url[:_SHOWN]}` of {provider.title} is retired: {why}"
                    place = child(flow_place(scheme, flow), member)
                    yield finding("IG630", message, place, note="oauth.json names the present one")


def undeclared(subject: Subject) -> Iterator[Diagnostic]:
    """Find scopes that operations need and no flow of their scheme declares, each once for a scheme."""
    declared = {scheme.key: _scopes(scheme) for scheme in subject.api.security_schemes if _scopes(scheme)}
    seen: set[tuple[str, str]] = set()
    for operation in subject.api.operations:
        for scheme, scope in _needed(operation):
            if scheme in declared and scope not in declared[scheme] and (scheme, scope) not in seen:
                seen.add((scheme, scope))
                message = f"no flow of `{scheme}` declares the scope `{scope[:_SHOWN]}`"
                yield finding("IG631", message, operation.origin)


def _needed(operation: Operation) -> Iterator[tuple[str, str]]:
    for requirement in operation.security or ():
        yield from ((scheme, scope) for scheme, scopes in requirement for scope in scopes)


def _scopes(scheme: SecurityScheme) -> frozenset[str]:
    """Return the scopes of a scheme; none for one whose scopes its provider publishes elsewhere."""
    return frozenset(scope for flow in scheme.flows for scope, _ in flow.scopes)
