"""Text of a document stays text, whatever it says and wherever it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .attacks import ATTACKS, POLYGLOT
from .conftest import Tried
from .places import PLACES, everywhere, swagger

CASES: dict[str, Any] = {
    **{f"everywhere-{name}": everywhere(text) for name, text in ATTACKS.items()},
    **{
        f"swagger-{name}": swagger(text)
        for name, text in ATTACKS.items()
        if name[:4] in ("pyth", "path", "term")
    },
    **{f"at-{name}": build(POLYGLOT) for name, build in PLACES.items()},
}


@pytest.mark.parametrize("case", CASES)
def test_text_of_a_document_never_runs_and_never_leaves_its_place(tried: Tried, case: str) -> None:
    report = tried({"spec.json": json.dumps(CASES[case]).encode()}, "spec.json")
    assert report["ended"] == 0, report
    assert report["failed"] is None, report
    assert report["violations"] == []
    assert report["problems"] == []
    assert report["exit"] in (0, 1), report["told"]
    assert "Traceback" not in report["told"]


def test_the_cases_are_many() -> None:
    assert len(CASES) >= 150
