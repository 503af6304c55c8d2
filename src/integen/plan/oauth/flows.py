"""Flows as `oauth.json` holds them: every URL with its source, retired ones replaced."""

from __future__ import annotations

from typing import Any

from integen.ir.api import Flow, SecurityScheme
from integen.ir.origin import Origin, child
from integen.plan.oauth.grants import Grant
from integen.providers.provider import FactName, Provider
from integen.providers.registry import retirement
from integen.quoting import line

_INTERACTIVE = "authorizationCode"


def flow_records(scheme: SecurityScheme, grant: Grant) -> list[dict[str, Any]]:
    """Return the document's flows, and the authorization code flow where only the registry knows it."""
    records = [_record(flow, scheme, grant.provider) for flow in scheme.flows]
    if scheme.flows and all(flow.kind in ("implicit", "password") for flow in scheme.flows):
        added = _from_registry(scheme, grant.provider)
        records += [added] if added else []
    return records


def _record(flow: Flow, scheme: SecurityScheme, provider: Provider | None) -> dict[str, Any]:
    place = flow_place(scheme, flow)
    stated: tuple[tuple[FactName, str | None, str], ...] = (
        ("authorization_url", flow.authorization_url, "authorizationUrl"),
        ("token_url", flow.token_url, "tokenUrl"),
    )
    record: dict[str, Any] = {"kind": flow.kind, "source": place}
    for name, url, member in stated:
        if url is not None:
            record[name] = _url(name, url, child(place, member), provider)
    if flow.refresh_url is not None:
        record["refresh_url"] = {"value": line(flow.refresh_url), "source": child(place, "refreshUrl")}
    record["scopes"] = [line(scope) for scope, _ in flow.scopes]
    return record


def flow_place(scheme: SecurityScheme, flow: Flow) -> Origin:
    """Return where a flow stands; in Swagger 2.0 the scheme is its only flow."""
    if "/securityDefinitions/" in scheme.origin:
        return scheme.origin
    return child(child(scheme.origin, "flows"), flow.kind)


def _url(name: FactName, url: str, place: Origin, provider: Provider | None) -> dict[str, Any]:
    """Return a URL of the document, or the provider's present one in place of a retired one."""
    why = retirement(provider, url) if provider else None
    if provider is None or why is None:
        return {"value": line(url), "source": place}
    return {
        "value": provider.facts[name].value,
        "source": f"registry:{provider.key}",
        "instead_of": {"value": line(url), "source": place, "reason": why},
    }


def _from_registry(scheme: SecurityScheme, provider: Provider | None) -> dict[str, Any] | None:
    """Return the flow that people should be sent through, where the document has only insecure ones."""
    known = provider.facts if provider else {}
    if provider is None or "authorization_url" not in known or "token_url" not in known:
        return None
    source = f"registry:{provider.key}"
    kinds = " and ".join(dict.fromkeys(flow.kind for flow in scheme.flows))
    return {
        "kind": _INTERACTIVE,
        "source": source,
        "reason": f"the document declares {kinds} only, which OAuth 2.1 has dropped",
        "authorization_url": {"value": known["authorization_url"].value, "source": source},
        "token_url": {"value": known["token_url"].value, "source": source},
        "scopes": list(dict.fromkeys(line(scope) for flow in scheme.flows for scope, _ in flow.scopes)),
    }
