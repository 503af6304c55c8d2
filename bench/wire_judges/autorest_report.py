"""Scores of AutoRest's judge, and why each scenario that was not covered was not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "wire-conformance.md"
START, END = "<!-- autorest: begin -->", "<!-- autorest: end -->"
TITLES = {
    "standard": "Standard Swagger 2.0",
    "azure": "Azure's extensions",
    "optional": "Optional",
}
REASONS = {
    "UrlPaths(String|Byte)Empty": "refused before the network: without its value the path would be another",
    "UrlQueriesArrayCsvEmpty": "an empty list is not there (RFC 6570 section 3.2.1)",
    "Azure(Method|Path|Swagger)QueryUrlEncoding": "a value never becomes further parameters: `&` is encoded",
    "MultiapiDifferentCalls.*|.*ThreePDF": "the server never counts it",
}


def report(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the section of the page as Markdown."""
    rows = ["| scenarios | covered | of |", "|---|---:|---:|"]
    missed: list[str] = []
    for category, seen in counts.items():
        open_keys = [key for key, count in seen.items() if not count]
        rows.append(f"| {TITLES[category]} | {len(seen) - len(open_keys)} | {len(seen)} |")
        missed += _missed(TITLES[category], open_keys)
    return "\n".join([*rows, "", *missed])


def _missed(title: str, keys: list[str]) -> list[str]:
    if not keys:
        return []
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(reason(key), []).append(key)
    lines = [f"Not covered, {title}:", ""]
    lines += [f"- {why}: {', '.join(f'`{key}`' for key in sorted(named))}" for why, named in groups.items()]
    return [*lines, ""]


def reason(key: str) -> str:
    """Return why a scenario is not covered."""
    return next((why for pattern, why in REASONS.items() if re.fullmatch(pattern, key)), "not yet")


def write(section: str) -> None:
    """Put the section between its marks on the page."""
    PAGE.write_text(_with(section))


def is_written(section: str) -> bool:
    """Tell whether the page has these scores."""
    return PAGE.read_text() == _with(section)


def _with(section: str) -> str:
    before, _, rest = PAGE.read_text().partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{section.strip()}\n{END}{after}"
