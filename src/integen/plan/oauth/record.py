"""Builds `oauth.json`; docs/scopes.md describes the format, which programs may rely on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from integen.ir.api import Api, Requirement
from integen.ir.origin import Origin, child
from integen.naming.legal import Key
from integen.plan.oauth.flows import flow_place, flow_records
from integen.plan.oauth.grants import Grant, plan_grants
from integen.plan.operation import PlannedOperation
from integen.providers.provider import Fact, Provider
from integen.providers.sources import SOURCES
from integen.quoting import line, shorten

FORMAT = 1
NAME = "oauth.json"

_DESCRIPTION = 300
"""Characters of a scope's description that are kept."""


def oauth_record(api: Api, key: Key, operations: tuple[PlannedOperation, ...]) -> dict[str, Any] | None:
    """Return the file as JSON values; None for an API that asks nobody for consent."""
    grants = plan_grants(api)
    if not grants:
        return None
    providers = {grant.provider.key: grant.provider for grant in grants if grant.provider}
    return {
        "oauth": FORMAT,
        "integration": {"key": key, "title": line(api.title), "version": line(api.version)},
        "grants": {grant.key: _grant(grant, api) for grant in grants},
        "schemes": {
            scheme.key: {
                "kind": scheme.kind,
                "grant": grant.key,
                "source": scheme.origin,
                "flows": flow_records(scheme, grant),
                **_discovery(scheme.openid_url, scheme.metadata_url, scheme.origin),
            }
            for grant in grants
            for scheme in grant.schemes
        },
        "operations": {planned.operation.key: _operation(grants, planned) for planned in operations},
        "providers": {name: _provider(provider) for name, provider in providers.items()},
        "sources": {source: SOURCES[source] for source in sorted(_cited(providers.values()))},
    }


def placed(record: Mapping[str, Any], home: Callable[[Origin], Origin]) -> dict[str, Any]:
    """Return the file with every place of a document as `home` says: what an overlay wrote stands there."""
    return {name: _placed(name, value, home) for name, value in record.items()}


def _placed(name: str, value: Any, home: Callable[[Origin], Origin]) -> Any:
    if isinstance(value, dict):
        return placed(value, home)
    if isinstance(value, list):
        return [_placed("", each, home) for each in value]
    is_place = name == "source" and isinstance(value, str) and not value.startswith("registry:")
    return home(Origin(value)) if is_place else value


def _discovery(openid: str | None, metadata: str | None, origin: str) -> dict[str, Any]:
    found = {"openid_url": (openid, "openIdConnectUrl"), "metadata_url": (metadata, "oauth2MetadataUrl")}
    return {
        name: {"value": line(url), "source": f"{origin}/{member}"}
        for name, (url, member) in found.items()
        if url
    }


def _grant(grant: Grant, api: Api) -> dict[str, Any]:
    provider = grant.provider
    return {
        "provider": provider.key if provider else None,
        "schemes": [scheme.key for scheme in grant.schemes],
        "scope_separator": provider.facts["scope_separator"].value
        if provider and "scope_separator" in provider.facts
        else " ",
        "scopes": _scopes(grant, api),
    }


def _scopes(grant: Grant, api: Api) -> dict[str, dict[str, Any]]:
    """Return every scope: those that flows declare in document order, then those that are only used."""
    found: dict[str, dict[str, Any]] = {}
    for scheme in grant.schemes:
        for flow in scheme.flows:
            place = child(flow_place(scheme, flow), "scopes")
            for scope, text in flow.scopes:
                description = shorten(line(text), _DESCRIPTION)
                found.setdefault(line(scope), {"description": description, "source": child(place, scope)})
    names = {scheme.key for scheme in grant.schemes}
    for operation in api.operations:
        decided = tuple((scheme, operation.curation.scopes or ()) for scheme in names)
        for requirement in (*(operation.security or ()), decided):
            for scope in (each for scheme, scopes in requirement if scheme in names for each in scopes):
                found.setdefault(
                    line(scope), {"description": "", "source": operation.origin, "declared": False}
                )
    _imply(found, grant.provider)
    return found


def _imply(scopes: dict[str, dict[str, Any]], provider: Provider | None) -> None:
    """Add to each scope what is granted with it, as far as the API knows those scopes."""
    implied = provider.implied if provider else None
    if provider is None or implied is None:
        return
    for scope, record in scopes.items():
        brought = [each for each in _below(scope, implied.scopes) if each in scopes]
        if brought:
            record["implies"] = {"value": brought, "source": f"registry:{provider.key}"}


def _below(scope: str, implied: Any) -> list[str]:
    """Return everything that a scope brings, directly or not."""
    found: dict[str, None] = {}
    waiting = list(implied.get(scope, ()))
    while waiting:
        each = waiting.pop(0)
        if each not in found:
            found[each] = None
            waiting += implied.get(each, ())
    return list(found)


def _operation(grants: tuple[Grant, ...], planned: PlannedOperation) -> dict[str, Any]:
    operation = planned.operation
    record: dict[str, Any] = {
        "tool": planned.tool if planned.has_tool else None,
        "toolset": planned.resource,
        "effect": str(operation.effect),
        "source": operation.origin,
    }
    stated = operation.security
    decided = operation.curation.scopes
    if decided is not None:
        record["decided_by"] = [said.by for said in operation.curation.said if said.fact == "scopes"]
        stated = _with_scopes(decided, stated, grants)
    if stated is not None:
        record["any_of"] = [_alternative(requirement) for requirement in stated]
    return record


def _with_scopes(
    scopes: tuple[str, ...], stated: tuple[Requirement, ...] | None, grants: tuple[Grant, ...]
) -> tuple[Requirement, ...]:
    """Return the alternatives with the scopes that somebody decided on, at every scheme that has scopes."""
    consenting = [scheme.key for grant in grants for scheme in grant.schemes]
    if not stated or stated == ((),):
        return tuple(((scheme, scopes),) for scheme in consenting)
    return tuple(
        tuple((scheme, scopes if scheme in consenting else asked) for scheme, asked in requirement)
        for requirement in stated
    )


def _alternative(requirement: Requirement) -> dict[str, list[str]]:
    return {scheme: [line(scope) for scope in scopes] for scheme, scopes in requirement}


def _provider(provider: Provider) -> dict[str, Any]:
    record: dict[str, Any] = {
        "title": provider.title,
        "as_of": provider.as_of,
        "facts": {name: _fact(each) for name, each in sorted(provider.facts.items())},
    }
    if provider.implied is not None:
        record["implied_scopes"] = {
            "value": {scope: list(below) for scope, below in provider.implied.scopes.items()},
            "sources": list(provider.implied.sources),
        }
    if provider.notes:
        record["notes"] = [_fact(note) for note in provider.notes]
    return record


def _fact(fact: Fact) -> dict[str, Any]:
    record = {"value": fact.value, "sources": list(fact.sources)}
    return {**record, "note": fact.note} if fact.note else record


def _cited(providers: Iterable[Provider]) -> set[str]:
    found: set[str] = set()
    for provider in providers:
        for each in (*provider.facts.values(), *provider.notes, *provider.retired.values()):
            found.update(each.sources)
        if provider.implied is not None:
            found.update(provider.implied.sources)
    return found
