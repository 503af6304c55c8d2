"""`integen diff`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from integen.cli import generated, reporting, terminal, usage
from integen.cli.documents import reads_documents
from integen.errors import IntegenError

if TYPE_CHECKING:
    from integen.difference.change import Change
    from integen.difference.compare import Difference
    from integen.difference.side import Side
    from integen.source.reading import Reading

TITLE = "Show what changed between two versions of an API, and for whom."


class Fail(StrEnum):
    BREAKING = "breaking"
    RISKY = "risky"
    ANY = "any"
    NEVER = "never"


FAILING = {
    Fail.BREAKING: ("breaking",),
    Fail.RISKY: ("breaking", "risky"),
    Fail.ANY: ("breaking", "risky", "safe"),
}
SHOWN = 20
"""Changes of each severity that people are shown; `--all` shows every one."""
COLOURS = {"breaking": "31", "risky": "33", "safe": "32"}
_VERSION = "A document, a URL, a generated package or its lock file, or REVISION:PATH of git."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    markdown: bool
    everything: bool
    as_json: bool


@reads_documents
def command(
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help=_VERSION)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, later.")],
    fail_on: Annotated[
        Fail,
        typer.Option("--fail-on", metavar="breaking|risky|any|never", help="What makes the exit code 1."),
    ] = Fail.NEVER,
    markdown: Annotated[bool, typer.Option("--markdown", help="Write Markdown for a pull request.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show every change.")] = False,
    as_json: usage.AsJson = False,
    reading: Reading,
) -> Callable[[], int]:
    """Show what changed between two versions of an API: for agents, for programs, on the wire.

    Each change is breaking, risky or safe, and the version bump that follows is suggested.

    \b
    Examples:
      integen diff old.yaml new.yaml
      integen diff main:specs/github.yaml specs/github.yaml --fail-on breaking
      integen diff generated/github https://example.com/openapi.json --markdown
    """
    manner = _Manner(markdown=markdown, everything=everything, as_json=as_json)
    return partial(_run, old, new, reading, fail_on, manner)


def _run(old: str, new: str, reading: Reading, fail_on: Fail, manner: _Manner) -> int:
    from integen.diagnostics.diagnostic import DocumentError
    from integen.difference.compare import compare

    with ExitStack() as stack:
        try:
            before = _side(old, reading, {}, stack)
            after = _side(new, reading, before.names, stack)
        except DocumentError as error:
            reporting.document_failed(error, reporting.Manner(as_json=manner.as_json))
            return 2
        difference = compare(before, after)
    if manner.as_json:
        terminal.say_json(record(difference))
    elif manner.markdown:
        from integen.difference.markdown import markdown as written

        terminal.say(written(difference).rstrip())
    else:
        show(difference, everything=manner.everything)
    failing = FAILING.get(fail_on, ())
    return 1 if any(change.severity.value in failing for change in difference.changes) else 0


def _side(location: str, reading: Reading, names: Any, stack: ExitStack) -> Side:
    from integen.difference import revision
    from integen.difference.side import of_document, of_package
    from integen.freshness import Options

    package = _package(location)
    if package is not None:
        return of_package(package.directory, package.module, location)
    spec = location
    if revision.is_revision(location):
        spec = str(stack.enter_context(revision.checked_out(location)))
    options = Options(spec=spec, stdin=usage.stdin_for(location), name="api", reading=reading)
    side, _, _ = of_document(options, location, names)
    return side


def _package(location: str) -> generated.Package | None:
    """Return the generated package that a folder or a lock file is; None for a document."""
    path = Path(location)
    folder = path.parent if path.name in (generated.LOCK, "catalog.json") else path
    if not folder.is_dir():
        return None
    for candidate in generated.packages(folder.resolve().parent):
        if candidate.directory == folder.resolve():
            return candidate
    raise IntegenError(f"`{location}` is a folder without a generated package")


def show(difference: Difference, *, everything: bool) -> None:
    """Write the changes for people, the worst first."""
    from integen.difference.change import Severity

    if not difference.changes:
        terminal.say("nothing changed")
    for severity in Severity:
        changes = difference.of(severity)
        shown = changes if everything else changes[:SHOWN]
        for line in _lines(shown):
            terminal.say(line)
        if len(changes) > len(shown):
            terminal.say(f"  … {len(changes) - len(shown):,} more {severity} (--all shows them)")
    if difference.changes:
        counts = [f"{len(found):,} {severity}" for severity in Severity if (found := difference.of(severity))]
        terminal.say(f"\n{', '.join(counts)}; suggested version bump: {difference.bump}")
    if not difference.whole:
        terminal.remark(
            "note: a generated package does not say what answers look like: they are not compared"
        )


def _lines(changes: tuple[Change, ...]) -> Iterator[str]:
    operation = None
    for change in changes:
        where = change.operations[0] if change.operations else "API"
        if where != operation:
            operation = where
            yield terminal.safe(where)
        more = f" (and {len(change.operations) - 1:,} more operations)" if len(change.operations) > 1 else ""
        label = terminal.painted(change.severity.value, COLOURS[change.severity.value], _stdout())
        told = terminal.safe(f"{change.rule.title}: {change.subject}{_values(change)}{more}")
        yield f"  {label} {told}"


def _values(change: Change) -> str:
    before, after = (None if text is None else _short(text) for text in (change.before, change.after))
    if before is not None and after is not None:
        return f": {before} → {after}"
    if after is not None:
        return f": {after}"
    return f": was {before}" if before is not None else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"


def _stdout() -> Any:
    import sys

    return sys.stdout


def record(difference: Difference) -> dict[str, Any]:
    """Return a difference as JSON values."""
    from integen.difference.change import Severity

    return {
        "old": difference.old,
        "new": difference.new,
        "bump": difference.bump,
        "answers_compared": difference.whole,
        "counts": {severity.value: len(difference.of(severity)) for severity in Severity},
        "changes": [
            {
                "kind": change.kind,
                "severity": change.severity.value,
                "audience": change.rule.audience.value,
                "subject": change.subject,
                "operations": list(change.operations),
                "before": change.before,
                "after": change.after,
                "old": change.old,
                "new": change.new,
                "why": change.rule.why,
            }
            for change in difference.changes
        ],
    }
