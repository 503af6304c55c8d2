"""Show what is in an OpenAPI document without generating anything.

Operations by tag, servers, security and scopes, sizes, and what its tools would cost an agent's context.
"""

from __future__ import annotations

import argparse
from typing import Any

from integen.cli import progress, reporting, terminal, usage

TITLE = "show what is in an OpenAPI document"
LISTED = 12
"""Tags, scopes and schemes that people are shown; `--json` has them all."""


def declare(parser: argparse.ArgumentParser) -> None:
    usage.spec(parser)
    parser.add_argument("--concise", action="store_true", help="one line for each problem")
    usage.as_json(parser)


def run(arguments: argparse.Namespace) -> int:
    from integen.cli.survey import survey
    from integen.diagnostics.diagnostic import DocumentError
    from integen.freshness import Options
    from integen.pipeline import read

    options = Options(spec=arguments.spec, stdin=usage.stdin_for(arguments.spec))
    try:
        with progress.shown(quiet=arguments.json) as stage:
            stage("reading")
            sources, api, diagnostics = read(options)
            stage("counting")
            found = survey(sources, api)
    except DocumentError as error:
        reporting.document_failed(error, concise=arguments.concise, as_json=arguments.json)
        return 1
    if arguments.json:
        terminal.say_json({**found, "diagnostics": reporting.records(list(diagnostics), sources)})
    else:
        _show(found)
        reporting.written(list(diagnostics), sources, concise=arguments.concise)
    return 1 if diagnostics.has_errors else 0


def _show(found: dict[str, Any]) -> None:
    terminal.say(terminal.safe(f"{found['title']} {found['version']}"))
    terminal.say(terminal.columns([(f"  {name}", value) for name, value in _facts(found).items()]))
    if found["tags"]:
        terminal.say()
        terminal.say(_by_tag(found["tags"]))


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
        "schemas": f"{found['schemas']:,}",
        "tools": f"{sizes['count']:,}, about {sizes['tokens']:,} tokens for all of them; "
        f"the largest is {sizes['largest']['name']} with {sizes['largest']['tokens']:,}"
        if sizes["count"]
        else "none",
    }


def _some(names: list[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def _by_tag(tags: list[dict[str, Any]]) -> str:
    largest = sorted(tags, key=lambda tag: -tag["operations"])
    rows = [(tag["name"], f"{tag['operations']:,}", f"{tag['tokens']:,}") for tag in largest[:LISTED]]
    table = terminal.columns([("tag", "operations", "tokens"), *rows])
    return table if len(tags) <= LISTED else f"{table}\nand {len(tags) - LISTED:,} more"
