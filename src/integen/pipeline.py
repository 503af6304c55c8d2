"""From a document to a generated package: read this file from top to bottom to know how integen works."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from integen.catalog.write import CatalogRecords, catalog_text
from integen.curate.apply import curated
from integen.diagnostics.diagnostic import Diagnostics
from integen.freshness import Options, Result, key_of, made_before, recorded, remember, unchanged
from integen.ir.api import Api
from integen.lower.api import lower
from integen.naming.legal import Key
from integen.output.alone import WAITING, alone
from integen.output.drift import Drift, drift
from integen.output.format import FormatError
from integen.output.lock import Lock, read_lock
from integen.output.place import place_of
from integen.output.staging import Tree
from integen.output.writer import Written, recovered, write_tree
from integen.overlay.lay import lay_over
from integen.plan.docs.facts import by_key, operation_facts
from integen.plan.docs.page import Reference
from integen.plan.docs.reference import reference
from integen.plan.key import key_from_title
from integen.plan.mcp.surface import described, entry, in_order
from integen.plan.mcp.tools import tool
from integen.plan.names import Names
from integen.plan.oauth.record import oauth_record, placed
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
from integen.render.custom import Custom, custom
from integen.render.docs import docs_data, docs_texts
from integen.render.ejecting import remark_outdated
from integen.render.package import Renderer
from integen.render.packaging import packaging_data, packaging_texts
from integen.render.suite import suite_data, suite_texts
from integen.render.typescript import typescript_files
from integen.render.verify import made_by, no_such, verify
from integen.source.sources import Sources
from integen.standard.check import remark


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


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a run begins with."""

    name: Key
    directory: Path
    templates: Custom | None
    sources: Sources
    api: Api
    diagnostics: Diagnostics


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """Everything that a run makes before it writes."""

    name: Key
    directory: Path
    api: Api
    plan: Plan
    tree: Tree
    lock: Lock
    old: Lock | None
    sources: Sources
    diagnostics: Diagnostics


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What `check` found."""

    key: str
    directory: Path
    drift: tuple[Drift, ...]
    diagnostics: Diagnostics
    sources: Sources


def generate(
    options: Options,
    progress: Callable[[str], None] = lambda step: None,
    judge: Callable[[Prepared], None] = lambda prepared: None,
) -> Result:
    """Generate one integration. Raises DocumentError and IntegenError; on either, nothing is written.

    `judge` sees what would be written; what it raises goes through, too.
    """
    started = time.perf_counter()
    suggested = key_of(options)
    if suggested is not None and not (options.force or options.strict):
        current = unchanged(options, suggested)
        if current is not None:
            return current
    with _no_garbage_collection():
        found = look(options, progress)
        with alone(found.directory, lambda: progress(WAITING)):
            recovered(found.directory)
            current = made_before(options, found.name, found.sources, found.diagnostics)
            if current is not None and not options.force:
                return current
            prepared = _prepared(found, options, progress)
            judge(prepared)
            progress("Writing")
            with _blamed(prepared.tree, found.templates):
                written = write_tree(
                    prepared.directory, prepared.tree, prepared.lock, prepared.old, force=options.force
                )
            result = _result(prepared, written, started)
            remember(options, result, prepared.sources)
    return result


def check(options: Options, progress: Callable[[str], None] = lambda step: None) -> Checked:
    """Compare what stands there with what would be generated, writing nothing. Raises as `generate` does."""
    with _no_garbage_collection():
        found = look(options, progress)
        prepared = _prepared(found, options, progress)
        progress("Comparing")
        with _blamed(prepared.tree, found.templates):
            drifted = drift(place_of(prepared.directory), prepared.tree, prepared.lock, prepared.old)
    return Checked(
        key=prepared.name,
        directory=prepared.directory,
        drift=drifted,
        diagnostics=prepared.diagnostics,
        sources=prepared.sources,
    )


def prepare(options: Options, progress: Callable[[str], None]) -> Prepared:
    """Do everything but write. Raises as `generate` does."""
    return _prepared(look(options, progress), options, progress)


def look(options: Options, progress: Callable[[str], None]) -> Found:
    """Read all that a run begins with, and find where it is to write."""
    templates = custom(options.templates)
    if templates is not None:
        verify(templates)
    progress("Reading")
    sources, api, diagnostics = read(options)
    if templates is not None:
        remark_outdated(templates, diagnostics)
    name = key_of(options) or key_from_title(api.title)
    return Found(
        name=name,
        directory=options.output / name,
        templates=templates,
        sources=sources,
        api=api,
        diagnostics=diagnostics,
    )


def _prepared(found: Found, options: Options, progress: Callable[[str], None]) -> Prepared:
    name, api, sources = found.name, found.api, found.sources
    old = read_lock(place_of(found.directory))
    names = Names.from_json(old.names if old else {})
    progress("Planning")
    plan = plan_all(api, name, options, names)
    if plan.oauth is not None:
        plan = replace(plan, oauth=placed(plan.oauth, sources.provenance.home))
    progress("Rendering")
    return Prepared(
        name=name,
        directory=found.directory,
        api=api,
        plan=plan,
        tree=_tree(plan, found.templates),
        lock=Lock(source=sources.digest(), options=recorded(options), names=names.as_json()),
        old=old,
        sources=sources,
        diagnostics=found.diagnostics,
    )


def read(options: Options) -> tuple[Sources, Api, Diagnostics]:
    """Return the documents, what they mean, and what was found on the way. Raises DocumentError."""
    sources = Sources.load(options.spec, stdin=options.stdin, reading=options.reading, amend=lay_over)
    diagnostics = Diagnostics()
    lowered = lower(sources, diagnostics, options.repairs)
    remark(sources, diagnostics, strict=options.strict)
    api = curated(lowered, diagnostics, options.curation, name_limit=options.tool_name_limit)
    return sources, api, diagnostics


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


def _tree(plan: Plan, templates: Custom | None) -> Tree:
    module = plan.package.module
    rendered = Renderer(templates).files(plan.package, plan.modules, plan.listing)
    rendered |= packaging_texts(plan.listing, templates)
    rendered |= suite_texts(plan.suite, templates)
    if plan.typescript is not None:
        rendered |= typescript_files(plan.typescript, templates)
    docs = _docs_files(plan.docs, templates) if plan.docs is not None else {}
    if not plan.package.is_python:
        copied = packaging_data(None, plan.oauth) | docs
        return Tree(rendered=rendered, copied=copied, templates=made_by(rendered, templates))
    copied = packaging_data(plan.listing, plan.oauth) | docs
    copied |= suite_data(plan.suite)
    copied |= {f"{module}/catalog.json": catalog_text(plan.catalog)}
    copied |= {f"{module}/_kit/{path}": data for path, data in kit_files(with_mcp=plan.package.has_mcp)}
    made = made_by(rendered, templates)
    return Tree(rendered=rendered, copied=copied, unformatted=("_kit",), templates=made)


@contextmanager
def _blamed(tree: Tree, templates: Custom | None) -> Iterator[None]:
    """Say which template of the user made Python that is none. Raises DocumentError."""
    try:
        yield
    except FormatError as error:
        name = tree.templates.get(error.path or "")
        if templates is None or name is None:
            raise  # a bug of ours
        raise no_such(templates, name, error.path or "", f"line {error.line}: {error.problem}") from error


def _docs_files(docs: Docs, templates: Custom | None) -> dict[str, bytes]:
    return docs_texts(docs.reference, templates) | docs_data(docs.facts.values())


def kit_files(*, with_mcp: bool) -> Iterator[tuple[str, bytes]]:
    """Yield `(path, bytes)` of the kit as it is vendored into packages."""
    kit = Path(__file__).parent / "kit"
    for path in sorted(kit.rglob("*.py")):
        relative = path.relative_to(kit).as_posix()
        if with_mcp or not relative.startswith("mcp/"):
            yield relative, path.read_bytes()


def _result(prepared: Prepared, written: Written, started: float) -> Result:
    plan = prepared.plan
    return Result(
        key=prepared.name,
        directory=prepared.directory,
        operations=len(plan.operations),
        tools=len(plan.catalog.tools),
        models=len(plan.package.models or (plan.typescript.models if plan.typescript else ())),
        skipped=prepared.api.skipped,
        left_out=len(prepared.api.left_out),
        written=written.written,
        unchanged=written.unchanged,
        removed=written.removed,
        kept=written.kept,
        seconds=time.perf_counter() - started,
        diagnostics=prepared.diagnostics,
        sources=prepared.sources,
    )


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Hundreds of thousands of nodes live until the end: collecting between only walks them again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
