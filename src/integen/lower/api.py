"""Documents in, `ir.api.Api` out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from integen.diagnostics.diagnostic import Diagnostics
from integen.ir.api import About, Api, SecurityScheme, Server
from integen.ir.origin import ROOT, Origin, child
from integen.lower.context import Context, extensions
from integen.lower.dialect import dialect_of, dialect_stated, is_known
from integen.lower.heirs import with_heirs
from integen.lower.links import linked
from integen.lower.operation import Operations
from integen.lower.pagination import paginated
from integen.lower.parts import OpenApiParts, Parts
from integen.lower.paths import Paths
from integen.lower.polling import polled
from integen.lower.routing import check_routing
from integen.lower.schema import Schemas, named_schemas, without_loops
from integen.lower.security import requirements, schemes
from integen.lower.server import default_servers, servers
from integen.lower.swagger.parts import SwaggerParts
from integen.lower.swagger.server import document_servers
from integen.lower.tag import tags
from integen.lower.webhooks import Webhooks
from integen.source.collector import without_collector
from integen.source.frame import version_of
from integen.source.sources import Sources

_ALL: Mapping[str, bool] = MappingProxyType({})


def lower(sources: Sources, diagnostics: Diagnostics, repairs: Mapping[str, bool] = _ALL) -> Api:
    """Return what the documents mean; everything that is wrong in them goes to `diagnostics`.

    `repairs` says `{name: False}` of those of `lower.repairs` that are not to be made.
    """
    with without_collector():
        return _lower(sources, diagnostics, repairs)


def _lower(sources: Sources, diagnostics: Diagnostics, repairs: Mapping[str, bool]) -> Api:
    document: dict[str, Any] = sources.main.value
    version = version_of(document)
    diagnostics.items.extend(sources.diagnostics.items)
    said = len(sources.diagnostics.items)
    context = Context(sources, diagnostics, dialect_stated(document, dialect_of(version)), repairs)
    _check_dialect(context, document)
    schemas = Schemas(context)
    _require_components(schemas, "", set())
    front = _swagger(schemas, document) if version.startswith("2") else _openapi(schemas, document)
    known = frozenset(scheme.key for scheme in front.schemes)
    operations = Operations(
        context, front.parts, schemes=known, security=requirements(context, document, ROOT, known)
    )
    paths = Paths(context, operations)
    lowered = linked(context, paths.lower(document))
    webhooks = Webhooks(context, operations).lower(document, lowered)
    _drain(schemas)
    diagnostics.items.extend(sources.diagnostics.items[said:])  # of files read on the way
    info = context.mapping(document, "info", ROOT)
    api = Api(
        title=_title(context, info),
        version=context.text(info, "version", child(ROOT, "info")) or "",
        description=context.text(info, "description", child(ROOT, "info")),
        dialect=version,
        servers=front.servers,
        security_schemes=front.schemes,
        tags=tags(context, document, lowered),
        operations=lowered,
        webhooks=webhooks,
        schemas=schemas.done,
        docs_url=context.text(
            context.mapping(document, "externalDocs", ROOT), "url", child(ROOT, "externalDocs")
        ),
        about=_about(context, info),
        extensions=extensions(document),
        info_extensions=extensions(info),
        skipped=paths.skipped,
    )
    check_routing(context, api)
    return polled(paginated(api))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """What each family of versions writes in its own way."""

    parts: Parts
    schemes: tuple[SecurityScheme, ...]
    servers: tuple[Server, ...]


def _openapi(schemas: Schemas, document: dict[str, Any]) -> _Front:
    context = schemas.context
    components = context.mapping(document, "components", ROOT)
    return _Front(
        parts=OpenApiParts(schemas),
        schemes=schemes(context, components, "securitySchemes", child(ROOT, "components")),
        servers=servers(context, document, ROOT) or default_servers(context),
    )


def _swagger(schemas: Schemas, document: dict[str, Any]) -> _Front:
    context = schemas.context
    return _Front(
        parts=SwaggerParts(schemas, document),
        schemes=schemes(context, document, "securityDefinitions", ROOT),
        servers=document_servers(context, document),
    )


def _check_dialect(context: Context, document: dict[str, Any]) -> None:
    stated = document.get("jsonSchemaDialect")
    if isinstance(stated, str) and not is_known(stated):
        place = child(ROOT, "jsonSchemaDialect")
        context.report(
            "IG306", f"the dialect `{stated[:80]}` is not known", place, note="it is read as 2020-12"
        )


def _title(context: Context, info: dict[str, Any]) -> str:
    title = (context.text(info, "title", child(ROOT, "info")) or "").strip()
    if not title:
        context.report("IG108", "the document has no `info.title`", ROOT)
    return title or "API"


def _about(context: Context, info: dict[str, Any]) -> About:
    origin = child(ROOT, "info")
    contact, license = context.mapping(info, "contact", origin), context.mapping(info, "license", origin)
    of_contact, of_license = child(origin, "contact"), child(origin, "license")
    return About(
        summary=context.text(info, "summary", origin),
        terms_url=context.text(info, "termsOfService", origin),
        contact_name=context.text(contact, "name", of_contact),
        contact_url=context.text(contact, "url", of_contact),
        contact_email=context.text(contact, "email", of_contact),
        license=context.text(license, "name", of_license),
        license_id=context.text(license, "identifier", of_license),
        license_url=context.text(license, "url", of_license),
    )


def _drain(schemas: Schemas) -> None:
    """Lower until nothing new is referred to; documents that turn up bring all their component schemas."""
    seen = {""}
    schemas.drain()
    while pending := [key for key in schemas.context.sources.documents if key not in seen]:
        for key in pending:
            _require_components(schemas, key, seen)
        schemas.drain()
    with_heirs(schemas)
    without_loops(schemas.context, schemas.done)


def _require_components(schemas: Schemas, document: str, seen: set[str]) -> None:
    seen.add(document)
    value = schemas.context.sources.documents[document].value
    for key in schemas.context.dialect_at(Origin(f"{document}#")).schemas:
        value = value.get(key) if isinstance(value, dict) else None
    place = named_schemas(schemas.context, document)
    for name, schema in (value if isinstance(value, dict) else {}).items():
        schemas.require(child(place, name), schema)
