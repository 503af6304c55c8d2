"""Keeps figures in `results.json` and writes the table of README.md, so one claim can be measured again."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness.claims import CLAIMS, Claim
from harness.peers import BENCH
from harness.process import Figure

RESULTS = BENCH / "results.json"
README = BENCH / "README.md"
BEGIN, END = "<!-- table: written by bench/run -->", "<!-- end of table -->"

Results = dict[str, dict[str, dict[str, Any]]]


def load() -> Results:
    results: Results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    return results


def save(results: Results, path: Path = RESULTS) -> None:
    ordered = {name: results[name] for name in CLAIMS if name in results}
    path.write_text(json.dumps(ordered, indent=1) + "\n")


def keep(results: Results, claim: str, contender: str, figure: Figure) -> None:
    kept = {
        key: round(value, 5) if isinstance(value, float) else value for key, value in figure.to_json().items()
    }
    results.setdefault(claim, {})[contender] = kept


def cell(figure: Mapping[str, Any] | None) -> str:
    """Return `2.1 s, 310 MB (note)`; milliseconds where seconds would be all zeros."""
    if figure is None:
        return "–"
    if figure.get("failed") or "cpu" not in figure:
        return "fails"
    cpu = figure["cpu"]
    if cpu < 0.02:
        return f"{cpu * 1000:.2f} ms"
    text = f"{cpu:.2f} s" if cpu < 10 else f"{cpu:.1f} s"
    return f"{text}, {figure['peak']:,.0f} MB" if "peak" in figure else text


def table(results: Results) -> str:
    lines = ["| work | reach | integen | peers, same machine |", "|---|---|---|---|"]
    for name, claim in CLAIMS.items():
        figures = results.get(name, {})
        lines.append(
            f"| {claim.title} | {claim.reach} | {cell(figures.get('integen'))} | {_peers(claim, figures)} |"
        )
    return "\n".join(lines)


def _peers(claim: Claim, figures: Mapping[str, Mapping[str, Any]]) -> str:
    told = []
    for name in list(claim.contenders)[1:]:
        figure = figures.get(name)
        note = figure.get("note") if figure and not figure.get("failed") else None
        told.append(f"{name} {cell(figure)}" + (f" ({note})" if note else ""))
    return "; ".join(told) or "the same as the first time"


def write(results: Results, versions: Mapping[str, str]) -> None:
    """Replace what stands between the two marks of the README."""
    before, _, rest = README.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    about = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; {listed}."
    README.write_text(f"{before}{BEGIN}\n{table(results)}\n\n{about}\n{END}{after}")
