"""What a run came to, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from trials.outcome import BAD, Outcome


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the figures; shares are of documents that were not refused."""
    generated = sum(outcome.operations for outcome in outcomes)
    skipped = sum(outcome.skipped for outcome in outcomes)
    cpu: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for outcome in outcomes:
        cpu.update(outcome.cpu)
        codes.update(outcome.codes.keys())
    return {
        "documents": len(outcomes),
        "outcomes": dict(Counter(outcome.kind for outcome in outcomes).most_common()),
        "refused": dict(Counter(outcome.refusal for outcome in outcomes if outcome.refusal).most_common()),
        "operations": generated,
        "skipped": skipped,
        "percent": round(100 * generated / max(generated + skipped, 1), 3),
        "documents_by_code": dict(codes.most_common()),
        "cpu_seconds": {step: round(seconds, 1) for step, seconds in cpu.items()},
        "slowest": [
            [outcome.location, outcome.cpu["generate"]]
            for outcome in sorted(outcomes, key=lambda each: -each.cpu.get("generate", 0))[:3]
        ],
        "largest_mb": max((outcome.peak for outcome in outcomes), default=0),
    }


def lines(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the table that people read: what went wrong first."""
    figures = summary(outcomes)
    found = [
        f"{outcome.kind:14} {outcome.location}: {_flat(outcome.detail)}"
        for outcome in outcomes
        if outcome.bad
    ]
    found += ["", f"{figures['documents']:,} documents"]
    found += [
        f"  {count:6,}  {kind}{' (!)' if kind in BAD else ''}" for kind, count in figures["outcomes"].items()
    ]
    found += [f"  {count:6,}  refused with {code}" for code, count in figures["refused"].items()]
    found += [
        "",
        f"{figures['operations']:,} operations generated, {figures['skipped']:,} skipped:"
        f" {figures['percent']} %",
    ]
    found += ["", "documents by code of a diagnostic"]
    found += [f"  {count:6,}  {code}" for code, count in figures["documents_by_code"].items()]
    found += ["", "CPU seconds by step: " + ", ".join(f"{k} {v}" for k, v in figures["cpu_seconds"].items())]
    found += [f"slowest: {location} {seconds} s" for location, seconds in figures["slowest"]]
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())[-300:]
