"""Every decision about one package, in the order in which one follows from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from integen.catalog.write import CatalogRecords
from integen.freshness import Options
from integen.ir.api import Api
from integen.naming.legal import Key
from integen.plan.docs.facts import by_key, operation_facts
from integen.plan.docs.page import Reference
from integen.plan.docs.reference import reference
from integen.plan.mcp.surface import described, entry, in_order
from integen.plan.mcp.tools import tool
from integen.plan.names import Names
from integen.plan.oauth.record import oauth_record
from integen.plan.operation import PlannedOperation, plan_operations
from integen.plan.package import Package, plan_package
from integen.plan.packaging.listing import Listing, plan_listing
from integen.plan.python.models import ModelModule, plan_models
from integen.plan.python.pages import page_fields
from integen.plan.python.params import register_params
from integen.plan.python.registry import Registry, register
from integen.plan.python.resources import plan_resources
from integen.plan.python.webhooks import plan_webhook_module
from integen.plan.records import Security, answer_types, integration_record, operation_record, plan_security
from integen.plan.samples.suite import Suite, plan_suite
from integen.plan.typescript.package import Basis, TypeScript, plan_typescript
from integen.plan.webhook import PlannedWebhook, model_of, plan_webhooks, webhook_record
from integen.quoting import prose


@dataclass(frozen=True, kw_only=True)
class Docs:
    reference: Reference
    facts: Mapping[str, Mapping[str, Any]]
    """What a site is made from beside the catalog, by operation."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Every decision about one package."""

    package: Package
    operations: tuple[PlannedOperation, ...]
    modules: tuple[ModelModule, ...]
    catalog: CatalogRecords
    typescript: TypeScript | None
    oauth: Mapping[str, Any] | None
    listing: Listing | None
    suite: Suite | None
    docs: Docs | None


def plan_all(api: Api, name: Key, options: Options, names: Names) -> Plan:
    """Make every decision. Pure: the same document, options and recorded names give the same plan."""
    operations = plan_operations(api, names, tool_name_limit=options.tool_name_limit)
    security = plan_security(api, name)
    webhooks = plan_webhooks(api, names)
    registry = register(api, operations, names, webhooks)
    register_params(registry, operations, names)
    registry.pages = page_fields(registry, operations)
    is_python = bool({"mcp", "python"} & set(options.targets))
    resources = plan_resources(api, registry, operations) if is_python else ()
    modules = plan_models(registry) if "python" in options.targets else ()
    module = plan_webhook_module(api, registry, webhooks) if "python" in options.targets else None
    package = plan_package(api, name, options.targets, security, operations, resources, modules, module)
    toolsets = {str(resource.name): " ".join(prose(resource.doc, 160).split()) for resource in resources}
    shown = described(api, in_order(operations), toolsets)
    integration = {**integration_record(api, name, package.module, security, toolsets), **shown}
    catalog = _catalog(api, operations, webhooks, security, registry, integration, options)
    typescript = None
    if "typescript" in options.targets:
        basis = Basis(
            api=api,
            key=name,
            registry=registry,
            operations=operations,
            webhooks=webhooks,
            security=security,
            integration=catalog.integration,
            records=catalog.operations,
        )
        typescript = plan_typescript(basis, names)
    listing = None
    if "packaging" in options.targets and package.has_mcp:
        listing = plan_listing(package, integration, catalog.tools, options.publication)
    oauth = oauth_record(api, name, operations) if "oauth" in options.targets else None
    suite = None
    if package.has_tests:
        suite = plan_suite(api, package, operations, catalog)
    return Plan(
        package=package,
        operations=operations,
        modules=modules,
        catalog=catalog,
        typescript=typescript,
        oauth=oauth,
        listing=listing,
        suite=suite,
        docs=_docs(api, operations, package, catalog, oauth) if "docs" in options.targets else None,
    )


def _docs(
    api: Api,
    operations: tuple[PlannedOperation, ...],
    package: Package,
    catalog: CatalogRecords,
    oauth: Mapping[str, Any] | None,
) -> Docs:
    facts = by_key(operation_facts(api, operations, package))
    return Docs(reference=reference(catalog, facts, oauth, package.targets), facts=facts)


def _catalog(
    api: Api,
    operations: tuple[PlannedOperation, ...],
    webhooks: tuple[PlannedWebhook, ...],
    security: Security,
    registry: Registry,
    integration: Mapping[str, Any],
    options: Options,
) -> CatalogRecords:
    by_tool = in_order(operations) if "mcp" in options.targets else []
    return CatalogRecords(
        integration=integration,
        operations={
            planned.operation.key: operation_record(
                api, planned, security, _models_of_answers(registry, planned)
            )
            for planned in operations
        },
        index={planned.tool: entry(planned) for planned in by_tool},
        tools=tuple(tool(api, planned, with_output=options.output_schemas) for planned in by_tool),
        webhooks=tuple(
            webhook_record(
                planned, model_of(api, planned, registry.classes), python="python" in options.targets
            )
            for planned in webhooks
        ),
    )


def _models_of_answers(registry: Registry, planned: PlannedOperation) -> dict[str, dict[str, str | None]]:
    return {
        response.status: answer_types(response, registry.class_of(response))
        for response in planned.operation.responses
    }
