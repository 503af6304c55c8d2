"""A difference as Markdown for a pull request: bounded in size, text of documents quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from integen.diagnostics.terminal import safe_terminal
from integen.difference.change import Change, Severity
from integen.difference.compare import Difference

MOST = 60_000
"""Characters; a comment on GitHub may have 65,536."""
_HEADINGS = {
    Severity.BREAKING: "🔴 Breaking",
    Severity.RISKY: "🟠 Risky",
    Severity.SAFE: "🟢 Safe",
}
_SHOWN = 160


def markdown(difference: Difference) -> str:
    """Return the whole comment, its first line a heading."""
    lines = [f"### API changes: {summary(difference)}", ""]
    if difference.changes:
        lines += [f"Suggested version bump: **{difference.bump}**", ""]
        lines += [sections(difference, MOST)]
    return "\n".join(lines).rstrip() + "\n"


def sections(difference: Difference, most: int) -> str:
    """Return the changes in at most about `most` characters, those of each severity below their heading."""
    lines = [line for severity in Severity for line in _section(severity, difference.of(severity))]
    return _bounded(lines, most)


def summary(difference: Difference) -> str:
    """Return `1 breaking, 3 safe`."""
    counts = [f"{len(found)} {severity}" for severity in Severity if (found := difference.of(severity))]
    return ", ".join(counts) or "none"


def _section(severity: Severity, changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        return
    opened = " open" if severity is Severity.BREAKING else ""
    yield f"<details{opened}><summary>{_HEADINGS[severity]} ({len(changes)})</summary>"
    yield ""
    for change in changes:
        yield f"- {_line(change)}"
    yield ""
    yield "</details>"
    yield ""


def _line(change: Change) -> str:
    where = f" in {code(change.operations[0])}" if change.operations else ""
    more = f" and {len(change.operations) - 1} more" if len(change.operations) > 1 else ""
    return f"**{change.rule.title}**: {code(change.subject)}{where}{more}{_values(change)}"


def _values(change: Change) -> str:
    match change.before, change.after:
        case None, None:
            return ""
        case None, after:
            return f": {code(after or '')}"
        case before, None:
            return f": was {code(before)}"
        case before, after:
            return f": {code(before or '')} → {code(after or '')}"


def code(text: str) -> str:
    """Return text of a document as a code span that it cannot leave. Source: CommonMark 0.31 section 6.1."""
    plain = safe_terminal(" ".join(text.split()))
    plain = plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
    longest = max((len(run) for run in re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") or not plain else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def _bounded(lines: Iterable[str], most: int) -> str:
    kept: list[str] = []
    size = 0
    left_out = 0
    for line in lines:
        if size + len(line) > most and line.startswith("- "):
            left_out += 1
            continue
        kept.append(line)
        size += len(line) + 1
    if left_out:
        kept.append(f"{left_out} further changes are left out here; `integen diff` shows all.")
    return "\n".join(kept).rstrip() + "\n"
