"""`integen generate`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from integen.cli import overlaid, project, reporting, terminal, usage
from integen.cli.documents import reads_documents

if TYPE_CHECKING:
    from integen.config.overrides import Overrides
    from integen.freshness import Result
    from integen.source.reading import Reading

TITLE = "Make an MCP server, a Python SDK and a TypeScript client of an OpenAPI document."


@reads_documents
def command(
    *,
    keys: usage.Keys = None,
    spec: usage.Document = None,
    name: usage.Name = None,
    output: usage.Folder = None,
    target: usage.Targets = None,
    include: usage.Include = None,
    exclude: usage.Exclude = None,
    tool_name_limit: usage.ToolNameLimit = None,
    output_schemas: usage.OutputSchemas = False,
    templates: usage.Templates = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also replace generated files that were edited.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show how what stands there differs, exit code 1.")
    ] = False,
    no_hooks: Annotated[
        bool, typer.Option("--no-hooks", help="Run none of the commands that `integen.toml` has for it.")
    ] = False,
    namespace: usage.Namespace = None,
    repository: usage.Repository = None,
    homepage: usage.Homepage = None,
    strict: usage.Strict = False,
    format: usage.Format = None,
    concise: usage.Concise = False,
    everything: usage.Everything = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Write only problems.")] = False,
    as_json: usage.AsJson = False,
    reading: Reading,
) -> Callable[[], int]:
    """Make an installable package of OpenAPI documents: MCP server, Python SDK, TypeScript client, and more.

    Without --spec the integrations of `integen.toml` are made, here or in a folder around this one.
    Problems of the document are listed with their place. Operations that cannot be generated are left out,
    all others are generated, and the exit code is 1.
    """
    from integen.config.overrides import Overrides
    from integen.plan.packaging.publication import publication

    overrides = Overrides(
        reading=reading,
        name=name,
        output=output,
        targets=tuple(each.value for each in target or ()),
        tool_name_limit=tool_name_limit,
        output_schemas=output_schemas,
        templates=templates,
        include=project.filters(include, "--include"),
        exclude=project.filters(exclude, "--exclude"),
        publication=publication({"namespace": namespace, "repository": repository, "homepage": homepage}),
        force=force,
        strict=strict,
    )
    manner = reporting.Manner(
        concise=concise,
        everything=everything,
        format=reporting.check_format(format),
        quiet=quiet or as_json,
        as_json=as_json,
    )
    hooks = not (no_hooks or check)
    return partial(_run, keys or (), spec, overrides, manner, silent=quiet, check=check, hooks=hooks)


def _run(
    keys: Sequence[str],
    spec: str | None,
    overrides: Overrides,
    manner: reporting.Manner,
    *,
    silent: bool,
    check: bool,
    hooks: bool,
) -> int:
    found = project.runs(keys, spec, overrides, manner)
    if found is None:
        return 1
    each = found.each if hooks else [replace(run, hooks=None) for run in found.each]
    jobs = [_Job(run=run, manner=manner, silent=silent, check=check) for run in each]
    if len(jobs) == 1:
        return jobs[0]()
    from integen.cli import fleet

    codes, reports = [], []
    waiting = sum(not job.is_done for job in jobs)
    for told in fleet.all_of(jobs, 1 if waiting < 2 else found.parallel):
        codes.append(told.code)
        if manner.as_json and told.out:
            reports.append(told.out)
            told = fleet.without_output(told)
        fleet.repeated(told)
    if manner.as_json:
        terminal.say(f'{{"integrations": [{", ".join(report.strip() for report in reports)}]}}')
    return max(codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One run, which may take place in another process."""

    run: project.Run
    manner: reporting.Manner
    silent: bool
    check: bool

    @property
    def is_done(self) -> bool:
        return (
            not self.check
            and not (self.run.hooks and self.run.hooks.before)
            and self.run.problem is None
            and reporting.done_already(self.run.options) is not None
        )

    def __call__(self) -> int:
        options, manner = self.run.options, self.manner
        options = replace(options, stdin=usage.stdin_for(options.spec))
        if self.check:
            from integen.cli.checking import checked

            return checked(options, manner)
        if not self._around("before"):
            return 1
        result = reporting.generated(options, manner, self.run.texts)
        if result is None or ((result.written or result.removed) and not self._around("after")):
            return 1
        if manner.as_json:
            terminal.say_json(_record(result, self.run.texts))
        elif not self.silent:
            _summarise(result)
        _remark_kept(result)
        return 1 if result.diagnostics.has_errors else 0

    def _around(self, moment: str) -> bool:
        """Run the hooks of a moment; return whether none failed."""
        if self.run.hooks is None:
            return True
        from integen.cli.hooks import all_ran

        return all_ran(self.run, moment, self.manner)


def _record(result: Result, texts: Mapping[str, Any]) -> dict[str, Any]:
    sources = reporting.beside(result.sources, texts) if result.sources else None
    return {
        "key": result.key,
        "directory": str(result.directory),
        "operations": result.operations,
        "tools": result.tools,
        "models": result.models,
        "skipped": result.skipped,
        "left_out": result.left_out,
        "files": {"written": result.written, "unchanged": result.unchanged, "removed": result.removed},
        "kept": list(result.kept),
        "up_to_date": result.up_to_date,
        "overlays": overlaid.records(result.sources.laid) if result.sources else [],
        "seconds": round(result.seconds, 3),
        "diagnostics": reporting.records(list(result.diagnostics), sources),
    }


def _remark_kept(result: Result) -> None:
    for path in result.kept:
        terminal.remark(f"kept {terminal.safe(path)}: it was edited; --force replaces it")


def _summarise(result: Result) -> None:
    files = ", ".join(
        f"{count:,} {what}"
        for count, what in (
            (result.written, "written"),
            (result.unchanged, "unchanged"),
            (result.removed, "removed"),
        )
        if count
    )
    heading = "is up to date" if result.up_to_date else "generated"
    laid = [overlaid.line(each) for each in result.sources.laid] if result.sources else []
    facts = {
        "operations": f"{result.operations:,}",
        "tools": f"{result.tools:,}",
        "models": f"{result.models:,}",
        "skipped": f"{result.skipped:,}",
        **({"left out": f"{result.left_out:,} by filters"} if result.left_out else {}),
        **({"overlays": "; ".join(laid)} if laid else {}),
        "files": files or "none",
        "time": f"{result.seconds:.2f} s",
    }
    terminal.facts(f"{result.key} {heading} in {result.directory}", facts)
