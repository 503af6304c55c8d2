"""`integen inspect`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from integen.cli import progress, project, reporting, terminal, usage
from integen.cli.documents import reads_documents

if TYPE_CHECKING:
    from integen.config.overrides import Overrides
    from integen.source.reading import Reading

TITLE = "Show what is in an OpenAPI document."
LISTED = 12
"""Tags, scopes and schemes that people are shown; `--json` has them all."""


@reads_documents
def command(
    *,
    key: usage.Key = None,
    spec: usage.Document = None,
    include: usage.Include = None,
    exclude: usage.Exclude = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain", metavar="OPERATION", help="Say what is decided about an operation, and by whom."
        ),
    ] = None,
    strict: usage.Strict = False,
    format: usage.Format = None,
    concise: usage.Concise = False,
    everything: usage.Everything = False,
    as_json: usage.AsJson = False,
    reading: Reading,
) -> Callable[[], int]:
    """Show what is in an OpenAPI document without generating anything.

    Operations by tag, servers, security and scopes, sizes, and what its tools would cost an agent's context.
    KEY names an integration of `integen.toml`, whose filters and rules then hold.
    """
    from integen.config.overrides import Overrides

    overrides = Overrides(
        reading=reading,
        include=project.filters(include, "--include"),
        exclude=project.filters(exclude, "--exclude"),
        strict=strict,
    )
    manner = reporting.Manner(
        concise=concise,
        everything=everything,
        format=reporting.check_format(format),
        quiet=as_json,
        as_json=as_json,
    )
    return partial(_run, key, spec, overrides, manner, explain)


def _run(
    key: str | None, spec: str | None, overrides: Overrides, manner: reporting.Manner, explain: str | None
) -> int:
    from dataclasses import replace

    from integen.cli import curation
    from integen.cli.survey import survey
    from integen.diagnostics.diagnostic import DocumentError
    from integen.pipeline import read

    run = project.only_run(key, spec, overrides, manner)
    if run is None:
        return 1
    options = replace(run.options, stdin=usage.stdin_for(run.options.spec))
    try:
        with progress.shown(quiet=manner.quiet) as stage:
            stage("reading")
            sources, api, diagnostics = read(options)
            stage("counting")
            texts = reporting.beside(sources, run.texts)
            found = survey(sources, api) if explain is None else {}
            told = curation.explained(api, explain, texts) if explain is not None else []
    except DocumentError as error:
        reporting.document_failed(error, manner)
        return 1
    if manner.as_json:
        found |= {"explained": told} if told else {}
        terminal.say_json({**found, "diagnostics": reporting.records(list(diagnostics), texts)})
    elif told:
        curation.show(told)
    else:
        _show(found)
        reporting.written(list(diagnostics), texts, manner)
    return 1 if diagnostics.has_errors else 0


def _show(found: dict[str, Any]) -> None:
    terminal.facts(f"{found['title']} {found['version']}", _facts(found))
    if found["tags"]:
        terminal.say()
        _by_tag(found["tags"])


def _facts(found: dict[str, Any]) -> dict[str, str]:
    effects = ", ".join(f"{count:,} {name}" for name, count in found["effects"].items())
    schemes = [f"{scheme['name']} ({scheme['kind']})" for scheme in found["security"]]
    scopes = [scope for scheme in found["security"] for scope in scheme["scopes"]]
    sizes = found["tools"]
    files = "file" if found["documents"] == 1 else "files"
    return {
        "OpenAPI": f"{found['openapi']}, {found['bytes']:,} bytes in {found['documents']} {files}",
        "servers": _some(found["servers"]) or "none",
        "security": _some(schemes) or "none declared",
        "scopes": _some(scopes) or "none",
        "operations": f"{found['operations']:,} ({effects})",
        **({"left out": f"{len(found['left_out']):,} by filters"} if found["left_out"] else {}),
        "schemas": f"{found['schemas']:,}",
        **_sent(found),
        "tools": f"{sizes['count']:,}, about {sizes['tokens']:,} tokens for all of them; "
        f"the largest is {sizes['largest']['name']} with {sizes['largest']['tokens']:,}"
        if sizes["count"]
        else "none",
    }


def _sent(found: dict[str, Any]) -> dict[str, str]:
    """Return what the API sends and what its answers lead to, where there is any."""
    facts: dict[str, str] = {}
    for kind in ("webhook", "callback"):
        names = list(dict.fromkeys(item["name"] for item in found["webhooks"] if item["kind"] == kind))
        if names:
            facts[f"{kind}s"] = f"{len(names):,}: {_some(names)}"
    return {**facts, "links": f"{found['links']:,}"} if found["links"] else facts


def _some(names: list[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def _by_tag(tags: list[dict[str, Any]]) -> None:
    largest = sorted(tags, key=lambda tag: -tag["operations"])
    rows = [(tag["name"], f"{tag['operations']:,}", f"{tag['tokens']:,}") for tag in largest[:LISTED]]
    terminal.table([("tag", "operations", "tokens"), *rows])
    if len(tags) > LISTED:
        terminal.say(f"and {len(tags) - LISTED:,} more")
