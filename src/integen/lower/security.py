"""Security schemes and requirements."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from integen.diagnostics.codes import CODES
from integen.ir.api import Flow, Location, Requirement, SecurityScheme
from integen.ir.origin import Origin, child
from integen.lower.context import Context, Unusable, unusable

_KINDS = {kind.lower(): kind for kind in ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS")}
_FLOWS = {
    "authorizationcode": "authorizationCode",
    "clientcredentials": "clientCredentials",
    "implicit": "implicit",
    "password": "password",
    "deviceauthorization": "deviceAuthorization",
    "accesscode": "authorizationCode",
    "application": "clientCredentials",
}
_KEY_PLACES = {"header": Location.HEADER, "query": Location.QUERY, "cookie": Location.COOKIE}


def schemes(context: Context, holder: dict[str, Any], key: str, origin: Origin) -> tuple[SecurityScheme, ...]:
    """Lower the schemes in the member `key` of `holder`; unusable ones are diagnosed and left out."""
    place = child(origin, key)
    lowered: list[SecurityScheme] = []
    for name, value in context.mapping(holder, key, origin).items():
        if name[:2] == "x-" and not isinstance(value, dict):
            continue
        try:
            node, where = context.follow(value, child(place, name), "securitySchemes")
            lowered.append(_scheme(context, name, node, where))
        except Unusable as error:
            severity = CODES[error.diagnostic.code].severity
            context.pass_on(replace(error.diagnostic, severity=severity, note="it is left out"))
    return tuple(lowered)


def _scheme(context: Context, key: str, node: dict[str, Any], origin: Origin) -> SecurityScheme:
    stated = (context.text(node, "type", origin) or "").lower()
    kind = "http" if stated == "basic" else _KINDS.get(stated)
    if kind is None:
        raise unusable("IG411", f"`{key}` has no known `type`", origin)
    location = _KEY_PLACES.get(str(node.get("in", "")).lower()) if kind == "apiKey" else None
    parameter = context.text(node, "name", origin) if kind == "apiKey" else None
    if kind == "apiKey" and (location is None or not parameter):
        raise unusable("IG411", f"`{key}` does not say where its key goes (`in` and `name`)", origin)
    scheme = (context.text(node, "scheme", origin) or "").strip().lower() or None
    if stated == "basic":  # Swagger 2.0
        scheme = "basic"
    if kind == "http" and scheme is None:
        raise unusable("IG411", f"`{key}` does not name its HTTP `scheme`", origin)
    return SecurityScheme(
        origin=origin,
        key=key,
        kind=kind,
        description=context.text(node, "description", origin),
        location=location,
        parameter=parameter,
        scheme=scheme if kind == "http" else None,
        bearer_format=context.text(node, "bearerFormat", origin),
        flows=_flows(context, node, origin) if kind == "oauth2" else (),
        openid_url=context.text(node, "openIdConnectUrl", origin),
        metadata_url=context.text(node, "oauth2MetadataUrl", origin),
        deprecated=context.flag(node, "deprecated", origin),
    )


def _flows(context: Context, node: dict[str, Any], origin: Origin) -> tuple[Flow, ...]:
    only = context.text(node, "flow", origin)
    if only is not None and "flows" not in node:  # Swagger 2.0: the scheme is its only flow
        kind = _FLOWS.get(only.strip().lower())
        return () if kind is None else (_flow(context, kind, node, origin),)
    place = child(origin, "flows")
    flows: list[Flow] = []
    for key, value in context.mapping(node, "flows", origin).items():
        kind = _FLOWS.get(key.lower())
        if kind is not None and isinstance(value, dict):
            flows.append(_flow(context, kind, value, child(place, key)))
    return tuple(flows)


def _flow(context: Context, kind: str, node: dict[str, Any], origin: Origin) -> Flow:
    device = context.text(node, "deviceAuthorizationUrl", origin)
    scopes = context.mapping(node, "scopes", origin)
    return Flow(
        kind=kind,
        authorization_url=context.text(node, "authorizationUrl", origin) or device,
        token_url=context.text(node, "tokenUrl", origin),
        refresh_url=context.text(node, "refreshUrl", origin),
        scopes=tuple((scope, text if isinstance(text, str) else "") for scope, text in scopes.items()),
    )


def requirements(
    context: Context, node: dict[str, Any], origin: Origin, known: frozenset[str]
) -> tuple[Requirement, ...] | None:
    """Lower the member `security`: alternatives, or None when the document says nothing that can be used."""
    if not isinstance(node.get("security"), list):
        context.sequence(node, "security", origin)  # reports the wrong type
        return None
    stated = list(context.objects(node, "security", origin))
    usable = tuple(
        tuple((scheme, _scopes(scopes)) for scheme, scopes in item.items())
        for place, item in stated
        if _all_known(context, item, place, known)
    )
    return usable if usable or not stated else None


def _all_known(context: Context, item: dict[str, Any], origin: Origin, known: frozenset[str]) -> bool:
    unknown = [scheme for scheme in item if scheme not in known]
    for scheme in unknown:
        context.report_once_per(
            "IG410", f"the security scheme `{scheme}` is not declared", child(origin, scheme), scheme
        )
    return not unknown


def _scopes(value: object) -> tuple[str, ...]:
    return tuple(scope for scope in value if isinstance(scope, str)) if isinstance(value, list) else ()
