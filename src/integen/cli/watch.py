"""`integen watch`."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from integen.cli import project, reporting, usage
from integen.cli.documents import reads_documents
from integen.cli.misuse import Misuse

if TYPE_CHECKING:
    from integen.config.overrides import Overrides
    from integen.source.reading import Reading

TITLE = "Generate again whenever what a package is made of changes."
INTERVAL = 0.15
"""Seconds between two looks at the files."""


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
    strict: usage.Strict = False,
    format: usage.Format = None,
    concise: usage.Concise = False,
    everything: usage.Everything = False,
    as_json: usage.AsJson = False,
    reading: Reading,
) -> Callable[[], int]:
    """Generate again whenever documents, overlays, `integen.toml`, templates or `extensions.py` change.

    A line for each run tells what changed for agents. While a document is broken, its package stays as it
    was. A server of `integen serve KEY --reload` takes what is new, and its clients stay. Ctrl-C ends it.
    """
    from integen.config.overrides import Overrides

    if spec == "-":
        raise Misuse("standard input cannot be watched", hint="give --spec a file")
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
        strict=strict,
    )
    manner = reporting.Manner(
        concise=concise,
        everything=everything,
        format=reporting.check_format(format),
        quiet=as_json,
        as_json=as_json,
    )
    return partial(_run, keys or (), spec, overrides, manner)


def _run(keys: Sequence[str], spec: str | None, overrides: Overrides, manner: reporting.Manner) -> int:
    from integen.cli.watching import Session

    before = signal.signal(signal.SIGTERM, _interrupted)
    try:
        # What is wrong with `integen.toml` would be a document of several lines between our events.
        told = replace(manner, as_json=False, format="json") if manner.as_json else manner
        session = Session(partial(project.runs, keys, spec, overrides, told), manner)
        if not session.begin():
            return 1
        while True:
            time.sleep(INTERVAL)
            session.look()
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupted(number: int, frame: Any) -> None:
    raise KeyboardInterrupt
