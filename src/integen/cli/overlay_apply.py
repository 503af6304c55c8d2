"""`integen overlay apply`."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import overlaid, project, reporting, terminal, usage, writing
from integen.cli.documents import reads_documents
from integen.cli.misuse import Misuse

if TYPE_CHECKING:
    from integen.source.reading import Reading
    from integen.source.sources import Sources

TITLE = "Show what overlays change, and write the changed document."


class Fail(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@reads_documents
def command(
    *,
    key: usage.Key = None,
    spec: Annotated[
        str | None,
        typer.Option(
            "--spec",
            metavar="PATH|URL|-",
            help="The document; without it, what the first overlay says that it extends.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write the changed document; `-` is standard output."
        ),
    ] = None,
    fail_on: Annotated[
        Fail,
        typer.Option(
            "--fail-on",
            metavar="error|warning",
            help="What makes the exit code 1; an action that matches nothing is a warning.",
        ),
    ] = Fail.ERROR,
    concise: usage.Concise = False,
    everything: usage.Everything = False,
    as_json: usage.AsJson = False,
    reading: Reading,
) -> Callable[[], int]:
    """Show what every action of the overlays changes in a document.

    Overlays next to the document come first, then those that --overlay names, in this order. The changed
    document is written as JSON or YAML, as the name of the output ends; comments are not kept.
    """
    manner = reporting.Manner(concise=concise, everything=everything, quiet=True, as_json=as_json)
    return partial(_run, key, spec, output, reading, manner, strict=fail_on is Fail.WARNING)


def _run(
    key: str | None,
    spec: str | None,
    output: Path | None,
    reading: Reading,
    manner: reporting.Manner,
    *,
    strict: bool,
) -> int:
    from integen.diagnostics.diagnostic import DocumentError
    from integen.overlay.lay import lay_over
    from integen.source.sources import Sources

    try:
        found = _named(key, spec, reading, manner)
        if found is None:
            return 1
        location, reading = found
        _check_output(location, output)
        stdin = usage.stdin_for(location)
        sources = Sources.load(location, stdin=stdin, reading=reading, amend=lay_over, framed=False)
    except DocumentError as error:
        reporting.document_failed(error, manner)
        return 1
    if not sources.laid:
        raise Misuse("there is no overlay to apply", hint="name one with --overlay")
    if output is not None:
        writing.write(_text(sources, output), output)
    _tell(sources, output, manner)
    return 1 if sources.diagnostics.has_errors or (strict and len(sources.diagnostics)) else 0


def _tell(sources: Sources, output: Path | None, manner: reporting.Manner) -> None:
    diagnostics = list(sources.diagnostics)
    if manner.as_json and str(output) != "-":
        found = reporting.records(diagnostics, sources)
        terminal.say_json({"overlays": overlaid.records(sources.laid), "diagnostics": found})
        return
    if str(output) != "-":
        terminal.table(overlaid.rows(sources.laid))
    if output is not None and str(output) != "-":
        terminal.say(f"\nwritten to {terminal.safe(str(output))}")
    reporting.written(diagnostics, sources, manner)


def _named(
    key: str | None, spec: str | None, reading: Reading, manner: reporting.Manner
) -> tuple[str, Reading] | None:
    """Return which document is meant and how it is read; None when the project cannot be read."""
    if key is None:
        return (spec if spec is not None else _extended(reading)), reading
    from integen.config.overrides import Overrides

    run = project.only_run(key, spec, Overrides(reading=reading), manner)
    return (run.options.spec, run.options.reading) if run is not None else None


def _extended(reading: Reading) -> str:
    """Return the document that the first overlay is for. Raises Misuse when it does not say."""
    from dataclasses import replace

    from integen.source.address import is_url
    from integen.source.sources import Sources

    if not reading.overlays:
        raise Misuse("there is no document to change", hint="name it with --spec")
    location = reading.overlays[0]
    sources = Sources.load(location, reading=replace(reading, overlays=(), headers={}), framed=False)
    value = sources.main.value
    extends = value.get("extends") if isinstance(value, dict) else None
    if not isinstance(extends, str) or not extends:
        raise Misuse(f"`{location}` does not say what it extends", hint="name the document with --spec")
    if is_url(extends) or not is_url(location):
        return extends if is_url(extends) else os.path.join(os.path.dirname(location), extends)  # noqa: PTH118, PTH120
    from urllib.parse import urljoin

    return urljoin(location, extends)


def _check_output(location: str, output: Path | None) -> None:
    if output is not None and os.path.realpath(output) == os.path.realpath(location):
        raise Misuse("--output would replace the document itself", hint="choose another name for the output")


def _text(sources: Sources, output: Path) -> str:
    """Return the changed document in the format of the output's name, else in that of its source."""
    import orjson

    from integen.overlay.yaml_writing import block

    value = sources.main.value
    form = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}.get(output.suffix.lower(), sources.main.format)
    if form == "json":
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
    return "\n".join(block(value)) + "\n"
