"""`integen ci`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from integen.cli import usage
from integen.cli.difference import Fail
from integen.cli.misuse import Misuse

TITLE = "Do what a pipeline does: lint, generate, test, compare; comment and commit."


class Step(StrEnum):
    """In the order that they are done in."""

    LINT = "lint"
    GENERATE = "generate"
    TEST = "test"
    DIFF = "diff"
    COMMENT = "comment"
    COMMIT = "commit"


class Mode(StrEnum):
    NONE = "none"
    COMMIT = "commit"
    PULL_REQUEST = "pull-request"


LOOKING = (Step.LINT, Step.GENERATE, Step.TEST, Step.DIFF)
"""What is done when no step is named: nothing leaves this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The command line."""

    keys: tuple[str, ...]
    steps: frozenset[Step]
    base: str | None
    fail_on: Fail
    check: bool
    report: Path | None
    mode: Mode
    as_json: bool


def command(
    keys: Annotated[
        list[str] | None,
        typer.Argument(metavar="KEY", help="Integrations of `integen.toml`; all without it."),
    ] = None,
    step: Annotated[
        list[Step] | None,
        typer.Option(
            "--step",
            metavar="lint|generate|test|diff|comment|commit",
            help="Only this; may be repeated. The first four without it.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar="REVISION", help="Compare with where this branch left it; main without it."
        ),
    ] = None,
    fail_on: Annotated[
        Fail,
        typer.Option("--fail-on", metavar="breaking|risky|any|never", help="Which changes are failures."),
    ] = Fail.NEVER,
    check: Annotated[
        bool, typer.Option("--check", help="Generate nothing; fail where that would change something.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE", help="Write the report as Markdown here; what `comment` sends."
        ),
    ] = None,
    mode: Annotated[
        Mode,
        typer.Option(
            "--mode",
            metavar="commit|pull-request|none",
            help="Where `commit` puts it: onto the branch, or into a pull request.",
        ),
    ] = Mode.COMMIT,
    as_json: usage.AsJson = False,
) -> Callable[[], int]:
    """Lint, generate, test and compare the integrations of `integen.toml`, as a pipeline does.

    Each step is a command that is shown and can be typed. The exit code is 1 when one of them failed. In a
    workflow of GitHub there are annotations, a summary and outputs, too; docs/ci.md tells of them.

    \b
    Examples:
      integen ci
      integen ci --step lint --step diff --fail-on breaking
      integen ci --base origin/main --report report.md
    """
    steps = frozenset(step or LOOKING)
    if Step.COMMENT in steps and report is None:
        raise Misuse("the step `comment` sends a report", hint="say which: --report FILE")
    return partial(
        _run,
        Asked(
            keys=tuple(keys or ()),
            steps=steps,
            base=base,
            fail_on=fail_on,
            check=check,
            report=report,
            mode=mode,
            as_json=as_json,
        ),
    )


def _run(asked: Asked) -> int:
    from integen.cli import project, reporting

    found = project.chosen(asked.keys, reporting.Manner(as_json=asked.as_json))
    if found is None:
        return 1
    code = 0
    if not asked.steps.isdisjoint(LOOKING):
        from integen.cli.pipeline_checks import checked
        from integen.cli.pipeline_result import tell

        result = checked(asked, *found)
        tell(asked, result)
        code = 0 if result.passed else 1
    if asked.steps.isdisjoint((Step.COMMENT, Step.COMMIT)):
        return code
    from integen.cli import publishing

    if Step.COMMENT in asked.steps and asked.report is not None:
        publishing.comment(asked.report)
    if Step.COMMIT in asked.steps and asked.mode is not Mode.NONE and code == 0:
        publishing.commit(asked, *found)
    return code
