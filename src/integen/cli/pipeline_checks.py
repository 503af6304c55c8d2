"""The steps of `integen ci` that look: each runs commands, or compares, and becomes rows of the report."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from integen import git
from integen.ci.base import Base, checked_out, find
from integen.ci.commit import Tree
from integen.ci.comparison import Compared, compared
from integen.ci.process import TOKENS, Ran, run, typed
from integen.ci.report import Row, bump, counted, totals
from integen.cli import difference, terminal, workflow
from integen.cli.ci import Asked, Step
from integen.config.load import Loaded
from integen.config.overrides import Overrides
from integen.config.project import Integration
from integen.output.lock import NAME as LOCK
from integen.source.reading import Reading

_FINDING = re.compile(r"(?:::|.*?: )(error|warning|info|notice)[\[ ]")
"""An annotation or a line of `--concise`."""
_COUNTED = ("error", "warning")
_REMARK = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the steps came to."""

    rows: tuple[Row, ...]
    compared: tuple[Compared, ...]
    base: Base | None
    project: str
    """The folder of `integen.toml`, named from the root of the repository."""
    changed: bool
    """Whether what is generated differs from what is committed."""

    @property
    def passed(self) -> bool:
        return all(row.passed for row in self.rows)

    @property
    def ready(self) -> bool:
        """Whether what was generated may be committed: that the API changed does not forbid it."""
        return all(row.passed for row in self.rows if row.name != Step.DIFF)


def checked(asked: Asked, loaded: Loaded, chosen: Sequence[Integration]) -> Found:
    """Do the steps that are asked for. Raises IntegenError."""
    base = find(loaded.project.file.parent, asked.base)
    checks = _Checks(asked=asked, loaded=loaded, chosen=tuple(chosen), base=base)
    rows: list[Row] = []
    for step, rows_of in (
        (Step.LINT, checks.lint),
        (Step.GENERATE, checks.generate),
        (Step.TEST, checks.test),
    ):
        if step in asked.steps:
            rows += rows_of()
    found = tuple(checks.diff()) if Step.DIFF in asked.steps else ()
    if Step.DIFF in asked.steps:
        rows.append(_diff_row(asked, found, base))
    failed = {row.name for row in rows if not row.passed}
    return Found(
        rows=tuple(rows),
        compared=found,
        base=base,
        project=_from_the_root(loaded.project.file.parent, base),
        changed=Step.GENERATE in failed if asked.check else bool(checks.changed()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checks:
    asked: Asked
    loaded: Loaded
    chosen: tuple[Integration, ...]
    base: Base | None

    def lint(self) -> Iterator[Row]:
        annotate = workflow.is_running() and not self.asked.as_json
        form = ("--format", "github") if annotate else ("--concise",)
        ran = self._run("lint", *self.asked.keys, *form, may_command=annotate)
        yield Row(name=Step.LINT, passed=ran.code == 0, remark=_findings(ran.lines), lines=ran.lines)

    def generate(self) -> Iterator[Row]:
        """Generate, then compare with what would be: a file that was edited by hand is found so."""
        wanted = ("generate", *self.asked.keys)
        runs = [] if self.asked.check else [self._run(*wanted)]
        if all(ran.code == 0 for ran in runs):
            runs.append(self._run(*wanted, "--check"))
        changed = self.changed()
        yield Row(
            name=Step.GENERATE,
            passed=all(ran.code == 0 for ran in runs),
            remark=f"{changed:,} {'file differs' if changed == 1 else 'files differ'} from the last commit"
            if changed
            else "",
            lines=tuple(line for ran in runs if ran.code for line in ran.lines),
        )

    def test(self) -> Iterator[Row]:
        """Run the tests of each package that has some: whether one should is for `generate` to tell."""
        for each in self.chosen:
            package = each.output / each.key
            if not (package / LOCK).is_file():
                yield Row(name=f"{Step.TEST} {each.key}", passed=False, remark="it is not generated")
            elif (package / "tests" / "cases.jsonl").is_file():
                yield self._tested(each)

    def _tested(self, integration: Integration) -> Row:
        key = integration.key
        ran = self._run("test", key, "--output", str(integration.output), without=TOKENS)
        last = next((line for line in reversed(ran.lines) if line.strip()), "")
        return Row(name=f"{Step.TEST} {key}", passed=ran.code == 0, remark=last[:_REMARK], lines=ran.lines)

    def diff(self) -> Iterator[Compared]:
        """Compare with the base and show what changed; nothing where there is no git."""
        if self.base is None:
            return
        now, overrides = self.loaded.project.integrations, Overrides(reading=Reading())
        with (
            self._group(f"compare with {self.base.short}"),
            checked_out(self.base, self.loaded.project.file) as past,
        ):
            for each in compared(now, past, self.asked.keys, overrides, os.environ):
                if not self.asked.as_json:
                    _show(each)
                yield each

    def changed(self) -> int:
        """Return how many generated files differ from the last commit."""
        if self.base is None:
            return 0
        return sum(map(len, tree(self.base.root, self.chosen).changed().values()))

    def _run(self, *arguments: str, may_command: bool = False, without: Sequence[str] = ()) -> Ran:
        folder = _from_the_root(Path.cwd(), self.base)

        def say(line: str) -> None:
            if not self.asked.as_json:
                terminal.say(workflow.from_the_root(line, folder) if may_command else line)
                sys.stdout.flush()

        with self._group(typed(arguments), may_command=may_command):
            return run(arguments, say, without=without)

    @contextmanager
    def _group(self, title: str, *, may_command: bool = False) -> Iterator[None]:
        if self.asked.as_json:
            yield
            return
        with workflow.group(title, may_command=may_command):
            sys.stdout.flush()
            yield


def _from_the_root(folder: Path, base: Base | None) -> str:
    return (git.inside(folder, base.root) if base else None) or "."


def tree(root: Path, chosen: Sequence[Integration]) -> Tree:
    return Tree(root=root, packages={each.key: each.output / each.key for each in chosen})


def _findings(lines: Sequence[str]) -> str:
    """Return `2 errors, 3 warnings`."""
    counts = Counter(found[1] for line in lines if (found := _FINDING.match(line)))
    return ", ".join(
        f"{counts[name]:,} {name}{'s' if counts[name] > 1 else ''}" for name in _COUNTED if counts[name]
    )


def _show(each: Compared) -> None:
    reason = f": {each.reason}" if each.reason else ""
    terminal.say(terminal.safe(f"{each.key}: {each.standing}{reason}"))
    if each.difference is not None and each.difference.changes:
        difference.show(each.difference, everything=False)


def _diff_row(asked: Asked, compared: Sequence[Compared], base: Base | None) -> Row:
    if base is None:
        return Row(name=Step.DIFF, passed=True, remark="there is no commit to compare with")
    failing = difference.FAILING.get(asked.fail_on, ())
    told = counted(compared)
    return Row(
        name=Step.DIFF,
        passed=not any(count for severity, count in totals(compared).items() if severity.value in failing),
        remark=f"{told}; suggested version bump: {bump(compared)}" if told else "nothing changed",
    )
