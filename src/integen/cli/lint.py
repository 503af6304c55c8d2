"""`integen lint`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from integen.cli import project, reporting, terminal, usage
from integen.cli.documents import reads_documents
from integen.cli.misuse import Misuse

if TYPE_CHECKING:
    from integen.config.overrides import Overrides
    from integen.diagnostics.diagnostic import Diagnostic
    from integen.diagnostics.locate import Texts
    from integen.lint.settings import Settings
    from integen.source.reading import Reading

TITLE = "Find what is wrong with an OpenAPI document, or bad for agents."
_FAIL_ON = ("error", "warning", "info", "never")


@reads_documents
def command(
    *,
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY", help="Integrations of `integen.toml`; all without it."),
    ] = None,
    spec: usage.Document = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these: IG7 is all that begin so, with commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="Not these: IG704, or 'IG704 at #/paths/~1pets'."),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="error|warning|info|never",
            help="From which severity on the exit code is 1; `error` without it.",
        ),
    ] = None,
    include: usage.Include = None,
    exclude: usage.Exclude = None,
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
    from integen.config.overrides import Overrides

    if fail_on is not None and fail_on not in _FAIL_ON:
        raise Misuse(f"--fail-on cannot be `{fail_on}`", hint=f"it is one of {', '.join(_FAIL_ON)}")
    if (fix or dry_run) and fix_overlay is not None:
        raise Misuse("--fix-overlay leaves the files as they are", hint="leave --fix and --dry-run out")
    overrides = Overrides(
        reading=reading,
        include=project.filters(include, "--include"),
        exclude=project.filters(exclude, "--exclude"),
        strict=strict,
    )
    wish = Wish(
        select=_codes(select),
        ignore=_entries(ignore),
        fail_on=fail_on,
        form=reporting.check_format(format) or ("concise" if concise else "full"),
        everything=everything,
        output=output,
        fixing=Fixing(files=fix or dry_run, overlay=fix_overlay, dry_run=dry_run),
    )
    return partial(_run, keys or (), spec, overrides, wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixing:
    """What is done about findings that can be put right."""

    files: bool
    overlay: Path | None
    dry_run: bool

    @property
    def is_wanted(self) -> bool:
        return self.files or self.overlay is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line asks of lint."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    form: str
    """One of `diagnostics.formats`."""
    everything: bool
    output: Path | None
    fixing: Fixing

    def over(self, settings: Settings) -> Settings:
        """Return a project's settings with this: a selection and `fail_on` win, suppressions add up."""
        return replace(
            settings,
            select=self.select or settings.select,
            ignore=(*settings.ignore, *self.ignore),
            fail_on=self.fail_on or settings.fail_on,
        )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found in one document."""

    name: str
    diagnostics: Sequence[Diagnostic]
    texts: Texts
    fails: bool


def _run(keys: Sequence[str], spec: str | None, overrides: Overrides, wish: Wish) -> int:
    manner = reporting.Manner(format=wish.form)
    runs = project.runs(keys, spec, overrides, manner)
    if runs is None:
        return 1
    if wish.fixing.overlay is not None and len(runs.each) > 1:
        raise Misuse("--fix-overlay is for one integration", hint="give its KEY")
    found = [_of(run, wish) for run in runs.each]
    if wish.fixing.dry_run:
        return 1 if any(each.fails for each in found) else 0
    _write(found, wish)
    return 1 if any(each.fails for each in found) else 0


def _of(run: project.Run, wish: Wish) -> _Found:
    """Examine one document, having put right in it what was asked for."""
    from integen.diagnostics.diagnostic import DocumentError
    from integen.lint.run import examine
    from integen.lint.settings import Settings

    settings = wish.over(run.lint or Settings())
    options = replace(run.options, stdin=usage.stdin_for(run.options.spec))
    try:
        report = examine(options, settings)
        if wish.fixing.is_wanted:
            from integen.cli.fixing import fix

            if fix(report, options, settings, wish.fixing):
                report = examine(options, settings)
    except DocumentError as error:
        name = error.diagnostic.source or options.spec
        return _Found(name=name, diagnostics=[error.diagnostic], texts=error, fails=True)
    return _Found(
        name=report.sources.main.name,
        diagnostics=report.diagnostics,
        texts=report.sources,
        fails=report.fails(settings.fail_on),
    )


def _write(found: Sequence[_Found], wish: Wish) -> None:
    shortened = wish.form == "full" and wish.output is None and not wish.everything
    texts: list[str] = []
    remarks: list[str] = []
    for each in found:
        shown, left_out = reporting.bearable(each.diagnostics) if shortened else (each.diagnostics, {})
        texts.append(reporting.told(shown, each.texts, wish.form))
        remarks += (f"… {count:,} more {code} (--all shows them)" for code, count in left_out.items())
        total = reporting.total(each.diagnostics) or "nothing to complain of"
        remarks.append(f"{terminal.safe(each.name)}: {total}")
    _put(_joined(texts, wish.form), wish.output)
    if wish.form in ("full", "concise"):
        sys.stdout.flush()
        for remark in ("", *remarks) if any(texts) else remarks:
            terminal.remark(remark)


def _joined(texts: Sequence[str], form: str) -> str:
    if form != "sarif":
        return "\n".join(text for text in texts if text) if form == "full" else "".join(texts)
    from integen.diagnostics.sarif import united

    return united(texts)


def _put(text: str, output: Path | None) -> None:
    """Write to standard output, or a whole file at once."""
    if output is None:
        sys.stdout.write(text)
        return
    from integen.lint.writing import replace_file

    replace_file(output, text.encode())
