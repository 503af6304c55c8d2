"""What a run found, as Markdown for a pull request: bounded in size, text from outside quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from integen.ci.comparison import Compared, Standing, worst
from integen.diagnostics.terminal import safe_terminal
from integen.difference.change import Severity
from integen.difference.markdown import code, sections

MOST = 60_000
"""Characters; a comment on GitHub may have 65,536."""
_TAIL, _TAILS = 3_000, 5
"""Characters of what a failed step said, and how many such steps are quoted."""
_LEAST = 500
_ROWS = 100
_ANNOTATION = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step, or a part of it."""

    name: str
    passed: bool
    remark: str = ""
    """One line."""
    lines: tuple[str, ...] = ()
    """What was said, shown where it failed."""


def marker(project: str) -> str:
    """Return the line that a comment of ours begins with; `project` tells several in a repository apart."""
    return f"<!-- integen ci: {re.sub('[^A-Za-z0-9_./-]', '-', project).replace('--', '-')} -->"


def report(rows: Sequence[Row], compared: Sequence[Compared], base: str, project: str) -> str:
    """Return the report; `base` is what was compared with, empty when nothing was."""
    lines = [marker(project), f"### integen: {_title(rows, compared)}", ""]
    lines += _steps(rows)
    for row in [row for row in rows if not row.passed][:_TAILS]:
        lines += _said(row)
    if compared:
        lines += ["", f"Compared with {code(base)}:", "", *_table(compared)]
    text = "\n".join(lines).rstrip() + "\n"
    return (text + "".join(_differences(compared, MOST - len(text))))[:MOST]


def _title(rows: Sequence[Row], compared: Sequence[Compared]) -> str:
    failed = [code(row.name) for row in rows if not row.passed]
    told = counted(compared)
    changes = "change" if sum(totals(compared).values()) == 1 else "changes"
    parts = []
    if failed:
        parts.append(f"{', '.join(failed[:3])}{' and more' if len(failed) > 3 else ''} failed")
    if told:
        parts.append(f"{told} {changes}; suggested version bump: {bump(compared)}")
    return "; ".join(parts) or "no changes of the API"


def totals(compared: Sequence[Compared]) -> dict[Severity, int]:
    return {severity: sum(each.counts[severity] for each in compared) for severity in Severity}


def counted(compared: Sequence[Compared]) -> str:
    """Return `1 breaking, 3 safe`; empty when nothing changed."""
    return ", ".join(f"{count:,} {severity}" for severity, count in totals(compared).items() if count)


def bump(compared: Sequence[Compared]) -> str:
    return worst([each.bump for each in compared])


def _steps(rows: Sequence[Row]) -> Iterator[str]:
    yield "| step | | |"
    yield "|---|---|---|"
    for row in rows[:_ROWS]:
        yield f"| {code(row.name)} | {'✅' if row.passed else '❌'} | {_cell(row.remark)} |"
    if len(rows) > _ROWS:
        yield f"| {len(rows) - _ROWS} more | | |"


def _cell(text: str) -> str:
    return code(text).replace("|", "\\|") if text else ""


def _said(row: Row) -> Iterator[str]:
    """Yield the end of what a step said, as a block that the text cannot leave."""
    text = "\n".join(safe_terminal(plain(line)) for line in row.lines).strip("\n")[-_TAIL:]
    if not text:
        return
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    yield from ("", f"<details open><summary>{_named(row.name)} failed</summary>", "")
    yield from (f"{fence}text", text, fence, "", "</details>")


def _named(name: str) -> str:
    return re.sub("[^A-Za-z0-9 _.-]", "-", name)


def _table(compared: Sequence[Compared]) -> Iterator[str]:
    yield "| integration | | breaking | risky | safe | bump |"
    yield "|---|---|---:|---:|---:|---|"
    told = [each for each in compared if each.standing is not Standing.SAME]
    for each in told[:_ROWS]:
        reason = f": {_cell(each.reason)}" if each.reason else ""
        counts = " | ".join(str(each.counts[severity]) for severity in Severity)
        yield f"| {code(each.key)} | {each.standing}{reason} | {counts} | {each.bump} |"
    if len(told) > _ROWS:
        yield f"| {len(told) - _ROWS} more | | | | | |"
    if len(told) < len(compared):
        yield f"| {len(compared) - len(told)} others | same | 0 | 0 | 0 | none |"


def _differences(compared: Sequence[Compared], room: int) -> Iterator[str]:
    """Yield the changes of each integration, the room shared among those that are still to come."""
    changed = [each for each in compared if each.difference is not None and each.difference.changes]
    changed.sort(key=lambda each: -each.counts[Severity.BREAKING])
    for place, each in enumerate(changed):
        assert each.difference is not None
        share = room // (len(changed) - place)
        if share < _LEAST:
            yield f"\nThe changes of {len(changed) - place} more integrations are left out here.\n"
            return
        text = f"\n#### {code(each.key)}\n\n{sections(each.difference, share - 300)}"
        room -= len(text)
        yield text


def plain(line: str) -> str:
    """Return an annotation as people read it; other lines as they are."""
    found = _ANNOTATION.fullmatch(line)
    if found is None:
        return line
    properties = dict(each.partition("=")[::2] for each in found[2].split(","))
    place = ":".join(properties[name] for name in ("file", "line", "col") if name in properties)
    return _unescaped(f"{place}: {found[1]}: {properties.get('title', '')}: {found[3]}")


def _unescaped(text: str) -> str:
    for escape, char in (("%3A", ":"), ("%2C", ","), ("%0A", " "), ("%0D", " "), ("%25", "%")):
        text = text.replace(escape, char)
    return text
