"""For all tests: answers are final, and the summary says how much was tried."""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path

import pytest
from cases import CASES
from support import COUNTED

from petshop_api._kit.retry import RetryPolicy

# What failed is not tried again, which would take seconds each time.
RetryPolicy.after_response = lambda self, attempt, **_: None  # type: ignore[method-assign]


def pytest_collection_finish() -> None:
    """Thousands of cases and models live until the end: walking them again and again would take minutes."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    untried = [case.key for case in CASES if not case.tries]
    ran = {
        name: terminalreporter.stats.get(name, [])
        for name in ("passed", "failed", "error", "skipped")
    }
    failed = [each.nodeid for each in (*ran["failed"], *ran["error"])]
    counted = {
        "operations": len(CASES) - len(untried),
        **COUNTED,
        "tests": len(ran["passed"]) + len(failed),
        "skipped": len(ran["skipped"]),
        "failed": failed,
        "untried": untried,
    }
    words = (f"{counted.get(each, 0):,} {each}" for each in ("operations", "requests", "answers"))
    terminalreporter.write_line(", ".join(words) + " checked")
    if untried:
        terminalreporter.write_line(
            f"no arguments were found for {len(untried)}: {', '.join(untried[:3])}"
        )
    if file := os.environ.get("INTEGEN_TEST_REPORT"):
        Path(file).write_text(json.dumps(counted), encoding="utf-8")
