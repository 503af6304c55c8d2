"""From a document to a generated package: read this file from top to bottom to know how integen works."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from integen.contents import tree_of
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
from integen.plan.key import key_from_title
from integen.plan.names import Names
from integen.plan.oauth.record import placed
from integen.planning import Plan, plan_all
from integen.render.custom import Custom, custom
from integen.render.ejecting import remark_outdated
from integen.render.verify import no_such, verify
from integen.source.collector import without_collector
from integen.source.sources import Sources
from integen.standard.check import remark


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
    with without_collector():
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
    with without_collector():
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
        tree=tree_of(plan, found.templates),
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
