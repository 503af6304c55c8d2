"""`integen lint`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import reporting, terminal, usage
from integen.cli.documents import reads_documents
from integen.cli.misuse import Misuse

if TYPE_CHECKING:
    from integen.diagnostics.diagnostic import Diagnostic
    from integen.freshness import Options
    from integen.lint.run import Report
    from integen.lint.settings import Settings
    from integen.source.reading import Reading

TITLE = "Find what is wrong with an OpenAPI document, or bad for agents."
_FAIL_ON = ("error", "warning", "info", "never")


@reads_documents
def command(
    *,
    spec: usage.Spec,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these: IG7 is all that begin so, with commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="Not these: IG704, or 'IG704 at #/paths/~1pets'."),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="error|warning|info|never",
            help="From which severity on the exit code is 1.",
            show_default=True,
        ),
    ] = "error",
    fix: Annotated[
        bool, typer.Option("--fix", help="Put right in the files what can be put right without a doubt.")
    ] = False,
    fix_overlay: Annotated[
        Path | None,
        typer.Option("--fix-overlay", metavar="FILE", help="Write such repairs as an overlay instead."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what --fix would change, and change nothing.")
    ] = False,
    strict: usage.Strict = False,
    format: usage.Format = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write the problems to a file.")
    ] = None,
    concise: usage.Concise = False,
    everything: usage.Everything = False,
    reading: Reading,
) -> Callable[[], int]:
    """Find what is wrong with an OpenAPI document, and what is bad for agents or unwelcome in directories.

    Everything that the standard demands is checked, and rules for descriptions, names, sizes, hints and
    security. `integen explain CODE` says more about each. Exits with 1 when errors were found.
    """
    from integen.freshness import Options
    from integen.lint.settings import Settings

    if fail_on not in _FAIL_ON:
        raise Misuse(f"--fail-on cannot be `{fail_on}`", hint=f"it is one of {', '.join(_FAIL_ON)}")
    named = reporting.check_format(format) or ("concise" if concise else "full")
    settings = Settings(select=_codes(select), ignore=_entries(ignore), fail_on=fail_on)
    options = Options(spec=spec, reading=reading, strict=strict)
    form = Form(name=named, everything=everything, output=output)
    fixing = Fixing(files=fix or dry_run, overlay=fix_overlay, dry_run=dry_run)
    return partial(_run, options, settings, form, fixing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the report is written, and where."""

    name: str
    everything: bool
    output: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixing:
    """What is done about findings that can be put right."""

    files: bool
    overlay: Path | None
    dry_run: bool


def _codes(given: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for each in given or () for code in each.split(",") if code.strip())


def _entries(given: Sequence[str] | None) -> tuple[str, ...]:
    """Return suppressions: pointers may hold commas, lists of codes are split at them."""
    return tuple(
        entry.strip()
        for each in given or ()
        for entry in ([each] if " at " in each else each.split(","))
        if entry.strip()
    )


def _run(options: Options, settings: Settings, form: Form, fixing: Fixing) -> int:
    from dataclasses import replace

    from integen.diagnostics.diagnostic import DocumentError
    from integen.lint.run import examine

    options = replace(options, stdin=usage.stdin_for(options.spec))
    try:
        report = examine(options, settings)
        if fixing.files or fixing.overlay is not None:
            from integen.cli.fixing import fix

            if fix(report, options, settings, fixing):
                report = examine(options, settings)
            elif fixing.dry_run:
                return 1 if report.fails(settings.fail_on) else 0
    except DocumentError as error:
        _write(reporting.told([error.diagnostic], error, form.name), form.output)
        return 1
    left_out: dict[str, int] = {}
    shown: Collection[Diagnostic] = report.diagnostics
    if form.name == "full" and form.output is None and not form.everything:
        shown, left_out = reporting.bearable(report.diagnostics)
    _write(reporting.told(shown, report.sources, form.name), form.output)
    if form.name in ("full", "concise"):
        _conclude(report, left_out)
    return 1 if report.fails(settings.fail_on) else 0


def _write(text: str, output: Path | None) -> None:
    """Write to standard output, or a whole file at once."""
    if output is None:
        sys.stdout.write(text)
        return
    from integen.lint.writing import replace_file

    replace_file(output, text.encode())


def _conclude(report: Report, left_out: dict[str, int]) -> None:
    if left_out:
        terminal.remark("")
    for code, count in left_out.items():
        terminal.remark(f"… {count:,} more {code} (--all shows them)")
    total = reporting.total(report.diagnostics) or "nothing to complain of"
    terminal.remark(f"{terminal.safe(report.sources.main.name)}: {total}")
