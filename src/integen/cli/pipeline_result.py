"""Tells of what the steps of `integen ci` found: to people, to programs, to the workflow they run in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from integen.ci.report import bump, report, totals
from integen.cli import difference, terminal, workflow, writing
from integen.cli.ci import Asked
from integen.cli.pipeline_checks import Found


def tell(asked: Asked, found: Found) -> None:
    """Write the report, the summary and the outputs. Raises IntegenError."""
    text = report(found.rows, found.compared, found.base.short if found.base else "", found.project)
    if asked.report is not None:
        writing.write(text, asked.report)
    workflow.append("GITHUB_STEP_SUMMARY", text)
    workflow.append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in _outputs(asked, found)))
    if asked.as_json:
        terminal.say_json(_record(found))
        return
    terminal.say()
    rows = ((row.name, "ok" if row.passed else "failed", row.remark) for row in found.rows)
    terminal.table([("step", "", ""), *rows])


def _outputs(asked: Asked, found: Found) -> Iterator[tuple[str, str]]:
    yield "changed", str(found.changed).lower()
    yield "ready", str(found.ready).lower()
    yield "bump", bump(found.compared)
    yield from ((severity.value, str(count)) for severity, count in totals(found.compared).items())
    if asked.report is not None and str(asked.report).isprintable():
        yield "report", str(asked.report)


def _record(found: Found) -> dict[str, Any]:
    return {
        "passed": found.passed,
        "ready": found.ready,
        "changed": found.changed,
        "bump": bump(found.compared),
        "base": found.base.commit if found.base else None,
        "steps": [
            {"name": row.name, "passed": row.passed, "remark": row.remark, "lines": list(row.lines)}
            for row in found.rows
        ],
        "integrations": [
            {
                "key": each.key,
                "standing": each.standing.value,
                "reason": each.reason,
                "bump": each.bump,
                "counts": {severity.value: count for severity, count in each.counts.items()},
                "changes": difference.record(each.difference)["changes"] if each.difference else [],
            }
            for each in found.compared
        ],
    }
